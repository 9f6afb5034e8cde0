using LlsEdge.VirtualBoard.Metering;
using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>Estimates the managed heap that loaded assemblies take on the board.</summary>
internal static class AssemblyReserve
{
    internal static int Of(IEnumerable<AssemblyDefinition> assemblies, BoardModel model)
    {
        HashSet<string> libraries = new(StringComparer.Ordinal);
        int bytes = model.Layout("system") + model.Library("mscorlib");
        foreach (AssemblyDefinition assembly in assemblies)
        {
            ModuleDefinition module = assembly.MainModule;
            libraries.UnionWith(module.AssemblyReferences.Select(reference => reference.Name).Where(name => TypeMap.IsLibrary(name) && !TypeMap.IsCore(name)));
            int references = module.AssemblyReferences.Count + module.GetTypeReferences().Count() + module.GetMemberReferences().Count();
            List<TypeDefinition> types = [.. module.GetTypes()];
            List<FieldDefinition> fields = [.. types.SelectMany(type => type.Fields).Where(field => field is { HasConstant: false, RVA: 0 })];
            int members = fields.Count + types.Sum(type => type.Methods.Count);
            bytes += model.Layout("assembly") + (references * model.Layout("perReference")) + (types.Count * model.Layout("perType"))
                + (members * model.Layout("perMember")) + (fields.Count(field => field.IsStatic) * model.Layout("perStaticField"));
        }

        return bytes + libraries.Sum(model.Library);
    }
}
