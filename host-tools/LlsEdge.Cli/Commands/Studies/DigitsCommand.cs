using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Digits;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary>
/// The studies that train a small network from random weights: <c>study fashion-mnist</c> and <c>study mnist</c> set rules against each other,
/// <c>study bits</c> and <c>study ablation</c> take the recipe apart.
/// </summary>
internal static class DigitsCommand
{
    private static readonly Source s_fashion = new("fashion-mnist", "install the Debian package dataset-fashion-mnist", "/usr/share/datasets/fashion-mnist");
    private static readonly Source s_mnist = new("mnist", "download MNIST's four IDX files", null);
    private static readonly Size s_all = new(int.MaxValue, int.MaxValue, 2);

    /// <summary>Creates <c>study fashion-mnist</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateFashion() => Create(
        "fashion-mnist",
        "FashionMNIST by every rule, in floating point and in the board's integers.",
        s_fashion,
        s_all,
        new Size(10_000, 2000, 1),
        batched: null,
        DigitsStudy.Plan);

    /// <summary>Creates <c>study mnist</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateMnist() => Create(
        "mnist",
        "MNIST by every rule, in floating point, in the board's integers, and the paper's SmallConv in batches.",
        s_mnist,
        s_all,
        new Size(10_000, 2000, 1),
        batched: "smallconv",
        DigitsStudy.Plan);

    /// <summary>Creates <c>study bits</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateBits() => Create(
        "bits",
        "What fewer bits of activations, weights and master weights cost, on FashionMNIST in the board's integers.",
        s_fashion,
        new Size(30_000, int.MaxValue, 1),
        new Size(3000, 1000, 1),
        batched: null,
        BitsStudy.Plan);

    /// <summary>Creates <c>study ablation</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateAblation() => Create(
        "ablation",
        "What the parts of the recipe are worth, on FashionMNIST in floating point.",
        s_fashion,
        new Size(30_000, int.MaxValue, 1),
        new Size(3000, 1000, 1),
        batched: null,
        AblationStudy.Plan);

    private static ShellCommand Create(
        string name, string description, Source source, Size full, Size quick, string? batched, Func<DigitsOptions, StudyPlan> plan)
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
                bool isQuick = context.Get(session.Quick);
                Size size = isQuick ? quick : full;
                string folder = context.Get(data) ?? StudyData.Find(
                    source.Name, $"The set {source.Name} is not on this machine", $"{source.Advice}, or give its folder with --data", source.Place);
                return plan(new DigitsOptions
                {
                    Name = name,
                    Description = ModelDescription.Load(ModelPath("fashion28", "model.json")),
                    Batched = batched is null || isQuick ? null : NetworkDescription.Load(ModelPath(batched, "network.json")),
                    Train = Take(SetReader.Read(Path.Combine(folder, "train")), size.Train),
                    Test = Take(SetReader.Read(Path.Combine(folder, "t10k")), size.Test),
                    Seeds = session.SeedCount(context),
                    Epochs = size.Epochs,
                });
            },
            hasSeeds: true,
            [data],
            $"study {name}",
            $"study {name} --quick --json",
            $"study {name} --data sets/{source.Name} --seeds 5 --out tables");
    }

    private static string ModelPath(string model, string file) => Path.Combine(AppContext.BaseDirectory, "models", model, file);

    private static ImageSet Take(ImageSet set, int most) => set.Count > most ? set.Slice(0, most) : set;

    /// <summary>How much of a set a study uses.</summary>
    private sealed record Size(int Train, int Test, int Epochs);

    /// <summary>A public set.</summary>
    /// <param name="Name">The name of its folder.</param>
    /// <param name="Advice">How to come by it.</param>
    /// <param name="Place">Where it lies when it is installed, or null.</param>
    private sealed record Source(string Name, string Advice, string? Place);
}
