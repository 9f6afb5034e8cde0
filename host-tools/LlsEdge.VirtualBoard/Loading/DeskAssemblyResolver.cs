using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>Finds what the retargeted firmware refers to: its own assemblies, the virtual board, and .NET.</summary>
internal sealed class DeskAssemblyResolver : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _known = new(StringComparer.Ordinal);
    private readonly string _runtimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    internal void Add(AssemblyDefinition assembly)
    {
        _known.Add(assembly.Name.Name, assembly);
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name)
    {
        return Resolve(name, new ReaderParameters { AssemblyResolver = this });
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (!_known.TryGetValue(name.Name, out AssemblyDefinition? assembly))
        {
            string path = name.Name == typeof(Machine).Assembly.GetName().Name
                ? typeof(Machine).Assembly.Location
                : Path.Combine(_runtimeFolder, name.Name + ".dll");
            assembly = File.Exists(path) ? AssemblyDefinition.ReadAssembly(path, parameters) : throw new AssemblyResolutionException(name);
            _known.Add(name.Name, assembly);
        }

        return assembly;
    }

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _known.Values)
        {
            assembly.Dispose();
        }
    }
}
