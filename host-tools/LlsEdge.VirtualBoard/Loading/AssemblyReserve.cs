using LlsEdge.VirtualBoard.Metering;
using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>Estimates the managed heap that loaded assemblies take on the board.</summary>
internal static class AssemblyReserve
{
    internal static int Of(IEnumerable<AssemblyDefinition> assemblies, BoardModel model)
    {
        HashSet<string> libraries = new(StringComparer.Ordinal);
        int bytes = model.Layout("coreLibrary");
        foreach (AssemblyDefinition assembly in assemblies)
        {
            ModuleDefinition module = assembly.MainModule;
            libraries.UnionWith(module.AssemblyReferences.Select(reference => reference.Name).Where(name => TypeMap.IsLibrary(name) && !TypeMap.IsCore(name)));
            int rows = module.GetTypeReferences().Count() + module.GetMemberReferences().Count();
            int statics = 0;
            foreach (TypeDefinition type in module.GetTypes())
            {
                rows += 1 + type.Methods.Count + type.Fields.Count;
                statics += type.Fields.Count(field => field is { IsStatic: true, HasConstant: false, RVA: 0 });
            }

            bytes += model.Layout("firmwareAssembly") + (rows * model.Layout("perMetadataRow")) + (statics * model.Layout("perStaticField"));
        }

        return bytes + (libraries.Count * model.Layout("library"));
    }
}
