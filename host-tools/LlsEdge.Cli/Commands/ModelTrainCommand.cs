using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model train</c>: trains a factory model on the desk, by back-propagation or by LLS, for the board's arithmetic.</summary>
internal sealed class ModelTrainCommand
{
    private static readonly FactoryOptions s_defaults = new();

    private readonly Option<string> _output = new("--out", "-o") { Description = "The model file to write.", HelpName = "file", Required = true };

    private readonly Option<string> _data = new("--data", "-d") { Description = "The set to train with.", HelpName = "set", Required = true };

    private readonly Option<string?> _description = new("--description")
    {
        Description = "What to train (JSON); default: three layers for the set's frames and classes.",
        HelpName = "model.json",
    };

    private readonly Option<string> _rule = new("--rule") { Description = "What trains the convolutions: bp or lls.", DefaultValueFactory = _ => "bp" };

    private readonly Option<int> _epochs = new("--epochs")
    {
        Description = "Passes in which the layers learn, by bp in floats.",
        DefaultValueFactory = _ => s_defaults.Epochs,
    };

    private readonly Option<int> _coarseEpochs = new("--coarse-epochs")
    {
        Description = "Passes that follow with ternary weights and the board's steps of activations, batch norm still on (bp).",
        DefaultValueFactory = _ => s_defaults.CoarseEpochs,
    };

    private readonly Option<int> _boardEpochs = new("--board-epochs")
    {
        Description = "Passes that follow in the board's arithmetic: of all layers (bp), of the readout (lls).",
        DefaultValueFactory = _ => s_defaults.BoardEpochs,
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The seed of weights, order, augmentation and rounding.",
        DefaultValueFactory = _ => s_defaults.Seed,
    };

    private readonly Option<double> _rate = new("--rate") { Description = "Adam's rate at the start of the float passes.", DefaultValueFactory = _ => s_defaults.Rate };

    private readonly Option<double> _boardRate = new("--board-rate")
    {
        Description = "Adam's rate at the start of the passes in the board's arithmetic.",
        DefaultValueFactory = _ => s_defaults.BoardRate,
    };

    private readonly Option<string> _augmentation = new("--augmentation")
    {
        Description = "How far frames are changed: none (digits, say), view, or cameras (view, lens, light, sensor).",
        DefaultValueFactory = _ => "view",
    };

    private readonly Option<string?> _teacher = new("--teacher")
    {
        Description = "A CSV with a larger model's score of each frame, log-odds of class 1: distil it.",
        HelpName = "csv",
    };

    private readonly Option<string?> _teacherColumn = new("--teacher-column") { Description = "The scores' column; default: the last." };

    private readonly Option<double> _teacherGain = new("--teacher-gain") { Description = "What the scores are multiplied by.", DefaultValueFactory = _ => 1 };

    private readonly Option<double> _teacherShare = new("--teacher-share")
    {
        Description = "How far the scores are believed: 0 the labels alone, 1 the scores alone.",
        DefaultValueFactory = _ => 0.7,
    };

    private readonly Option<string?> _negatives = new("--negatives") { Description = "A set whose frames of class 0 are added.", HelpName = "set" };

    private readonly Option<string?> _test = new("--test") { Description = "A set to measure the model with; default: the training set.", HelpName = "set" };

    private readonly Option<int?> _limit = new("--limit") { Description = "The most frames of the training set to use." };

    private ModelTrainCommand()
    {
        _rule.AcceptWords("bp", "lls");
        _augmentation.AcceptWords("none", "view", "cameras");
        _epochs.AcceptAtLeast(1);
        _coarseEpochs.AcceptAtLeast(0);
        _boardEpochs.AcceptAtLeast(1);
        _limit.AcceptAtLeast(1);
    }

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var options = new ModelTrainCommand();
        return new ShellCommand(
            "train",
            "Train a model on the desk, for the board's arithmetic.",
            options.Run,
            "model train --data sets/people --out person.llsm",
            "model train --data mnist/train --out digits.llsm --limit 10000 --epochs 2 --augmentation none --test mnist/t10k",
            "model train --description models/vww-05/model.json --data vww96/train --teacher vww96/train.csv --augmentation cameras --out vww-05.llsm")
        {
            options._output,
            options._data,
            options._description,
            options._rule,
            options._epochs,
            options._coarseEpochs,
            options._boardEpochs,
            options._seed,
            options._rate,
            options._boardRate,
            options._augmentation,
            options._teacher,
            options._teacherColumn,
            options._teacherGain,
            options._teacherShare,
            options._negatives,
            options._test,
            options._limit,
        };
    }

    private void Run(CommandContext context)
    {
        ImageSet whole = SetReader.Read(context.Require(_data));
        ImageSet set = context.Get(_limit) is int most && most < whole.Count ? whole.Slice(0, most) : whole;
        ModelDescription description = context.Get(_description) is string file ? ModelDescription.Load(file) : DefaultDescription.For(set);
        SetCheck.ThrowUnlessFits(set, description.FrameSize, description.Classes, "the model's description");
        ThrowIfClassIsEmpty(set);
        ImageSet test = context.Get(_test) is string path ? SetReader.Read(path) : set;
        SetCheck.ThrowUnlessFits(test, description.FrameSize, description.Classes, "the model's description");
        var options = new FactoryOptions
        {
            Rule = context.Require(_rule) == "bp" ? FactoryRule.BackPropagation : FactoryRule.Lls,
            Epochs = context.Require(_epochs),
            CoarseEpochs = context.Require(_coarseEpochs),
            BoardEpochs = context.Require(_boardEpochs),
            Seed = context.Require(_seed),
            Rate = context.Require(_rate),
            BoardRate = context.Require(_boardRate),
            Augmentation = context.Require(_augmentation) switch
            {
                "none" => AugmentationOptions.None,
                "view" => new AugmentationOptions(),
                _ => AugmentationOptions.OtherCameras,
            },
            Teacher = ReadTeacher(context, description, whole.Count),
            Negatives = ReadNegatives(context, description),
        };
        Model model = context.WithProgress("Training " + description.Name, progress => new FactoryTrainer(description, set, options).Train(progress, context.Asked));
        context.Asked.ThrowIfCancellationRequested();
        string output = context.Require(_output);
        ModelFile.Save(model, output);
        GiveResult(context, ModelFile.Load(output), output, set, test);
    }

    private static void GiveResult(CommandContext context, Model model, string output, ImageSet set, ImageSet test)
    {
        Evaluation measured = Evaluation.Run(model, test);
        long bytes = new FileInfo(output).Length;
        string frames = ReferenceEquals(set, test) ? "its training frames" : "the test frames";
        context.GiveResult(
            new
            {
                file = output,
                name = model.GetName(),
                bytes,
                trainingFrames = set.Count,
                frames = test.Count,
                accuracy = measured.Accuracy,
                balancedAccuracy = measured.BalancedAccuracy,
                rocArea = measured.RocArea,
                confusion = measured.Confusion,
            },
            console =>
            {
                console.WriteLine($"{output}: {model.GetName()}, {Show.Count(bytes)} bytes");
                console.WriteLine(
                    $"Right on {Show.Percent(measured.Accuracy)} of {frames}, balanced {Show.Percent(measured.BalancedAccuracy)}"
                    + (measured.RocArea is double area ? $", ROC area {Show.Percent(area)}" : string.Empty));
                console.Write(ConfusionTable.Draw([.. Enumerable.Range(0, model.ClassCount).Select(model.GetClassName)], measured.Confusion));
            });
    }

    private Teacher? ReadTeacher(CommandContext context, ModelDescription description, int count)
    {
        if (context.Get(_teacher) is not string csv)
        {
            return null;
        }

        return description.Classes.Count == 2
            ? new Teacher(ScoreColumn.Read(csv, context.Get(_teacherColumn), count), context.Require(_teacherGain), context.Require(_teacherShare))
            : throw new CommandException(ExitCode.Usage, $"--teacher has one score a frame, which says enough for 2 classes, not for {description.Classes.Count}: leave it out.");
    }

    private ImageSet? ReadNegatives(CommandContext context, ModelDescription description)
    {
        if (context.Get(_negatives) is not string path)
        {
            return null;
        }

        ImageSet set = SetReader.Read(path);
        SetCheck.ThrowUnlessFits(set, description.FrameSize, description.Classes, "the model's description");
        return set.Select(Enumerable.Range(0, set.Count).Where(i => set.GetLabel(i) == 0));
    }

    private static void ThrowIfClassIsEmpty(ImageSet set)
    {
        ClassCount? empty = DataSetInfo.Of(set).Classes.FirstOrDefault(line => line.Count == 0);
        if (empty is not null)
        {
            throw new DataException($"The set has no frame of class {empty.Label}, '{empty.Name}'", set.Source, "train with frames of every class");
        }
    }
}
