using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Link;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>What a report is made of. Whatever is null was not given; the sections that need it say so.</summary>
public sealed record LearningReportInput
{
    /// <summary>Gets the command that makes the report again.</summary>
    public required string CommandLine { get; init; }

    /// <summary>Gets the day and time, in words.</summary>
    public required string Date { get; init; }

    /// <summary>Gets what made it, and its version.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets the model as it is.</summary>
    public ReportedModel? After { get; init; }

    /// <summary>Gets the model as it was before it was taught.</summary>
    public ReportedModel? Before { get; init; }

    /// <summary>Gets the board's journal, oldest record first.</summary>
    public IReadOnlyList<JournalEntry>? Journal { get; init; }

    /// <summary>Gets the board.</summary>
    public ReportedBoard? Board { get; init; }

    /// <summary>Gets the frames to measure on.</summary>
    public ImageSet? Frames { get; init; }

    /// <summary>Gets what the model makes of the frames.</summary>
    public FrameAnswers? AnswersAfter { get; init; }

    /// <summary>Gets what the model before made of them.</summary>
    public FrameAnswers? AnswersBefore { get; init; }

    /// <summary>Gets what the model makes of them as a sequence in time, while its mean of the camera follows them; null: the frames are no sequence.</summary>
    public FrameAnswers? Watched { get; init; }

    /// <summary>Gets how many frames the board predicts in an hour, as a person said; null: worked out of its times.</summary>
    public double? FramesPerHour { get; init; }

    /// <summary>Gets the names of the classes.</summary>
    public IReadOnlyList<string> ClassNames => After?.ClassNames ?? Frames?.ClassNames ?? [];

    /// <summary>Gets a setting of the board, or the firmware's default.</summary>
    /// <param name="key">One of <see cref="SettingKey"/>.</param>
    public int Setting(int key) => Board?.Settings.Values is { } values && key < values.Count ? values[key] : SettingKey.GetDefault(key);

    /// <summary>Gets the class that the detection pin tells of; as on the board, the last one where the setting is beyond it.</summary>
    public int DetectionClass => Math.Min(Setting(SettingKey.DetectionClass), Math.Max(0, ClassNames.Count - 1));

    /// <summary>Gets the name of that class.</summary>
    public string DetectionName => DetectionClass < ClassNames.Count ? ClassNames[DetectionClass] : $"class {DetectionClass}";
}
