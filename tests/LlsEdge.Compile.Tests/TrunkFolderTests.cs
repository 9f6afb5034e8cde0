using LlsEdge.Host.Compile;
using LlsEdge.Host.Models;
using Shouldly;
using Xunit;
using static LlsEdge.Compile.Tests.TrunkModels;

namespace LlsEdge.Compile.Tests;

/// <summary>Where a trunk's sources are written.</summary>
public sealed class TrunkFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-trunks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ATrunkTakesTheOldOnesPlace()
    {
        string target = TrunkFolder.Write(Compile(1), _folder);
        string first = File.ReadAllText(Path.Combine(target, "InstalledTrunk.cs"));
        TrunkFolder.Write(Compile(2), _folder).ShouldBe(target);
        File.ReadAllText(Path.Combine(target, "InstalledTrunk.cs")).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("letter.txt")]
    [InlineData("InstalledTrunk.cs")]
    public void AFolderThatNoCompilerMadeIsLeftAlone(string name)
    {
        string foreign = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "Drawn")).FullName, name);
        File.WriteAllText(foreign, "written by hand");
        Should.Throw<ModelException>(() => TrunkFolder.Write(Compile(1), _folder)).Message.ShouldContain("choose another --name");
        File.ReadAllText(foreign).ShouldBe("written by hand");
    }

    private static TrunkSources Compile(int seed) => TrunkCompiler.Compile(Build(24, [8, 8], DrawnWeights.Ternary, seed), "Drawn", null, "test");
}
