using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Personalise;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public sealed class PersonaliseTests : IDisposable
{
    private static readonly byte[] s_factory = ModelFile.ToBytes(new FactoryTrainer(
        new ModelDescription
        {
            Name = "corner",
            FrameSize = HalfLitFrames.Size,
            Downsample = 1,
            Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = 8, Pool = 2, BoardRate = 0.01 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2), new TapDescription(1, 1)] },
        },
        HalfLitFrames.Draw(200, 1),
        new FactoryOptions { Epochs = 2, BoardEpochs = 2 }).Train());

    private readonly TempFolder _folder = new();

    [Fact]
    public void Every_method_gives_a_row_for_each_room_seed_and_number_of_frames()
    {
        StudyReport report = Run(Options(seeds: 2), "a.jsonl");

        JsonObject[] rows = [.. report.Rows];
        string[] methods =
        [
            "shipped", "shipped-replay", "shipped-follow", "head", "head-replay",
            "lls-tail", "lls-tail-replay", "lls-m-tail", "lls-m-tail-replay", "lls-mxm-tail", "lls-mxm-tail-replay", "bp-tail", "bp-tail-replay",
            "dfa-tail", "dfa-tail-replay", "drtp-tail", "drtp-tail-replay", "local-losses-tail", "local-losses-tail-replay", "random-tail",
            "prototypes", "prototypes-readout", "head-last", "pixels", "pixels24", "stats",
        ];
        foreach (string method in methods)
        {
            rows.Where(row => (string)row["method"]! == method)
                .Select(row => $"{row["room"]} {row["seed"]} {row["n"]}")
                .Order(StringComparer.Ordinal)
                .ShouldBe(["one 1 10", "one 1 25", "one 2 10", "one 2 25", "two 1 10", "two 1 25", "two 2 10", "two 2 25"]);
        }

        rows.Where(row => (string)row["method"]! == "factory").ShouldAllBe(row => (int)row["n"]! == 0);
        rows.ShouldAllBe(row => (double)row["accuracy"]! >= 0 && (double)row["accuracy"]! <= 1);
        report.Markdown.ShouldContain("| shipped |");
        report.Svg.ShouldContain("polyline");
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_forgetting_is_measured_at_the_end()
    {
        PersonaliseOptions options = Options(seeds: 2) with { General = HalfLitFrames.Draw(20, 5) };

        string[] first = Texts(Run(options, "a.jsonl"));
        Texts(Run(options, "b.jsonl")).ShouldBe(first);

        first.Single(row => row.Contains("\"one\",\"method\":\"head\",\"n\":25,\"seed\":1")).ShouldContain("\"general\":");
        first.Single(row => row.Contains("\"one\",\"method\":\"head\",\"n\":10,\"seed\":1")).ShouldNotContain("\"general\":");
    }

    [Fact]
    public void Shipped_is_what_a_board_does_with_the_file()
    {
        StudyReport report = Run(Options(seeds: 1), "a.jsonl");
        Room room = Options(seeds: 1).Rooms[0];
        Model model = ModelFile.Parse(s_factory, "test");
        var learner = new Learner(model);
        for (int i = 0; i < 25; i++)
        {
            learner.Train(room.Teach.GetFrame(i), room.Teach.GetLabel(i));
        }

        JsonObject row = report.Rows.Single(r => (string)r["room"]! == "one" && (string)r["method"]! == "shipped" && (int)r["n"]! == 25);

        ((double)row["accuracy"]!).ShouldBe(Evaluation.Run(model, room.Test).Accuracy);
    }

    [Fact]
    public void The_head_leaves_the_tail_alone_and_lls_moves_it()
    {
        JsonObject[] rows = [.. Run(Options(seeds: 1), "a.jsonl").Rows];
        double Change(string method) => rows.Where(row => (string)row["method"]! == method && (int)row["n"]! == 25).Average(row => (double)row["tailChange"]!);

        Change("head").ShouldBe(0);
        Change("lls-tail").ShouldBeGreaterThan(0);
        Change("lls-tail-replay").ShouldBeGreaterThan(Change("lls-tail"));
        Change("bp-tail").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Methods_that_look_at_the_frames_learn_an_easy_task()
    {
        JsonObject[] rows = [.. Run(Options(seeds: 1), "a.jsonl").Rows];
        foreach (string method in (string[])["shipped", "head", "bp-tail", "prototypes-readout", "pixels", "pixels24"])
        {
            rows.Where(row => (string)row["method"]! == method && (int)row["n"]! == 25)
                .Average(row => (double)row["accuracy"]!)
                .ShouldBeGreaterThan(0.9, method);
        }
    }

    [Fact]
    public void Rooms_are_found_in_a_folder_by_their_names()
    {
        IdxWriter.Write(_folder["roomX-teach"], HalfLitFrames.Draw(10, 1));
        IdxWriter.Write(_folder["roomX-test"], HalfLitFrames.Draw(10, 2));
        IdxWriter.Write(_folder["other"], HalfLitFrames.Draw(10, 3));

        Room.Read(_folder.Path).Select(room => room.Name).ShouldBe(["roomX"]);

        IdxWriter.Write(_folder["roomY-teach"], HalfLitFrames.Draw(10, 1));
        Should.Throw<DataException>(() => Room.Read(_folder.Path)).Message.ShouldContain("roomY-test");
        Should.Throw<DataException>(() => Room.Read(_folder["nowhere"])).Message.ShouldContain("nowhere");
    }

    [Fact]
    public void Rooms_that_do_not_fit_the_model_are_refused()
    {
        var large = new ImageSet(20, [new byte[400]], [0], ClassNames.Person, source: "large");
        var few = HalfLitFrames.Draw(5, 1);
        Should.Throw<DataException>(() => PersonaliseStudy.Plan(Options(1) with { Rooms = [new Room("r", large, large)] })).Message.ShouldContain("20×20");
        Should.Throw<DataException>(() => PersonaliseStudy.Plan(Options(1) with { Rooms = [new Room("r", few, few)] })).Message.ShouldContain("5 frames");
    }

    [Fact]
    public void Another_factory_model_makes_another_study()
    {
        byte[] other = [.. ModelFile.ToBytes(ModelBuilder.Build(new ModelDescription
        {
            Name = "other",
            FrameSize = HalfLitFrames.Size,
            Downsample = 1,
            Layers = [new LayerDescription { Channels = 4 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 1)] },
        }, 1))];

        PersonaliseStudy.Plan(Options(1) with { Factory = other }).Settings.ShouldNotBe(PersonaliseStudy.Plan(Options(1)).Settings);
    }

    public void Dispose() => _folder.Dispose();

    private static PersonaliseOptions Options(int seeds) => new()
    {
        Factory = s_factory,
        FactoryName = "a test's model",
        Rooms = [new Room("one", HalfLitFrames.Draw(25, 2), HalfLitFrames.Draw(40, 3)), new Room("two", HalfLitFrames.Draw(25, 12), HalfLitFrames.Draw(40, 13))],
        Seeds = seeds,
        Quick = true,
    };

    private static string[] Texts(StudyReport report) => [.. report.Rows.Select(row => row.ToJsonString())];

    private StudyReport Run(PersonaliseOptions options, string file)
    {
        StudyPlan plan = PersonaliseStudy.Plan(options);
        return new StudyRunner(plan, new StudyJournal(_folder[file], plan.Settings), 2).Run(cancellation: TestContext.Current.CancellationToken);
    }
}
