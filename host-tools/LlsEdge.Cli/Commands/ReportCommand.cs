using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>report</c>: what a board has learnt, as a page to look at and to show.</summary>
internal sealed class ReportCommand
{
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The taught model; default: the board's.", HelpName = "file" };

    private readonly Option<string?> _before = new("--before")
    {
        Description = "The model before it was taught; default: the factory model that the journal names, or that the firmware's trunk belongs to.",
        HelpName = "file",
    };

    private readonly Option<string?> _complete = new("--complete")
    {
        Description = "For a model of a compiled trunk: the complete model that the trunk was compiled from; default: one that comes with llsedge.",
        HelpName = "file",
    };

    private readonly Option<string?> _log = new("--log") { Description = "The journal, as JSON, JSON lines or CSV; default: the board's.", HelpName = "file" };

    private readonly Option<string?> _data = new("--data", "-d")
    {
        Description = "Labelled frames that the board was not taught, to measure on.",
        HelpName = "set",
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "The most frames; default: all.", HelpName = "count" };

    private readonly Option<bool> _sequence = new("--sequence")
    {
        Description = "The frames are in the order in which one camera took them: run the board's detection pin over them, with hysteresis and hold time.",
    };

    private readonly Option<double?> _pace = new("--frames-per-hour")
    {
        Description = "Frames that the board predicts in an hour; default: by its times.",
        HelpName = "count",
    };

    private readonly Option<string> _output = new("--out", "-o")
    {
        Description = "The page.",
        HelpName = "file",
        DefaultValueFactory = _ => "llsedge-report.html",
    };

    private ReportCommand()
    {
        _limit.AcceptAtLeast(1);
        _pace.Accept(frames => frames is > 0 and <= 3_600_000, "more than 0 and at most 3,600,000");
    }

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var command = new ReportCommand();
        return new ShellCommand(
            "report",
            "Draw what a board has learnt as one HTML page: from a board, from files, or both; what is in no file is asked of the board, if there is a port.",
            command.Run,
            "report --port /dev/ttyUSB0 --data rooms/roomA-test",
            "report --model taught.llsm --log lessons.jsonl --data rooms/roomA-test --out roomA.html",
            "report --port COM5 --before factory.llsm --data camera --sequence --frames-per-hour 5000 --json")
        {
            command._model,
            command._before,
            command._complete,
            command._log,
            command._data,
            command._limit,
            command._sequence,
            command._pace,
            command._output,
        };
    }

    private void Run(CommandContext context)
    {
        string? modelFile = context.Get(_model);
        string? log = context.Get(_log);
        if (modelFile is null && log is null && context.BoardPort is null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"There is nothing to report on: name a board with --port PORT or {GlobalOptions.PortVariable}, or files with --model FILE and --log FILE.");
        }

        ImageSet? frames = ReadFrames(context);
        IReadOnlyList<JournalEntry>? journal = log is null ? null : JournalReader.ReadFile(log);
        byte[]? taught = modelFile is null ? null : ReadModel(modelFile);
        ReportedBoard? board = AskBoard(context, ref journal, ref taught);
        string? complete = context.Get(_complete);
        ReportedModel? after = taught is null ? null : ReportModels.Take(
            taught, modelFile ?? "the board's model", modelFile is null ? "the board's live model" : Path.GetFileName(modelFile), complete);
        LearningReportInput input = Measure(context, new LearningReportInput
        {
            CommandLine = context.CommandLine,
            Date = DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture),
            Tool = "llsedge " + typeof(ReportCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            After = after,
            Before = after is null ? null : FindBefore(context, after, taught!, journal, complete),
            Journal = journal,
            Board = board,
            Frames = frames,
            FramesPerHour = context.Get(_pace),
        });
        LearningFigures figures = LearningFigures.Of(input);
        string output = context.Require(_output);
        OutputFile.Write(output, Encoding.UTF8.GetBytes(LearningReport.Render(input, figures)));
        context.GiveResult(ReportJson.Of(output, input, figures), console => Print(console, output, input, figures));
    }

    private static byte[] ReadModel(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read the model {path}: {cause.Message}", cause);
        }
    }

    private static ReportedBoard? AskBoard(CommandContext context, ref IReadOnlyList<JournalEntry>? journal, ref byte[]? taught)
    {
        if (context.BoardPort is null)
        {
            return null;
        }

        using DeviceClient board = context.OpenBoard();
        BoardInfo info = board.GetInfo(context.GivenUp);
        journal ??= board.ReadJournal(0, 0, context.GivenUp);
        if (taught is null && info.Model is not null)
        {
            taught = context.WithProgress("Reading the model", progress => board.GetModel(progress.Report, context.Asked));
        }

        return new ReportedBoard(board.Port, info, board.GetStatistics(context.GivenUp), board.GetSettings(context.GivenUp));
    }

    private static void Print(IAnsiConsole console, string output, LearningReportInput input, LearningFigures figures)
    {
        if (figures.After is ModelScore after)
        {
            console.WriteLine(
                figures is { Before: ModelScore before, Paired: PairedAnswers paired }
                    ? $"Right on {after.Total} frames: {Show.Percent(before.Accuracy)} before, {Show.Percent(after.Accuracy)} after; "
                        + $"{paired.Mended} mended, {paired.Spoilt} spoilt"
                    : $"Right on {after.Correct} of {after.Total} frames: {Show.Percent(after.Accuracy)}");
        }

        foreach ((string section, string needs) in LearningReport.Missing(input, figures))
        {
            console.WriteLine($"Left out: {section}. {needs}");
        }

        console.WriteLine($"Report: {output}");
    }

    private ImageSet? ReadFrames(CommandContext context)
    {
        if (context.Get(_data) is not string data)
        {
            return null;
        }

        ImageSet set = SetReader.Read(data);
        return set.Count == 0
            ? throw new DataException("The set has no frames", set.Source, "choose another set")
            : set.Slice(0, Math.Min(context.Get(_limit) ?? int.MaxValue, set.Count));
    }

    private ReportedModel? FindBefore(CommandContext context, ReportedModel after, byte[] taught, IReadOnlyList<JournalEntry>? journal, string? complete)
    {
        if (context.Get(_before) is not string file)
        {
            return ReportModels.FindBefore(taught, journal, complete) is ReportedModel found && AreComparable(found, after) ? found : null;
        }

        ReportedModel before = ReportModels.Load(file, Path.GetFileName(file), complete);
        return AreComparable(before, after)
            ? before
            : throw new ModelException(
                $"The model before, {file}, takes frames of {before.Model.FrameSize}×{before.Model.FrameSize} and knows {before.Model.ClassCount} classes, "
                    + $"the taught one {after.Model.FrameSize}×{after.Model.FrameSize} and {after.Model.ClassCount}: "
                    + "give the model that teaching began with as --before FILE.");
    }

    private LearningReportInput Measure(CommandContext context, LearningReportInput input)
    {
        if (input is not { Frames: ImageSet frames, After: ReportedModel after })
        {
            return input;
        }

        SetCheck.ThrowUnlessFits(frames, after.Model.FrameSize, after.ClassNames, "the model");
        return context.WithProgress("Measuring on the desk", progress => input with
        {
            AnswersAfter = FrameAnswers.Run(after.Model, frames, progress, context.Asked),
            AnswersBefore = input.Before is ReportedModel before ? FrameAnswers.Run(before.Model, frames, progress, context.Asked) : null,
            Watched = context.Get(_sequence) ? FrameAnswers.Watch(after.Model, frames, input.DetectionClass == 0 ? 1 : 0, progress, context.Asked) : null,
        });
    }

    private static bool AreComparable(ReportedModel before, ReportedModel after) =>
        before.Model.FrameSize == after.Model.FrameSize && before.Model.ClassCount == after.Model.ClassCount;
}
