using LlsEdge.Host.Compile;
using Shouldly;
using Xunit;
using static LlsEdge.Compile.Tests.TrunkModels;

namespace LlsEdge.Compile.Tests;

/// <summary>The solution's list of projects.</summary>
public class TrunkSolutionTests
{
    [Fact]
    public void ATrunksLibrariesAreListedOnceHoweverOftenItIsCompiled()
    {
        const string Before = "Project(\"{A}\") = \"App\", \"App.nfproj\", \"{B}\"\nEndProject\nGlobal\n\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n"
            + "\t\t{B}.Debug|Any CPU.ActiveCfg = Debug|Any CPU\n\tEndGlobalSection\nEndGlobal\n";
        TrunkSources sources = TrunkCompiler.Compile(Build(24, [8, 8], DrawnWeights.Ternary, 1), "Drawn", null, "test");
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Before);
            TrunkSolution.List(sources, path);
            string once = File.ReadAllText(path);
            once.Split("LlsEdge.Trunk.Drawn1.nfproj").Length.ShouldBe(2);
            once.Split("\nEndProject\n").Length.ShouldBe(3);
            once.ShouldEndWith("\tEndGlobalSection\nEndGlobal\n");
            TrunkSolution.List(sources, path);
            File.ReadAllText(path).ShouldBe(once);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
