using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Studies.Association;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study association</c>: the second local rule, experimental, against back-propagation.</summary>
internal static class AssociationCommand
{
    private const int Seeds = 5;
    private const string IrisPlace = "/usr/lib/python3/dist-packages/sklearn/datasets/data/iris.csv";

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var data = new Option<string?>("--data")
        {
            Description = "The folder of MNIST's four IDX files.",
            HelpName = "folder",
        };
        var iris = new Option<string?>("--iris")
        {
            Description = "The CSV file of the iris flowers; default: that of the Debian package python3-sklearn.",
            HelpName = "file",
        };
        var only = new Option<string[]>("--task")
        {
            Description = "Only this task; may be given several times. Only what the tasks need must be there.",
            HelpName = "name",
            DefaultValueFactory = _ => [],
        };
        only.AcceptOnlyFromAmong([.. DigitTasks.Names, .. IrisTasks.Names]);
        var session = new StudySession("association", Seeds);
        return session.Create(
            "A second local rule (experimental: spike timing and association, no error sent back) against back-propagation, and FGSM against both.",
            context =>
            {
                string[] chosen = context.Require(only);
                bool quick = context.Get(session.Quick);
                bool Wanted(string name) => chosen.Length == 0 || chosen.Contains(name);
                List<TwoClassTask> tasks = [];
                if (DigitTasks.Names.Any(Wanted))
                {
                    tasks.AddRange(Digits(context.Get(data), quick));
                }

                if (IrisTasks.Names.Any(Wanted))
                {
                    (double[][] lengths, int[] species) = IrisReader.Read(context.Get(iris) ?? FindIris());
                    tasks.AddRange(IrisTasks.Create(lengths, species, epochs: quick ? 50 : 100));
                }

                return AssociationStudy.Plan([.. tasks.Where(task => Wanted(task.Name))], session.SeedCount(context));
            },
            hasSeeds: true,
            [data, iris, only],
            "study association",
            "study association --quick --json",
            "study association --task iris-versicolor --task iris-setosa --iris flowers.csv");
    }

    private static IReadOnlyList<TwoClassTask> Digits(string? folder, bool quick)
    {
        folder ??= StudyData.Find(
            "mnist",
            "The set mnist is not on this machine",
            "download MNIST's four IDX files, or give their folder with --data");
        return DigitTasks.Create(
            SetReader.Read(Path.Combine(folder, "train")),
            SetReader.Read(Path.Combine(folder, "t10k")),
            mostToLearn: quick ? 3000 : 10_000,
            mostToTest: quick ? 500 : 1000,
            epochs: 3);
    }

    private static string FindIris() => StudyData.Find(
        "iris.csv",
        "The iris flowers are not on this machine",
        "install the Debian package python3-sklearn; or r-base-core, write them with Rscript -e 'write.csv(iris, \"iris.csv\")', "
            + "and give the file with --iris",
        IrisPlace);
}
