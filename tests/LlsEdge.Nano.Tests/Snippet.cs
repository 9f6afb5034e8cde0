using LlsEdge.NanoCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LlsEdge.Nano.Tests;

/// <summary>Small assemblies for the board, compiled as the firmware is or written instruction by instruction, and what the checker says of them.</summary>
internal static class Snippet
{
    private static readonly MetadataReference[] _references = [.. Repository.Surfaces.Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles C# against the surfaces and checks the result against one rule.</summary>
    /// <param name="rule">The rule's identifier.</param>
    /// <param name="source">C# source.</param>
    /// <returns>The violations of that rule.</returns>
    public static IReadOnlyList<Violation> Check(string rule, string source) => Check(rule, Compile(source));

    /// <summary>Checks a method that is written instruction by instruction.</summary>
    /// <param name="rule">The rule's identifier.</param>
    /// <param name="write">Writes the body of a static method without parameters or result.</param>
    /// <param name="edit">Changes the assembly otherwise.</param>
    /// <returns>The violations of that rule.</returns>
    public static IReadOnlyList<Violation> CheckIl(string rule, Action<MethodDefinition, ILProcessor> write, Action<TypeDefinition>? edit = null)
    {
        using var resolver = new SurfaceResolver(Repository.Surfaces);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(
            new MemoryStream(Compile("public static class Probe { public static void Run() { } }")), new ReaderParameters { AssemblyResolver = resolver });
        TypeDefinition type = assembly.MainModule.GetType("Probe");
        MethodDefinition method = type.Methods.Single(candidate => candidate.Name == "Run");
        method.Body.Instructions.Clear();
        write(method, method.Body.GetILProcessor());
        edit?.Invoke(type);
        method.Body.OptimizeMacros();
        using var stream = new MemoryStream();
        assembly.Write(stream);
        return Check(rule, stream.ToArray());
    }

    private static List<Violation> Check(string rule, byte[] assembly)
    {
        string path = Path.Combine(Path.GetTempPath(), $"llsedge-snippet-{Guid.NewGuid():n}.dll");
        try
        {
            File.WriteAllBytes(path, assembly);
            using CheckTarget target = CheckTarget.Load(path, Repository.Surfaces);
            return [.. Checker.Rules.Single(candidate => candidate.Id == rule).Check(target)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp9))],
            _references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var stream = new MemoryStream();
        IEnumerable<string> errors = compilation.Emit(stream).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());
        errors.ShouldBeEmpty(source);
        return stream.ToArray();
    }
}
