using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Association;
using LlsEdge.Host.Training.Association;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public sealed class AssociationTests : IDisposable
{
    private const int Digits = 10;
    private const int Size = 8;
    private static readonly string[] s_rules = ["bp", "association", "association-untimed", "frozen"];
    private readonly TempFolder _folder = new();

    [Fact]
    public void Each_task_has_a_row_for_each_rule_attack_and_strength()
    {
        StudyReport report = Run([Toy("toy-one"), Toy("toy-two")]);

        string[] kinds = ["fgsm", "iterated", "transfer", "worst", "noise"];
        string[] attacks = ["none 0", .. kinds.SelectMany(kind => new[] { $"{kind} 0.1", $"{kind} 0.5" })];
        string[] tasks = ["toy-one", "toy-two"];
        string[] expected = [.. tasks.SelectMany(task => s_rules.SelectMany(rule => attacks.Select(attack => $"{task} {rule} {attack}")))];
        report.Rows.Select(row => $"{row["task"]} {row["rule"]} {row["attack"]} {row["epsilon"]}").ShouldBe(expected, ignoreOrder: true);
        foreach (JsonObject row in report.Rows)
        {
            ((int)row["seeds"]!).ShouldBe(2);
            ((double)row["accuracyMean"]!).ShouldBeInRange(0, 1);
            ((double)row["accuracySd"]!).ShouldBeInRange(0, 0.75);
            ((double)row["aboveBpError"]!).ShouldBeInRange(0, 0.75);
        }

        report.Markdown.ShouldContain("| toy-one, association |");
        report.Svg.ShouldContain("polyline");
    }

    [Fact]
    public void Rules_learn_and_attacks_do_harm()
    {
        IReadOnlyList<JsonObject> rows = Run([Toy("toy")]).Rows;
        foreach (string rule in (string[])["bp", "association"])
        {
            double Accuracy(string attack, double epsilon) => (double)Find(rows, rule, attack, epsilon)["accuracyMean"]!;

            Accuracy("none", 0).ShouldBeGreaterThan(0.9);
            Accuracy("fgsm", 0.5).ShouldBeLessThan(Accuracy("none", 0));
            Accuracy("worst", 0.5).ShouldBeLessThanOrEqualTo(Math.Min(Accuracy("fgsm", 0.5), Math.Min(Accuracy("iterated", 0.5), Accuracy("transfer", 0.5))));
        }
    }

    [Fact]
    public void Differences_are_those_of_equal_seeds()
    {
        IReadOnlyList<JsonObject> rows = Run([Toy("toy")]).Rows;
        JsonObject bp = Find(rows, "bp", "fgsm", 0.5);
        JsonObject association = Find(rows, "association", "fgsm", 0.5);

        ((double)bp["aboveBpMean"]!).ShouldBe(0);
        ((double)association["aboveBpMean"]!).ShouldBe((double)association["accuracyMean"]! - (double)bp["accuracyMean"]!, 1e-12);
    }

    [Fact]
    public void A_study_that_was_broken_off_goes_on_from_its_journal()
    {
        StudyReport first = Run([Toy("toy")]);
        string[] lines = File.ReadAllLines(_folder["cells.jsonl"]);
        File.WriteAllLines(_folder["cells.jsonl"], lines.Where(line => !line.Contains("toy/2")));
        int measured = 0;
        TwoClassTask task = Toy("toy");
        Func<int, IReadOnlyList<ExampleSplit>> split = task.Split;

        StudyPlan plan = AssociationStudy.Plan([task with { Split = seed => Seen(seed) }], 2);
        var runner = new StudyRunner(plan, new StudyJournal(_folder["cells.jsonl"], plan.Settings), 1);
        measured = 0;
        StudyReport second = runner.Run(cancellation: TestContext.Current.CancellationToken);

        runner.Missing.ShouldBe(1);
        measured.ShouldBe(1);
        second.Rows.Select(row => row.ToJsonString()).ShouldBe(first.Rows.Select(row => row.ToJsonString()));

        IReadOnlyList<ExampleSplit> Seen(int seed)
        {
            measured += seed == 2 ? 1 : 0;
            return split(seed);
        }
    }

    [Fact]
    public void Digits_are_asked_about_as_the_tasks_names_say()
    {
        ImageSet set = DrawDigits();

        IReadOnlyList<TwoClassTask> tasks = DigitTasks.Create(set, set, mostToLearn: 15, mostToTest: 5, epochs: 1);

        tasks.Select(task => task.Name).ShouldBe(DigitTasks.Names);
        ExampleSplit pair = tasks.Single(task => task.Name == "mnist-3-8").Split(1).ShouldHaveSingleItem();
        pair.TrainLabels.ShouldBe([0, 1, 0, 1, 0, 1, 0, 1]);
        pair.TrainInputs[1].ShouldAllBe(value => value == 8 / 255.0);
        pair.TestLabels.Length.ShouldBe(5);
        tasks.Single(task => task.Name == "mnist-odd").Split(1)[0].TrainLabels.ShouldBe([.. Enumerable.Range(0, 15).Select(i => i % Digits % 2)]);
    }

    [Fact]
    public void Digits_that_are_none_are_refused()
    {
        ImageSet set = new(Size, [new byte[Size * Size]], [0], ["zero"]);

        Should.Throw<DataException>(() => DigitTasks.Create(set, set, 10, 10, 1)).Message.ShouldContain("two kinds of digits");
    }

    [Fact]
    public void Each_flower_is_tested_once_and_inputs_are_standardised_by_those_that_are_learnt()
    {
        double[][] lengths = [.. Enumerable.Range(0, 30).Select(i => (double[])[i, i * i, 1 + (i % 3), i % 7])];
        int[] species = [.. Enumerable.Range(0, 30).Select(i => i / 10)];

        IReadOnlyList<TwoClassTask> tasks = IrisTasks.Create(lengths, species, epochs: 1);

        tasks.Select(task => task.Name).ShouldBe(IrisTasks.Names);
        tasks.Select(task => task.Split(1).Sum(split => split.TestLabels.Length)).ShouldBe([30, 30, 20]);
        tasks.Select(task => task.Split(1).Sum(split => split.TestLabels.Sum())).ShouldBe([10, 10, 10]);
        foreach (ExampleSplit split in tasks[0].Split(3))
        {
            split.TestLabels.Sum().ShouldBe(2);
            split.TrainInputs.Average(input => input[1]).ShouldBe(0, 1e-12);
            split.TrainInputs.Average(input => input[1] * input[1]).ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void The_rule_comes_near_back_propagation_on_digits()
    {
        string folder = TestData.Folder("mnist");
        ImageSet train = IdxReader.Read(Path.Combine(folder, "train")).Slice(0, 8000);
        ImageSet test = IdxReader.Read(Path.Combine(folder, "t10k")).Slice(0, 2000);
        TwoClassTask task = DigitTasks.Create(train, test, 1500, 300, 2).Single(t => t.Name == "mnist-3-8") with { Epsilons = [] };

        IReadOnlyList<JsonObject> rows = new TwoClassTrial(task, 1).Run(TestContext.Current.CancellationToken);

        double Accuracy(string rule) => (double)rows.Single(row => (string)row["rule"]! == rule)["accuracy"]!;
        Accuracy("association").ShouldBeGreaterThan(Accuracy("bp") - 0.03);
        Accuracy("association").ShouldBeGreaterThan(0.93);
    }

    public void Dispose() => _folder.Dispose();

    private StudyReport Run(IReadOnlyList<TwoClassTask> tasks)
    {
        StudyPlan plan = AssociationStudy.Plan(tasks, 2);
        return new StudyRunner(plan, new StudyJournal(_folder["cells.jsonl"], plan.Settings), 2).Run(cancellation: TestContext.Current.CancellationToken);
    }

    private static JsonObject Find(IEnumerable<JsonObject> rows, string rule, string attack, double epsilon) =>
        rows.Single(row => (string)row["rule"]! == rule && (string)row["attack"]! == attack && (double)row["epsilon"]! == epsilon);

    // Two clouds in the plane.
    private static TwoClassTask Toy(string name) => new()
    {
        Name = name,
        Family = "toys",
        Split = seed => [Clouds(seed), Clouds(seed + 100)],
        Source = "drawn",
        Steps = 1000,
        Hidden = 10,
        Epochs = 5,
        BpRate = 0.5,
        FrozenRate = 0.5,
        Association = new AssociationRates(0.5, 0.3),
        Epsilons = [0.1, 0.5],
        Attack = new SignAttack(-5, 5),
    };

    private static ExampleSplit Clouds(int seed)
    {
        Random random = new(seed);
        double[][] inputs = [.. Enumerable.Range(0, 150).Select(i => (double[])[(i % 2) + (0.5 * random.NextDouble()), 1 - (i % 2) + random.NextDouble()])];
        int[] labels = [.. Enumerable.Range(0, 150).Select(i => i % 2)];
        return new ExampleSplit(inputs[..100], labels[..100], inputs[100..], labels[100..]);
    }

    // Digit d is a frame of brightness d.
    private static ImageSet DrawDigits()
    {
        byte[] labels = [.. Enumerable.Range(0, 40).Select(i => (byte)(i % Digits))];
        return new ImageSet(Size, [.. labels.Select(label => Enumerable.Repeat(label, Size * Size).ToArray())], labels, ClassNames.Numbers(Digits));
    }
}
