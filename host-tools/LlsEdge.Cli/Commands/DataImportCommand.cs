using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Import;
using LlsEdge.Host.Data.Sets;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>data import</c>: makes one file of gray frames from COCO, folders of images, IDX, CIFAR or another set.</summary>
internal sealed class DataImportCommand
{
    private const int DefaultSize = 96;
    private const string SetFormat = "llsd";
    private const string IdxFormat = "idx";
    private const string MixedOrder = "mixed";
    private const string NameOrder = "name";

    private readonly Argument<string> _source = new("source")
    {
        Description = "A COCO folder or its instances*.json; a folder that holds one folder of images a class; an IDX set; CIFAR's binary files; a set file.",
    };

    private readonly Option<string> _output = new("--out", "-o") { Description = "The file to write.", HelpName = "file", Required = true };
    private readonly Option<int?> _size = new("--size")
    {
        Description = $"Width and height of the frames. Default: the source's own if all its images are squares of one size, else {DefaultSize}.",
    };

    private readonly Option<string> _fit = new("--fit")
    {
        Description = "What becomes of images that are no squares: crop (the centre), pad (black bars), stretch.",
        DefaultValueFactory = _ => "crop",
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "The most images to take, evenly over the source." };
    private readonly Option<string?> _part = new("--part") { Description = "Which part of a source that has several: train, val2017, test.", HelpName = "name" };
    private readonly Option<string> _category = new("--category")
    {
        Description = "COCO: what class 1 shows; class 0 is all else.",
        DefaultValueFactory = _ => "person",
    };

    private readonly Option<double> _threshold = new("--threshold")
    {
        Description = "COCO: the share of the image's area that one of its annotations must exceed, 0 to 1.",
        DefaultValueFactory = _ => 0.005,
    };

    private readonly Option<string[]> _annotations = new("--annotations")
    {
        Description = "COCO: the instances JSON, where there are several; may be given twice.",
        HelpName = "file.json",
    };

    private readonly Option<string?> _images = new("--images") { Description = "COCO: the folder of the images.", HelpName = "folder" };
    private readonly Option<string?> _only = new("--only")
    {
        Description = "A list of the images wanted: numbers or file names, one a line, as mscoco_minival_ids.txt.",
        HelpName = "file.txt",
    };

    private readonly Option<string?> _except = new("--except") { Description = "A list of the images unwanted.", HelpName = "file.txt" };
    private readonly Option<string?> _classes = new("--classes") { Description = "The classes in label order, with commas between.", HelpName = "a,b,…" };
    private readonly Option<string?> _label = new("--label") { Description = "What all images of a folder show that has no folders of classes.", HelpName = "class" };
    private readonly Option<string> _order = new("--order")
    {
        Description = $"A folder a class: {MixedOrder} classes, the same way every time, or by {NameOrder}, class after class.",
        DefaultValueFactory = _ => MixedOrder,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = $"{SetFormat} (one file, mapped into memory when read) or {IdxFormat} (MNIST's pair of files; --out is then their stem).",
        DefaultValueFactory = _ => SetFormat,
    };

    private DataImportCommand()
    {
        _size.AcceptAtLeast(1);
        _limit.AcceptAtLeast(1);
        _fit.AcceptWords("crop", "pad", "stretch");
        _order.AcceptWords(MixedOrder, NameOrder);
        _format.AcceptWords(SetFormat, IdxFormat);
        _threshold.Accept(share => share is >= 0 and < 1, "from 0 to less than 1");
    }

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var command = new DataImportCommand();
        return new ShellCommand(
            "import",
            "Make a set of gray frames; an import that was broken off goes on where it was.",
            command.Run,
            "data import photos/ --out sets/photos.llsd",
            "data import coco/ --part train2017 --out vww-train.llsd",
            "data import coco/ --annotations annotations/instances_train2014.json --annotations annotations/instances_val2014.json "
            + "--only mscoco_minival_ids.txt --out vww-val.llsd",
            "data import imagenette2/ --part train --out nette.llsd --size 64",
            "data import mnist/train --out small --limit 1000 --format idx",
            "data import frames/ --label person --classes nobody,person --out hall.llsd")
        {
            command._source,
            command._output,
            command._size,
            command._fit,
            command._limit,
            command._part,
            command._category,
            command._threshold,
            command._annotations,
            command._images,
            command._only,
            command._except,
            command._classes,
            command._label,
            command._order,
            command._format,
        };
    }

    private void Run(CommandContext context)
    {
        string output = context.Require(_output);
        bool idx = context.Require(_format) == IdxFormat;
        string file = idx ? output + ".import" : output;
        if (Directory.Exists(file))
        {
            throw new CommandException(ExitCode.Output, $"Cannot write {file}: it is a folder; give the name of a file with --out.");
        }

        long started = Stopwatch.GetTimestamp();
        (ImportSource source, ImportOutcome outcome) = context.WithProgress("Importing", progress => Import(context, file, progress));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (outcome.Resumed > 0)
        {
            CommandContext.Note($"{outcome.Resumed} images were there from an earlier run.");
        }

        if (outcome.ReportPath is not null)
        {
            CommandContext.Note($"{outcome.Skipped} images could not be used: {outcome.ReportPath} lists them and why.");
        }

        IReadOnlyList<ClassCount> classes;
        int size;
        using (SetFile set = SetFile.Open(file))
        {
            classes = DataSetInfo.CountClasses(set.Set);
            size = set.Set.Size;
            if (idx)
            {
                _ = IdxWriter.Write(output, set.Set);
            }
        }

        if (idx)
        {
            File.Delete(file);
        }

        double rate = (outcome.Count + outcome.Skipped - outcome.Resumed) / seconds;
        Dictionary<string, object?> json = Summarise(source, outcome, classes, output);
        json["size"] = size;
        json["seconds"] = seconds;
        json["imagesPerSecond"] = rate;
        context.GiveResult(json, console => console.WriteLine(
            $"{output}: {outcome.Count} frames of {size}×{size} from {source.Kind} ({Balance(classes)}), {outcome.Skipped} images skipped, {rate:0} images/s"));
    }

    private (ImportSource Source, ImportOutcome Outcome) Import(CommandContext context, string file, IWorkProgress progress)
    {
        var request = new ImportRequest
        {
            Source = context.Require(_source),
            Part = context.Get(_part),
            Annotations = context.Get(_annotations) ?? [],
            Images = context.Get(_images),
            Category = context.Require(_category),
            Threshold = context.Require(_threshold),
            Classes = context.Get(_classes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Label = context.Get(_label),
            InOrder = context.Require(_order) == NameOrder,
            Only = context.Get(_only),
            Except = context.Get(_except),
        };
        progress.Say("Reading labels");
        ImportSource source = ImportSources.Open(request, progress.Report, context.Asked);
        var options = new ImportOptions(
            file, context.Get(_size) ?? source.NativeSize ?? DefaultSize, Enum.Parse<FrameFit>(context.Require(_fit), ignoreCase: true), context.Get(_limit));
        var counter = new ImportCounter(progress);
        try
        {
            return (source, ImageImport.Run(source, options, counter, context.Asked));
        }
        catch (OperationCanceledException)
        {
            CommandContext.Note($"Stopped after {counter.Done} of {counter.Total} images; the same command goes on from there.");
            throw;
        }
    }

    private static Dictionary<string, object?> Summarise(ImportSource source, ImportOutcome outcome, IReadOnlyList<ClassCount> classes, string output)
    {
        var result = new Dictionary<string, object?> { ["file"] = output, ["images"] = outcome.Count };
        if (source.Category is string category)
        {
            string[] words = category.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string pascal = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            result[JsonNamingPolicy.CamelCase.ConvertName(pascal)] = classes[1].Count;
            result["not" + pascal] = classes[0].Count;
        }

        result["skipped"] = outcome.Skipped;
        result["report"] = outcome.ReportPath;
        result["resumed"] = outcome.Resumed;
        result["source"] = source.Kind;
        result["classes"] = classes;
        return result;
    }

    private static string Balance(IReadOnlyList<ClassCount> classes) =>
        classes.Count <= 10 ? string.Join(", ", classes.Select(line => $"{line.Count} {line.Name}")) : $"{classes.Count} classes";

    /// <summary>Shows how far an import is.</summary>
    private sealed class ImportCounter(IWorkProgress progress) : IProgress<ImportProgress>
    {
        private const int ImagesBetweenLines = 32;

        private long _started;

        public int Done { get; private set; }

        public int Total { get; private set; }

        public void Report(ImportProgress value)
        {
            (Done, Total) = (value.Done, value.Total);
            if (_started == 0)
            {
                _started = Stopwatch.GetTimestamp();
            }

            progress.Report((double)Done / Math.Max(1, Total));
            if (Done % ImagesBetweenLines == 0 || Done == Total)
            {
                double rate = (Done - value.Resumed) / Math.Max(0.001, Stopwatch.GetElapsedTime(_started).TotalSeconds);
                progress.Say($"{Done} of {Total}, {value.Skipped} skipped, {rate:0}/s");
            }
        }
    }
}
