using LlsEdge.NanoCheck.Flow;
using Mono.Cecil;

namespace LlsEdge.NanoCheck;

/// <summary>An assembly for the board, loaded together with the class-library surfaces that it was compiled against.</summary>
public sealed class CheckTarget : IDisposable
{
    private readonly SurfaceResolver _resolver;
    private readonly Dictionary<MethodDefinition, MethodFlow> _flows = [];

    private CheckTarget(AssemblyDefinition assembly, SurfaceResolver resolver)
    {
        Assembly = assembly;
        _resolver = resolver;
        Types = [.. assembly.MainModule.GetTypes()];
        Methods = [.. Types.SelectMany(type => type.Methods)];
    }

    /// <summary>Gets the assembly.</summary>
    public AssemblyDefinition Assembly { get; }

    /// <summary>Gets every type, nested ones included.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>Gets the methods of all types.</summary>
    public IReadOnlyList<MethodDefinition> Methods { get; }

    /// <summary>Gets the methods that have a body.</summary>
    public IEnumerable<MethodDefinition> Bodies => Methods.Where(method => method.HasBody);

    /// <summary>Loads an assembly.</summary>
    /// <param name="assemblyPath">The assembly.</param>
    /// <param name="surfacePaths">Assemblies that declare the board's class library.</param>
    /// <returns>The loaded assembly.</returns>
    public static CheckTarget Load(string assemblyPath, IEnumerable<string> surfacePaths)
    {
        var resolver = new SurfaceResolver(surfacePaths);
        bool hasSymbols = File.Exists(Path.ChangeExtension(assemblyPath, ".pdb"));
        var parameters = new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = hasSymbols, InMemory = true };
        return new CheckTarget(AssemblyDefinition.ReadAssembly(assemblyPath, parameters), resolver);
    }

    /// <summary>Tells whether a surface declares an assembly of that name.</summary>
    /// <param name="assemblyName">Simple name.</param>
    /// <returns>Whether there is one.</returns>
    public bool HasSurface(string assemblyName) => _resolver.Contains(assemblyName);

    /// <summary>Gets what lies on the evaluation stack before each instruction of a method.</summary>
    /// <param name="method">A method with a body.</param>
    /// <returns>The flow, computed once.</returns>
    public MethodFlow GetFlow(MethodDefinition method)
    {
        if (!_flows.TryGetValue(method, out MethodFlow? flow))
        {
            flow = MethodFlow.Analyse(method);
            _flows.Add(method, flow);
        }

        return flow;
    }

    /// <summary>Reports a violation of the assembly as a whole.</summary>
    /// <param name="rule">The broken rule.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <returns>The violation.</returns>
    public Violation At(IRule rule, string sentence) => new(Assembly.Name.Name, null, rule.Id, sentence);

    /// <inheritdoc/>
    public void Dispose()
    {
        Assembly.Dispose();
        _resolver.Dispose();
    }
}
