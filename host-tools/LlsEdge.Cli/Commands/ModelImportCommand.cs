using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Tflite;
using LlsEdge.Host.Training;
using LlsEdge.Learning;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model import</c>: an int8 TensorFlow Lite network as the frozen trunk of a model.</summary>
internal sealed class ModelImportCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A TensorFlow Lite file, quantised to int8." };

    private readonly Option<string?> _output = new("--out", "-o") { Description = "The model file to write.", HelpName = "file" };

    private readonly Option<bool> _list = new("--list") { Description = "Show the network's operations, supported or not and why, and write nothing." };

    private readonly Option<string?> _until = new("--until")
    {
        Description = "The last operation to take: its index, or its output's name. "
            + "Default: the last whose map has several positions; the readout replaces what follows.",
        HelpName = "operation",
    };

    private readonly Option<string?> _data = new("--data", "-d")
    {
        Description = "A set to fit the readout with; without one it knows nothing until it is taught.",
        HelpName = "set",
    };

    private readonly Option<string?> _test = new("--test")
    {
        Description = "A set to measure the model with; default: the one that it was fitted with.",
        HelpName = "set",
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "The most frames of --data to use." };

    private readonly Option<int> _copies = new("--copies")
    {
        Description = "Copies of each frame, seen otherwise (mirrored, turned, brighter …), that the readout is fitted with beside it.",
        DefaultValueFactory = _ => 2,
    };

    private readonly Option<string?> _name = new("--name") { Description = "The model's name; default: the file's." };

    private readonly Option<string?> _classes = new("--classes")
    {
        Description = "The classes, by commas; default: the set's, else nobody,person.",
        HelpName = "names",
    };

    private readonly Option<int?> _downsample = new("--downsample")
    {
        Description = "Pixels of a frame, in each direction, that become one of the network's input; default: as the set's frames ask, else 1.",
        HelpName = "factor",
    };

    private readonly Option<int> _grid = new("--grid")
    {
        Description = "The readout reads the last map averaged to this many cells in each direction.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _tail = new("--tail")
    {
        Description = "Append a 1×1 convolution that starts as a copy of the last map, for the board to teach by LLS.",
    };

    private ModelImportCommand()
    {
        _limit.AcceptAtLeast(1);
        _copies.AcceptAtLeast(0);
        _downsample.AcceptAtLeast(1);
        _grid.AcceptAtLeast(1);
    }

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var options = new ModelImportCommand();
        return new ShellCommand(
            "import",
            "Take an int8 TensorFlow Lite network as a model's frozen trunk.",
            options.Run,
            "model import backbone.tflite --list",
            "model import backbone.tflite --out mine.llsm --data vww96/train --test vww96/test",
            "model import backbone.tflite --until 22 --grid 2 --tail --out mine.llsm")
        {
            options._file,
            options._output,
            options._list,
            options._until,
            options._data,
            options._test,
            options._limit,
            options._copies,
            options._name,
            options._classes,
            options._downsample,
            options._grid,
            options._tail,
        };
    }

    private void Run(CommandContext context)
    {
        string file = context.Require(_file);
        var import = new BackboneImport(TfliteModel.Load(file));
        if (context.Require(_list))
        {
            ImportReport.GiveList(context, file, import, context.Get(_until));
            return;
        }

        string output = context.Get(_output) ?? throw new CommandException(ExitCode.Usage, "Where to? Add --out FILE, or --list to look first.");
        OutputFile.ThrowIfUnwritable(output);
        ImageSet? set = Read(context, _data, _limit);
        OpVerdict last = import.ChooseLast(context.Get(_until));
        Backbone backbone = import.Build(last);
        int size = backbone.Ops[0].InputHeight;
        Model model = BackboneModel.Build(
            backbone,
            import.OutputOf(last.Op)!.Scale,
            context.Get(_name) ?? Path.GetFileNameWithoutExtension(file),
            context.Get(_classes)?.Split(',', StringSplitOptions.TrimEntries) ?? set?.ClassNames ?? ClassNames.Person,
            context.Get(_downsample) ?? (set is not null && set.Size % size == 0 ? set.Size / size : 1),
            context.Require(_grid));
        string[] classes = [.. Enumerable.Range(0, model.ClassCount).Select(model.GetClassName)];
        ImageSet? test = Read(context, _test, null) ?? set;
        foreach (ImageSet used in new[] { set, test }.OfType<ImageSet>())
        {
            SetCheck.ThrowUnlessFits(used, model.FrameSize, classes, "the network");
        }

        int frames = BackboneCheck.Run(model);
        if (set is not null)
        {
            context.WithProgress("Fitting the readout", progress =>
            {
                new FrozenReadout(model, set) { Copies = context.Require(_copies) }.Run(progress, context.Asked);
                return true;
            });
        }

        OutputFile.Write(output, ModelFile.ToBytes(context.Require(_tail) ? BackboneModel.AppendTail(model) : model));
        Evaluation? measured = set is null ? null : context.WithProgress("Measuring", _ => Evaluation.Run(ModelFile.Load(output), test!));
        BoardTrial cost = BoardTrial.Run(File.ReadAllBytes(output), set?.GetFrame(0) ?? new byte[model.FrameSize * model.FrameSize]);
        ImportReport.Give(context, new ImportedModel(output, import, last, ModelFile.Load(output), frames, measured, cost, ReferenceEquals(set, test)));
    }

    private static ImageSet? Read(CommandContext context, Option<string?> option, Option<int?>? limit)
    {
        if (context.Get(option) is not string path)
        {
            return null;
        }

        ImageSet whole = SetReader.Read(path);
        return limit is not null && context.Get(limit) is int most && most < whole.Count ? whole.Slice(0, most) : whole;
    }
}
