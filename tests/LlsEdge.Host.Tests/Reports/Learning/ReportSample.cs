using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Learning;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Host.Tests.Reports.Learning;

/// <summary>A small model, taught some frames on the desk, with all that a report takes.</summary>
internal static class ReportSample
{
    public const int Lessons = 30;

    private const int Size = 16;

    public static ImageSet Frames { get; } = Draw(60, 2);

    public static Model Build(int channels = 8)
    {
        ModelDescription description = new()
        {
            Name = "sample",
            FrameSize = Size,
            Downsample = 1,
            Classes = ["nobody", "person"],
            Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = channels, Pool = 2, BoardRate = 0.05 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(1, 2)], BoardRate = 0.05 },
        };
        Model model = ModelBuilder.Build(description, 3);
        FeatureStatistics.Set(model, Draw(40, 1));
        model.Layers[0].Learns = false;
        model.Readout.Learns = true;
        model.Readout.TracksCamera = true;
        ModelBuilder.SetRate(model.Readout, 0.05);
        return model;
    }

    public static LearningReportInput Create()
    {
        Model before = Build();
        Model after = ModelFile.Parse(ModelFile.ToBytes(before), "sample");
        List<JournalEntry> journal = Teach(after);
        return new LearningReportInput
        {
            CommandLine = "llsedge report --port COM7",
            Date = "2026-11-26 04:00 +00:00",
            Tool = "llsedge 0.1.0",
            Before = new ReportedModel(before, "the factory model", 0x11111111, 1000),
            After = new ReportedModel(after, "the board's live model", 0xCAFE1234, 1000),
            Journal = journal,
            Board = Board(),
            Frames = Frames,
            AnswersBefore = FrameAnswers.Run(before, Frames, null, default),
            AnswersAfter = FrameAnswers.Run(after, Frames, null, default),
        };
    }

    private static List<JournalEntry> Teach(Model model)
    {
        ImageSet lessons = Draw(Lessons, 4);
        var learner = new Learner(model);
        List<JournalEntry> journal = [JournalEntry.OfEvent(1, "put", 0, 0x11111111, 0)!];
        for (int i = 0; i < lessons.Count; i++)
        {
            int label = lessons.GetLabel(i);
            int predicted = learner.Train(lessons.GetFrame(i), label);
            journal.Add(JournalEntry.Of(new TrainingLogEntry(
                i + 1, label, predicted, learner.Confidence, [learner.GetLocalConfidence(0), learner.GetLocalConfidence(1)], learner.Saturations, 500, i + 2, "host")));
        }

        journal.Add(JournalEntry.OfEvent(Lessons + 2, "committed", Lessons, 0xCAFE1234, 0)!);
        return journal;
    }

    private static ReportedBoard Board()
    {
        int[] settings = [.. Enumerable.Range(0, SettingKey.Count).Select(SettingKey.GetDefault)];
        settings[SettingKey.Threshold] = 150;
        return new ReportedBoard(
            "COM7",
            new BoardInfo(
                "0.1.0", "ESP32_REV3", "a maker", 1000, 1000, 41_234, 17_000,
                new BoardStorage(262_144, 110_000, Lessons + 3, LinkStatus.Ok, LinkStatus.Ok, LinkStatus.Ok, LinkStatus.Ok), null),
            new BoardStatistics(Lessons, 3, 571_000, 480_000, 40_321, 77, 1, 2, 3),
            new BoardSettings(LinkStatus.Ok, settings));
    }

    // Class 0 is brighter above, class 1 on the left.
    private static ImageSet Draw(int count, int seed)
    {
        Random random = new(seed);
        byte[][] frames = [.. Enumerable.Range(0, count).Select(i => (byte[])[.. Enumerable.Range(0, Size * Size).Select(at =>
            (byte)(((i % 2 == 0 ? at / Size : at % Size) < Size / 2 ? 100 : 70) + random.Next(70)))])];
        return new ImageSet(Size, frames, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))], ["nobody", "person"], source: "rooms/test");
    }
}
