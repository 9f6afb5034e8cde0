using System.CommandLine;
using System.Text;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Training;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model train</c>: trains a factory model on the desk, by back-propagation or by LLS, for the board's arithmetic.</summary>
internal sealed class ModelTrainCommand
{
    private readonly Option<string> _output = new("--out", "-o") { Description = "The model file to write.", HelpName = "file", Required = true };

    private readonly Option<string?> _description = new("--description")
    {
        Description = "What to train (JSON); default: three layers for the set's frames and classes.",
        HelpName = "model.json",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Where to keep, after every epoch, what the same command goes on from if it is broken off; default: the model's name and .checkpoint.",
        HelpName = "file",
    };

    private readonly Option<string?> _report = new("--report") { Description = "Write a report of the training: one HTML page.", HelpName = "file.html" };

    private readonly Option<bool> _fresh = new("--fresh") { Description = "Train from the start, whatever an earlier run left." };

    private readonly ModelTrainOptions _how = new();
    private readonly ModelTrainSets _sets = new();

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var options = new ModelTrainCommand();
        var command = new ShellCommand(
            "train",
            "Train a model on the desk, for the board's arithmetic; a training that was broken off goes on where it was.",
            options.Run,
            "model train --data sets/people --out person.llsm",
            "model train --data sets/people --hold-out 0.1 --epochs 100 --patience 5 --out person.llsm",
            "model train --data mnist/train --out digits.llsm --rule lls-mxm --epochs 2 --augmentation none --test mnist/t10k",
            "model train --description models/vww-05/model.json --data vww96/train --teacher vww96/train.csv --augmentation cameras --out vww-05.llsm")
        {
            options._output,
            options._description,
            options._checkpoint,
            options._fresh,
            options._report,
        };
        options._sets.AddTo(command);
        options._how.AddTo(command);
        return command;
    }

    private void Run(CommandContext context)
    {
        ModelTrainSets.Sets sets = _sets.Read(context, set => _how.Apply(
            context, context.Get(_description) is string file ? ModelDescription.Load(file) : DefaultDescription.For(set)));
        if (_how.StopsEarly(context) && sets.Validation is null)
        {
            throw new CommandException(ExitCode.Usage, "--patience looks at validation frames: add --validation with a set, or --hold-out with a share of the training frames.");
        }

        string output = context.Require(_output);
        OutputFile.ThrowIfUnwritable(output);
        string checkpoint = context.Get(_checkpoint) ?? output + ".checkpoint";
        if (context.Get(_fresh))
        {
            OutputFile.Delete(checkpoint);
        }

        FactoryOptions options = _how.Read(context) with { Teacher = sets.Teacher, Negatives = sets.Negatives, Validation = sets.Validation };
        var trainer = new FactoryTrainer(sets.Description, sets.Training, options, checkpoint);
        Model model = context.WithProgress("Training " + sets.Description.Name, progress => Train(trainer, checkpoint, progress, context.Asked));
        context.Asked.ThrowIfCancellationRequested();
        OutputFile.Write(output, ModelFile.ToBytes(model));
        Model written = ModelFile.Load(output);
        Evaluation measured = Evaluation.Run(written, sets.Test);
        if (context.Get(_report) is string report)
        {
            string page = TrainingReport.Render(new TrainingReportInput(
                written,
                trainer.Curve,
                measured,
                sets.NameOfTest,
                sets.Training.Count,
                sets.Validation?.Count ?? 0,
                _how.Describe(context),
                sets.Description.ToJson(),
                context.CommandLine));
            OutputFile.Write(report, Encoding.UTF8.GetBytes(page));
        }

        OutputFile.Delete(checkpoint);
        GiveResult(context, written, measured, output, sets, trainer.Curve);
    }

    private static Model Train(FactoryTrainer trainer, string checkpoint, IWorkProgress progress, CancellationToken asked)
    {
        var curve = new TrainingCurve(progress);
        try
        {
            return trainer.Train(progress, _ => curve.Tell(trainer.Curve), asked);
        }
        catch (OperationCanceledException)
        {
            CommandContext.Note($"Stopped after {trainer.Curve.Count} epochs, which {checkpoint} keeps; the same command goes on from there.");
            throw;
        }
    }

    private static void GiveResult(
        CommandContext context, Model model, Evaluation measured, string output, ModelTrainSets.Sets sets, IReadOnlyList<EpochRecord> curve)
    {
        long bytes = new FileInfo(output).Length;
        context.GiveResult(
            new
            {
                file = output,
                name = model.GetName(),
                bytes,
                trainingFrames = sets.Training.Count,
                validationFrames = sets.Validation?.Count ?? 0,
                frames = sets.Test.Count,
                accuracy = measured.Accuracy,
                balancedAccuracy = measured.BalancedAccuracy,
                rocArea = measured.RocArea,
                confusion = measured.Confusion,
                epochs = curve,
            },
            console =>
            {
                console.WriteLine($"{output}: {model.GetName()}, {Show.Count(bytes)} bytes");
                console.WriteLine(
                    $"Right on {Show.Percent(measured.Accuracy)} of {sets.NameOfTest}, balanced {Show.Percent(measured.BalancedAccuracy)}"
                    + (measured.RocArea is double area ? $", ROC area {Show.Percent(area)}" : string.Empty));
                console.Write(ConfusionTable.Draw([.. Enumerable.Range(0, model.ClassCount).Select(model.GetClassName)], measured.Confusion));
            });
    }
}
