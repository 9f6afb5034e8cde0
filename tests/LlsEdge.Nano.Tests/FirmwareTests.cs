using LlsEdge.NanoCheck;
using Mono.Cecil;

namespace LlsEdge.Nano.Tests;

/// <summary>The assembly that goes on the board.</summary>
public sealed class FirmwareTests
{
    [Fact]
    public void TheFirmwareBreaksNoRule() => Checker.Check(Repository.Firmware, Repository.Surfaces).ShouldBeEmpty();

    [Fact]
    public void TheFirmwareReferencesTheVersionsOfTheSurfaces()
    {
        using AssemblyDefinition firmware = AssemblyDefinition.ReadAssembly(Repository.Firmware);
        firmware.MainModule.AssemblyReferences.ShouldNotBeEmpty();
        foreach (AssemblyNameReference reference in firmware.MainModule.AssemblyReferences)
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
