using LlsEdge.NanoCheck;
using Mono.Cecil;

namespace LlsEdge.Nano.Tests;

/// <summary>The assembly that goes on the board.</summary>
public sealed class FirmwareTests
{
    public static TheoryData<string> Assemblies => [.. Repository.Libraries.Append(Repository.Firmware)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void TheFirmwareBreaksNoRule(string assembly) => Checker.Check(assembly, [.. Repository.Surfaces, .. Repository.Libraries]).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void TheFirmwareReferencesTheVersionsOfTheSurfaces(string assembly)
    {
        using AssemblyDefinition firmware = AssemblyDefinition.ReadAssembly(assembly);
        firmware.MainModule.AssemblyReferences.ShouldNotBeEmpty();
        foreach (AssemblyNameReference reference in firmware.MainModule.AssemblyReferences.Where(reference => !reference.Name.StartsWith("LlsEdge.", StringComparison.Ordinal)))
        {
            using AssemblyDefinition surface = AssemblyDefinition.ReadAssembly(Repository.SurfacePath(reference.Name));
            reference.Version.ShouldBe(surface.Name.Version, reference.Name);
        }
    }

    [Fact]
    public void TheRulesHaveNamesOfTheirOwn()
    {
        Checker.Rules.Select(rule => rule.Id).ShouldBeUnique();
        Checker.Rules.ShouldAllBe(rule => rule.Sentence.EndsWith('.'));
    }

    [Fact]
    public void EveryRuleHasItsLineInTheTable()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "host-tools", "LlsEdge.NanoCheck", "README.md"));
        foreach (IRule rule in Checker.Rules)
        {
            table.ShouldContain($"| `{rule.Id}` |");
        }
    }
}
