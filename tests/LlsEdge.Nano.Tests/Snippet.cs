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
    /// <summary>Compiles C# against the surfaces and checks the result against one rule.</summary>
    /// <param name="rule">The rule's identifier.</param>
    /// <param name="source">C# source.</param>
    /// <param name="references">Assemblies to compile against that the checker does not know as surfaces.</param>
    /// <returns>The violations of that rule.</returns>
    public static IReadOnlyList<Violation> Check(string rule, string source, params string[] references) => Check(rule, Compile(source, references));

    /// <summary>Checks a method that is written instruction by instruction.</summary>
    /// <param name="rule">The rule's identifier.</param>
    /// <param name="write">Writes the body of a static method without parameters or result.</param>
    /// <param name="edit">Changes the assembly otherwise.</param>
    /// <returns>The violations of that rule.</returns>
    public static IReadOnlyList<Violation> CheckIl(string rule, Action<MethodDefinition, ILProcessor> write, Action<TypeDefinition>? edit = null)
    {
        using var resolver = new SurfaceResolver(Repository.Surfaces);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(
            new MemoryStream(Compile("public static class Probe { public static void Run() { } }", [])), new ReaderParameters { AssemblyResolver = resolver });
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
            return [.. Checker.Check(path, Repository.Surfaces).Where(violation => violation.Rule == rule)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Compile(string source, string[] references)
    {
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp9))],
            Repository.Surfaces.Concat(references).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var stream = new MemoryStream();
        IEnumerable<string> errors = compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());
        errors.ShouldBeEmpty(source);
        return stream.ToArray();
    }
}
