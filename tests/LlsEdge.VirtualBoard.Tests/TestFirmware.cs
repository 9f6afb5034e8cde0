using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlsEdge.VirtualBoard.Tests;

/// <summary>Compiles small programs as firmware is compiled: C# 9, optimised, against the board's class library only.</summary>
internal sealed class TestFirmware : IDisposable
{
    private const string PhaseAttribute = """
        namespace LlsEdge.Learning
        {
            public sealed class PhaseAttribute : System.Attribute
            {
                public PhaseAttribute(string name) { }
            }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-firmware-").FullName;

    private TestFirmware()
    {
    }

    internal string Path => System.IO.Path.Combine(_folder, "TestFirmware.exe");

    /// <summary>Compiles a class <c>Program</c>; what is not a member of it may follow in <paramref name="types"/>.</summary>
    internal static TestFirmware Compile(string members, string types = "")
    {
        string source = "using System; using System.IO; using System.Threading; using System.Device.Gpio; using System.Device.I2c; using System.Device.Spi; using System.IO.Ports; "
            + "using nanoFramework.Hardware.Esp32; using LlsEdge.Learning; using Native = nanoFramework.Runtime.Native;\n"
            + types + "\npublic static class Program\n{\n" + members + "\n}\n"
            + PhaseAttribute;
        TestFirmware firmware = new();
        bool runs = members.Contains("void Main(", StringComparison.Ordinal);
        firmware.Emit("TestFirmware", source, runs ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, []);
        return firmware;
    }

    /// <summary>Compiles source files of the firmware alone.</summary>
    internal static TestFirmware CompileFiles(params string[] paths)
    {
        TestFirmware firmware = new();
        firmware.Emit("TestFirmware", [.. paths.Select(File.ReadAllText)], OutputKind.DynamicallyLinkedLibrary, []);
        return firmware;
    }

    /// <summary>Compiles a library beside the program to come, and the program against it.</summary>
    internal static TestFirmware CompileWithLibrary(string librarySource, string members)
    {
        TestFirmware firmware = new();
        string library = firmware.Emit("TestLibrary", librarySource, OutputKind.DynamicallyLinkedLibrary, []);
        firmware.Emit("TestFirmware", "public static class Program\n{\n" + members + "\n}", OutputKind.DynamicallyLinkedLibrary, [library]);
        return firmware;
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    private string Emit(string name, string source, OutputKind kind, string[] libraries)
    {
        return Emit(name, [source], kind, libraries);
    }

    private string Emit(string name, string[] sources, OutputKind kind, string[] libraries)
    {
        IEnumerable<string> references = Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "surfaces"), "*.dll").Concat(libraries);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp9))),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release));
        string output = System.IO.Path.Combine(_folder, name + (name == "TestLibrary" ? ".dll" : ".exe"));
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(output);
        return result.Success
            ? output
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }
}
