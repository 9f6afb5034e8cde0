using Mono.Cecil;

namespace LlsEdge.NanoCheck;

/// <summary>Finds references among the given surfaces and nowhere else: a member of .NET's own library never stands in for one that the board lacks.</summary>
public sealed class SurfaceResolver : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _surfaces = [];

    /// <summary>Loads the surfaces.</summary>
    /// <param name="paths">Their paths.</param>
    public SurfaceResolver(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (string path in paths)
        {
            AssemblyDefinition surface = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this, InMemory = true });
            _surfaces[surface.Name.Name] = surface;
        }
    }

    /// <summary>Tells whether there is a surface of that name.</summary>
    /// <param name="assemblyName">Simple name.</param>
    /// <returns>Whether there is one.</returns>
    public bool Contains(string assemblyName) => _surfaces.ContainsKey(assemblyName);

    /// <inheritdoc/>
    public AssemblyDefinition Resolve(AssemblyNameReference name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _surfaces.TryGetValue(name.Name, out AssemblyDefinition? surface) ? surface : throw new AssemblyResolutionException(name);
    }

    /// <inheritdoc/>
    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AssemblyDefinition surface in _surfaces.Values)
        {
            surface.Dispose();
        }
    }
}
