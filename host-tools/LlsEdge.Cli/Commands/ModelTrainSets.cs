using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Commands;

/// <summary>What <c>model train</c> trains on, validates on and is tested on, and a teacher's scores.</summary>
internal sealed class ModelTrainSets
{
    private readonly Option<string> _data = new("--data", "-d") { Description = "The set to train with.", HelpName = "set", Required = true };

    private readonly Option<int?> _limit = new("--limit") { Description = "The most frames of the training set to use." };

    private readonly Option<string?> _negatives = new("--negatives") { Description = "A set whose frames of class 0 are added.", HelpName = "set" };

    private readonly Option<string?> _validation = new("--validation")
    {
        Description = "A set that nothing is learnt from and every epoch is measured on.",
        HelpName = "set",
    };

    private readonly Option<double?> _holdOut = new("--hold-out")
    {
        Description = "Take so large a share of each class out of the training set instead, 0.1 say.",
        HelpName = "share",
    };

    private readonly Option<string?> _test = new("--test")
    {
        Description = "A set to measure the finished model with; default: the validation frames, else the training frames.",
        HelpName = "set",
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

    /// <summary>Prepares the options.</summary>
    public ModelTrainSets()
    {
        _limit.AcceptAtLeast(1);
        _holdOut.Accept(share => share is null or (> 0 and < 1), "above 0 and below 1");
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _limit, _negatives, _validation, _holdOut, _test, _teacher, _teacherColumn, _teacherGain, _teacherShare })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the sets, and the teacher.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="describe">Gives the model for a training set; all sets must fit it.</param>
    /// <returns>All that the training needs.</returns>
    public Sets Read(CommandContext context, Func<ImageSet, ModelDescription> describe)
    {
        if (context.Get(_validation) is not null && context.Get(_holdOut) is not null)
        {
            throw new CommandException(ExitCode.Usage, "--validation and --hold-out both choose the validation frames: give one of them.");
        }

        ImageSet file = SetReader.Read(context.Require(_data));
        ImageSet whole = context.Get(_limit) is int most && most < file.Count ? file.Slice(0, most) : file;
        ModelDescription description = describe(whole);
        SetCheck.ThrowUnlessFits(whole, description.FrameSize, description.Classes, "the model's description");
        ThrowIfClassIsEmpty(whole);
        int[] kept = [.. Enumerable.Range(0, whole.Count)];
        ImageSet training = whole;
        ImageSet? validation = ReadOther(context, _validation, description);
        if (context.Get(_holdOut) is double share)
        {
            (kept, int[] heldOut) = HoldOut.Split(whole, share);
            (training, validation) = (whole.Select(kept), whole.Select(heldOut));
            if (validation.Count == 0)
            {
                throw new DataException("No class has two frames, so that one could be held out", whole.Source, "train with more frames, or leave --hold-out away");
            }
        }

        ImageSet? negatives = ReadOther(context, _negatives, description);
        negatives = negatives?.Select(Enumerable.Range(0, negatives.Count).Where(i => negatives.GetLabel(i) == 0));
        ImageSet? test = ReadOther(context, _test, description);
        Teacher? teacher = ReadTeacher(context, file.Count, kept, description);
        return new Sets(description, training, negatives, validation, test ?? validation ?? training, teacher);
    }

    private static ImageSet? ReadOther(CommandContext context, Option<string?> option, ModelDescription description)
    {
        if (context.Get(option) is not string path)
        {
            return null;
        }

        ImageSet set = SetReader.Read(path);
        SetCheck.ThrowUnlessFits(set, description.FrameSize, description.Classes, "the model's description");
        return set;
    }

    private Teacher? ReadTeacher(CommandContext context, int rows, int[] kept, ModelDescription description)
    {
        if (context.Get(_teacher) is not string csv)
        {
            return null;
        }

        if (description.Classes.Count != 2)
        {
            throw new CommandException(ExitCode.Usage, $"--teacher has one score a frame, which says enough for 2 classes, not for {description.Classes.Count}: leave it out.");
        }

        double[] scores = ScoreColumn.Read(csv, context.Get(_teacherColumn), rows);
        return new Teacher([.. kept.Select(i => scores[i])], context.Require(_teacherGain), context.Require(_teacherShare));
    }

    private static void ThrowIfClassIsEmpty(ImageSet set)
    {
        ClassCount? empty = DataSetInfo.Of(set).Classes.FirstOrDefault(line => line.Count == 0);
        if (empty is not null)
        {
            throw new DataException($"The set has no frame of class {empty.Label}, '{empty.Name}'", set.Source, "train with frames of every class");
        }
    }

    /// <summary>What a training needs.</summary>
    /// <param name="Description">The model.</param>
    /// <param name="Training">The frames to learn.</param>
    /// <param name="Negatives">More frames of class 0, or null.</param>
    /// <param name="Validation">Frames to measure every epoch on, or null.</param>
    /// <param name="Test">Frames to measure the finished model on; may be one of the others.</param>
    /// <param name="Teacher">A teacher's scores of the training frames, or null.</param>
    public sealed record Sets(ModelDescription Description, ImageSet Training, ImageSet? Negatives, ImageSet? Validation, ImageSet Test, Teacher? Teacher)
    {
        /// <summary>Gets what the test frames are, in words.</summary>
        public string NameOfTest => ReferenceEquals(Test, Training) ? "the training frames" : ReferenceEquals(Test, Validation) ? "the validation frames" : "the test frames";
    }
}
