using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies.Digits;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study fashion-mnist</c> and <c>study mnist</c>: rules against each other from random weights, in floating point and in the board's
/// integers.</summary>
internal static class DigitsCommand
{
    private const int QuickFrames = 10_000;
    private const int QuickTestFrames = 2000;

    /// <summary>Creates <c>study fashion-mnist</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateFashion() => Create(
        "fashion-mnist",
        "FashionMNIST by every rule, in floating point and in the board's integers.",
        "install the Debian package dataset-fashion-mnist",
        "/usr/share/datasets/fashion-mnist",
        batched: null);

    /// <summary>Creates <c>study mnist</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateMnist() => Create(
        "mnist",
        "MNIST by every rule, in floating point, in the board's integers, and the paper's SmallConv in batches.",
        "download MNIST's four IDX files",
        null,
        batched: "smallconv");

    private static ShellCommand Create(string name, string description, string advice, string? place, string? batched)
    {
        var data = new Option<string?>("--data")
        {
            Description = "The folder of train-images-idx3-ubyte[.gz], t10k-images-idx3-ubyte[.gz] and their labels.",
            HelpName = "folder",
        };
        var session = new StudySession(name);
        return session.Create(
            description,
            context =>
            {
                bool quick = context.Get(session.Quick);
                string folder = context.Get(data)
                    ?? StudyData.Find(name, $"The set {name} is not on this machine", $"{advice}, or give its folder with --data", place);
                return DigitsStudy.Plan(new DigitsOptions
                {
                    Name = name,
                    Description = ModelDescription.Load(ModelPath("fashion28", "model.json")),
                    Batched = batched is null || quick ? null : NetworkDescription.Load(ModelPath(batched, "network.json")),
                    Train = Take(IdxReader.Read(Path.Combine(folder, "train")), quick ? QuickFrames : int.MaxValue),
                    Test = Take(IdxReader.Read(Path.Combine(folder, "t10k")), quick ? QuickTestFrames : int.MaxValue),
                    Seeds = session.SeedCount(context),
                    Epochs = quick ? 1 : 2,
                });
            },
            hasSeeds: true,
            [data],
            $"study {name}",
            $"study {name} --quick --json",
            $"study {name} --data sets/{name} --seeds 5 --out tables");
    }

    private static string ModelPath(string model, string file) => Path.Combine(AppContext.BaseDirectory, "models", model, file);

    private static ImageSet Take(ImageSet set, int most) => set.Count > most ? set.Slice(0, most) : set;
}
