using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Scenes;
using LlsEdge.Host.Studies.Vww;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study vww</c>: rules against each other on frames with and without a person.</summary>
internal static class VwwCommand
{
    private const string Network = "vww-02";
    private const int DrawnFrames = 3000;
    private const int DrawnTestFrames = 800;
    private const int DrawnTestSeed = 999;
    private const int QuickFrames = 1500;
    private const int FullEpochs = 6;
    private const int QuickEpochs = 3;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var data = new Option<string?>("--data")
        {
            Description = "A folder with the sets train and test, class 1 being a person; default: drawn scenes.",
            HelpName = "folder",
        };
        var session = new StudySession("vww");
        return session.Create(
            "Person or nobody, from random weights, by every rule, in floating point and in the board's integers.",
            context =>
            {
                bool quick = context.Get(session.Quick);
                string? folder = context.Get(data);
                ImageSet train = folder is null ? SceneSet.Factory(DrawnFrames, 1) : SetReader.Read(Path.Combine(folder, "train"), ClassNames.Person);
                return VwwStudy.Plan(new VwwOptions
                {
                    Description = ModelDescription.Load(Path.Combine(AppContext.BaseDirectory, "models", Network, "model.json")),
                    Train = quick && train.Count > QuickFrames ? train.Select(Enumerable.Range(0, QuickFrames).Select(i => i * train.Count / QuickFrames)) : train,
                    Test = folder is null ? SceneSet.Factory(DrawnTestFrames, DrawnTestSeed) : SetReader.Read(Path.Combine(folder, "test"), ClassNames.Person),
                    SetName = folder is null ? "drawn scenes" : Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
                    Seeds = session.SeedCount(context),
                    Epochs = quick ? QuickEpochs : FullEpochs,
                });
            },
            hasSeeds: true,
            [data],
            "study vww",
            "study vww --quick --json",
            "study vww --data photographs --seeds 5");
    }
}
