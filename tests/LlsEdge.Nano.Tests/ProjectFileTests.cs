using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LlsEdge.Nano.Tests;

/// <summary>The files that nanoFramework's own tools read.</summary>
public sealed class ProjectFileTests
{
    private static readonly XNamespace _ns = "http://schemas.microsoft.com/developer/msbuild/2003";
    private static readonly string _folder = Path.Combine(Repository.Root, "firmware");
    private static readonly XDocument _project = XDocument.Load(Path.Combine(_folder, "LlsEdge.Firmware.nfproj"));
    private static readonly XDocument _learning = XDocument.Load(Path.Combine(_folder, "Learning", "LlsEdge.Learning.nfproj"));

    [Fact]
    public void EverySourceOfTheFirmwareIsListedOnce()
    {
        string[] listed = [.. Sources(_project, _folder), .. Sources(_learning, Path.Combine(_folder, "Learning"))];
        string[] present =
        [
            .. Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(folder => folder is "obj" or "bin" or "Trunk" or "Profiles")),
            "Board/Profiles/$(LlsEdgeBoard).cs",
        ];
        listed.Order(StringComparer.Ordinal).ShouldBe(
            present.Order(StringComparer.Ordinal),
            "LlsEdge.Firmware.nfproj and LlsEdge.Learning.nfproj must list every source file, without wildcards");
    }

    [Fact]
    public void TheBoardThatTheFirmwareIsBuiltForHasAProfile()
    {
        string board = XDocument.Load(Path.Combine(Repository.Root, "nfproj.props")).Descendants("LlsEdgeBoard").ShouldHaveSingleItem().Value;
        File.Exists(Path.Combine(_folder, "Board", "Profiles", board + ".cs")).ShouldBeTrue();
    }

    [Fact]
    public void EveryPackageIsReferencedInItsOneVersion()
    {
        PackagesOf(_folder).ShouldBe(ReferencedPackages(_project));
        PackagesOf(Path.Combine(_folder, "Learning")).ShouldBe(ReferencedPackages(_learning));
    }

    [Fact]
    public void EveryReferenceHasASurface()
    {
        string[] names = [.. _project.Descendants(_ns + "Reference").Select(reference => reference.Attribute("Include")!.Value.Split(',')[0])];
        names.Order(StringComparer.Ordinal).ShouldBe(Repository.SurfaceNames.Intersect(names));
        _project.Descendants(_ns + "Reference").ShouldAllBe(
            reference => reference.Attribute("Include")!.Value.EndsWith("PublicKeyToken=c07d481e9758c731", StringComparison.Ordinal));
    }

    [Fact]
    public void TheImportsStandInTheOrderOfTheOriginal()
    {
        string[] imports =
        [
            .. _project.Root!.Elements(_ns + "Import").Select(import => import.Attribute("Project")!.Value)
                .Select(path => path.Replace("$(NanoFrameworkProjectSystemPath)", string.Empty, StringComparison.Ordinal)),
        ];
        imports.ShouldBe(
        [
            @"..\nfproj.props", "NFProjectSystem.Default.props", "NFProjectSystem.props", @"Trunk\None\Trunk.props", @"Trunk\$(LlsEdgeTrunk)\Trunk.props", "NFProjectSystem.CSharp.targets",
        ]);
        _project.Descendants(_ns + "ProjectConfigurationsDeclaredAsItems").ShouldHaveSingleItem();
        _project.Descendants(_ns + "IsTestProject").ShouldBeEmpty("dotnet test would take the firmware for a test project");
    }

    [Fact]
    public void EveryTrunkListsItsSourcesAndLibraries()
    {
        foreach (string trunk in Directory.GetDirectories(Path.Combine(_folder, "Trunk")))
        {
            XDocument properties = XDocument.Load(Path.Combine(trunk, "Trunk.props"));
            properties.Descendants(_ns + "Compile").Select(item => item.Attribute("Include")!.Value.Replace("$(MSBuildThisFileDirectory)", string.Empty, StringComparison.Ordinal))
                .ShouldBe(Directory.GetFiles(trunk, "*.cs").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal));
            string[] libraries = [.. Directory.GetDirectories(trunk).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
            properties.Descendants(_ns + "ProjectReference").Select(reference => reference.Attribute("Include")!.Value.Replace("$(MSBuildThisFileDirectory)", string.Empty, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).ShouldBe(libraries.Select(library => $@"{library}\LlsEdge.Trunk.{library}.nfproj"));
            foreach (string library in libraries)
            {
                XDocument project = XDocument.Load(Path.Combine(trunk, library, $"LlsEdge.Trunk.{library}.nfproj"));
                project.Descendants(_ns + "Compile").Select(item => item.Attribute("Include")!.Value).Order(StringComparer.Ordinal)
                    .ShouldBe(Directory.GetFiles(Path.Combine(trunk, library), "*.cs").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void TheSolutionDeploysTheFirmware()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "LlsEdge.sln"));
        string guid = _project.Descendants(_ns + "ProjectGuid").Single().Value;
        solution.ShouldContain($$"""Project("{11A8DD76-328B-46DF-9F39-F559912D0360}") = "LlsEdge.Firmware", "firmware\LlsEdge.Firmware.nfproj", "{{guid}}""");
        solution.ShouldContain($"{guid}.Debug|Any CPU.Deploy.0 = Debug|Any CPU");
        solution.ShouldContain($"{guid}.Release|Any CPU.Deploy.0 = Release|Any CPU");
    }

    [Theory]
    [InlineData("LlsEdge.MicroBench")]
    [InlineData("NFUnitTest")]
    public void TheProjectsBesideTheFirmwareListTheirSourcesAndPackages(string name)
    {
        string folder = Path.Combine(Repository.Root, "tests", name);
        XDocument project = XDocument.Load(Path.Combine(folder, $"{name}.nfproj"));
        string[] listed =
        [
            .. project.Descendants(_ns + "Compile").Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'))
                .Where(path => !path.StartsWith("../../firmware/", StringComparison.Ordinal)),
        ];
        string[] present = [.. Directory.EnumerateFiles(folder, "*.cs").Select(path => Path.GetFileName(path)), "Properties/AssemblyInfo.cs"];
        listed.Order(StringComparer.Ordinal).ShouldBe(present.Order(StringComparer.Ordinal));
        PackagesOf(folder).ShouldBe(ReferencedPackages(project));
        project.Descendants(_ns + "IsTestProject").ShouldAllBe(property => property.Attribute("Condition") != null);
    }

    private static IEnumerable<string> Sources(XDocument project, string folder) => project.Descendants(_ns + "Compile")
        .Select(item => Path.GetRelativePath(_folder, Path.Combine(folder, item.Attribute("Include")!.Value.Replace('\\', '/'))).Replace('\\', '/'));

    // Each as Name.Version, sorted.
    private static string[] PackagesOf(string folder)
    {
        XElement[] declared = [.. XDocument.Load(Path.Combine(folder, "packages.config")).Descendants("package")];
        declared.ShouldAllBe(package => package.Attribute("targetFramework")!.Value == "netnano1.0");
        return [.. declared.Select(package => $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}").Order(StringComparer.Ordinal)];
    }

    private static string[] ReferencedPackages(XDocument project)
    {
        Dictionary<string, string> versions = XDocument.Load(Path.Combine(Repository.Root, "nfproj.props")).Descendants()
            .Where(property => property.Name.LocalName.EndsWith("Version", StringComparison.Ordinal))
            .ToDictionary(property => $"$({property.Name.LocalName})", property => property.Value);
        return
        [
            .. project.Descendants(_ns + "HintPath").Select(hint => Regex.Match(hint.Value, @"^(\.\.\\)+packages\\(.+)\\lib\\.+\.(dll|exe)$").Groups[2].Value)
                .Select(folder => versions.Aggregate(folder, (text, version) => text.Replace(version.Key, version.Value, StringComparison.Ordinal)))
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
