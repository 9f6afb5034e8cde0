using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model init</c>: makes a model file, untrained or trained on the desk with the board's arithmetic.</summary>
internal static class ModelInitCommand
{
    private static readonly AugmentationOptions s_noAugmentation = new() { Mirror = false, Rotation = 0, Scale = 0, Shift = 0, Noise = 0 };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var defaults = new FactoryOptions();
        var output = new Option<string>("--out", "-o") { Description = "The model file to write.", HelpName = "file", Required = true };
        var description = new Option<string?>("--description")
        {
            Description = "What to build (JSON); default: three layers for the training set's frames and classes.",
            HelpName = "model.json",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The seed of weights, order, augmentation and rounding.",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var train = new Option<string?>("--train") { Description = "An IDX set to train it with, here on the desk; none: untrained.", HelpName = "set" };
        var epochs = new Option<int>("--epochs") { Description = "Passes in which the layers learn.", DefaultValueFactory = _ => defaults.Epochs };
        var readoutEpochs = new Option<int>("--readout-epochs")
        {
            Description = "Passes in which the readout learns.",
            DefaultValueFactory = _ => defaults.ReadoutEpochs,
        };
        var limit = new Option<int?>("--limit") { Description = "The most frames of the set to use." };
        var plain = new Option<bool>("--no-augmentation")
        {
            Description = "Train with the frames as they are: no mirroring, rotation, scale, shift or noise (digits, say).",
        };
        epochs.AcceptAtLeast(1);
        readoutEpochs.AcceptAtLeast(1);
        limit.AcceptAtLeast(1);
        return new ShellCommand(
            "init",
            "Make a model file.",
            context =>
            {
                ImageSet? set = context.Get(train) is string path ? Take(IdxReader.Read(path), context.Get(limit)) : null;
                ModelDescription model = context.Get(description) is string file ? ModelDescription.Load(file) : DefaultDescription.For(set);
                var options = new FactoryOptions
                {
                    Epochs = context.Require(epochs),
                    ReadoutEpochs = context.Require(readoutEpochs),
                    Seed = context.Require(seed),
                    Augmentation = context.Get(plain) ? s_noAugmentation : defaults.Augmentation,
                };
                Run(context, model, set, options, context.Require(output));
            },
            "model init --out person.llsm --train sets/people",
            "model init --out digits.llsm --train mnist/train --limit 10000 --epochs 2 --no-augmentation",
            "model init --out empty.llsm --description models/person/model.json --seed 7")
        {
            output,
            description,
            seed,
            train,
            epochs,
            readoutEpochs,
            limit,
            plain,
        };
    }

    private static void Run(CommandContext context, ModelDescription description, ImageSet? set, FactoryOptions options, string output)
    {
        if (set is not null)
        {
            SetCheck.ThrowUnlessFits(set, description.FrameSize, description.Classes, "the model's description");
            ThrowIfClassIsEmpty(set);
        }

        Model model = set is null
            ? ModelBuilder.Build(description, options.Seed)
            : context.WithProgress("Training " + description.Name, progress => new FactoryTrainer(description, set, options).Train(progress, context.Asked));
        context.Asked.ThrowIfCancellationRequested();
        ModelFile.Save(model, output);
        double? accuracy = set is null ? null : Evaluation.Run(ModelFile.Load(output), set).Accuracy;
        long bytes = new FileInfo(output).Length;
        context.GiveResult(
            new { file = output, description.Name, bytes, steps = model.Step, trainingFrames = set?.Count, trainingAccuracy = accuracy },
            console => console.WriteLine(
                $"{output}: {description.Name}, {Show.Count(bytes)} bytes, "
                + (accuracy is double share
                    ? $"right on {Show.Percent(share)} of its {set!.Count} training frames"
                    : "untrained: it knows nothing of frames before --train")));
    }

    private static ImageSet Take(ImageSet set, int? limit) => limit is int most && most < set.Count ? set.Slice(0, most) : set;

    private static void ThrowIfClassIsEmpty(ImageSet set)
    {
        ClassCount? empty = DataSetInfo.Of(set).Classes.FirstOrDefault(line => line.Count == 0);
        if (empty is not null)
        {
            throw new DataException($"The set has no frame of class {empty.Label}, '{empty.Name}'", set.Source, "train with frames of every class");
        }
    }
}
