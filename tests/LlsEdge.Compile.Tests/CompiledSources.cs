using System.Reflection;
using System.Runtime.Loader;
using LlsEdge.Host.Compile;
using LlsEdge.Learning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlsEdge.Compile.Tests;

/// <summary>Generated C#, compiled as the board's is and loaded on the desk.</summary>
internal static class CompiledSources
{
    public static CompiledTrunk Load(TrunkSources sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp9);
        IEnumerable<SyntaxTree> trees = sources.Files.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal)
                && !file.Key.EndsWith("KernelAttribute.cs", StringComparison.Ordinal) && !file.Key.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(file.Value, options, file.Key));
        string[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Append(typeof(CompiledTrunk).Assembly.Location).Distinct()];
        var compilation = CSharpCompilation.Create(
            $"Trunk{Guid.NewGuid():N}", trees, references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Take(20)));
        }

        stream.Position = 0;
        Assembly assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
        return (CompiledTrunk)Activator.CreateInstance(assembly.GetType("LlsEdge.Trunk.InstalledTrunk", throwOnError: true)!)!;
    }
}
