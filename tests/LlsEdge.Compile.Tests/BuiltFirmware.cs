using System.Reflection;
using System.Xml.Linq;
using LlsEdge.Host.Compile;
using LlsEdge.NanoCheck;
using LlsEdge.VirtualBoard;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;

namespace LlsEdge.Compile.Tests;

/// <summary>The firmware's own sources, built with a trunk into a folder of its own, and held against the checker like every firmware.</summary>
internal sealed class BuiltFirmware : IDisposable
{
    private static readonly string Root = Metadata("RepositoryRoot");
    private static readonly string Board = XDocument.Load(Path.Combine(Root, "nfproj.props")).Descendants("LlsEdgeBoard").Single().Value;
    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-trunk-").FullName;

    public BuiltFirmware(TrunkSources sources)
    {
        string[] surfaces = [.. Directory.GetDirectories(Path.Combine(Root, "host-tools", "nano"))
            .Select(folder => Path.Combine(folder, "bin", Metadata("Configuration"), "net10.0", Path.GetFileName(folder) + ".dll")).Where(File.Exists)];
        string[] libraries = [.. sources.Libraries.Select(library => Build(
            $"LlsEdge.Trunk.{library}.dll", OutputKind.DynamicallyLinkedLibrary, sources.Files.Where(file => IsSourceOf(library, file.Key)).Select(file => file.Value), surfaces))];
        string firmware = Path.Combine(Root, "firmware");
        string learning = Build(
            "LlsEdge.Learning.dll", OutputKind.DynamicallyLinkedLibrary, Sources(Path.Combine(firmware, "Learning", "LlsEdge.Learning.nfproj")), surfaces);
        Executable = Build(
            "LlsEdge.Firmware.exe",
            OutputKind.ConsoleApplication,
            Sources(Path.Combine(firmware, "LlsEdge.Firmware.nfproj")).Concat([sources.Files["InstalledFactory.cs"], sources.Files["InstalledTrunk.cs"]]),
            [.. surfaces, learning, .. libraries]);
    }

    public string Executable { get; }

    public VirtualBoardOptions Options() =>
        new() { FirmwarePath = Executable, Uart = UartBackend.Pty(), DriveFolder = Directory.CreateDirectory(Path.Combine(_folder, "drive")).FullName };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Sources(string project) => XDocument.Load(project).Descendants()
        .Where(item => item.Name.LocalName == "Compile")
        .Select(item => File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, item.Attribute("Include")!.Value.Replace('\\', '/').Replace("$(LlsEdgeBoard)", Board, StringComparison.Ordinal))));

    private static bool IsSourceOf(string library, string path) =>
        path.StartsWith(library + "/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal);

    private static string Metadata(string key) =>
        typeof(BuiltFirmware).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private string Build(string name, OutputKind kind, IEnumerable<string> sources, string[] references)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp9);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(name),
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release));
        string path = Path.Combine(_folder, name);
        compilation.Emit(path).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
        Checker.Check(path, references).Select(violation => violation.ToString()).ShouldBeEmpty();
        return path;
    }
}
