using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Commands;

/// <summary>How <c>model train</c> trains: rule, lengths, rates, augmentation.</summary>
internal sealed class ModelTrainOptions
{
    private const string BackPropagation = "bp";

    private static readonly FactoryOptions s_defaults = new();

    private readonly Option<string> _rule = new("--rule")
    {
        Description = "What trains the convolutions: bp, lls, lls-m or lls-mxm. The last three are also what the board learns by.",
        DefaultValueFactory = _ => BackPropagation,
    };

    private readonly Option<string> _arithmetic = new("--arithmetic")
    {
        Description = "In what LLS trains: float (in batches, on all cores, quantised afterwards) or board (its integers, a frame a step).",
        DefaultValueFactory = _ => "float",
    };

    private readonly Option<int> _epochs = new("--epochs")
    {
        Description = "Passes in which the convolutions learn; by bp in floats.",
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

    private readonly Option<int> _batch = new("--batch") { Description = "Frames of a step in floats, a multiple of 16.", DefaultValueFactory = _ => s_defaults.Batch };

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

    private readonly Option<int?> _patience = new("--patience")
    {
        Description = "End each phase after so many epochs without a smaller validation loss, and go on from its best.",
        HelpName = "epochs",
    };

    /// <summary>Prepares the options.</summary>
    public ModelTrainOptions()
    {
        _rule.AcceptWords([BackPropagation, .. Enum.GetValues<LocalRule>().Select(NameOf)]);
        _arithmetic.AcceptWords("float", "board");
        _augmentation.AcceptWords("none", "view", "cameras");
        _epochs.AcceptAtLeast(1);
        _coarseEpochs.AcceptAtLeast(0);
        _boardEpochs.AcceptAtLeast(1);
        _patience.AcceptAtLeast(1);
        _batch.Accept(batch => batch >= 16 && batch % 16 == 0, "a multiple of 16");
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _rule, _arithmetic, _epochs, _coarseEpochs, _boardEpochs, _batch, _seed, _rate, _boardRate, _augmentation, _patience })
        {
            command.Add(option);
        }
    }

    /// <summary>Gets whether early stop is wanted.</summary>
    /// <param name="context">The command line.</param>
    /// <returns>Whether validation frames are needed.</returns>
    public bool StopsEarly(CommandContext context) => context.Get(_patience) is not null;

    /// <summary>Gives a description the rule that is asked for.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="description">The description.</param>
    /// <returns>The same, or with another local rule.</returns>
    public ModelDescription Apply(CommandContext context, ModelDescription description)
    {
        string rule = context.Require(_rule);
        return rule == BackPropagation ? description : description with { Rule = Enum.GetValues<LocalRule>().Single(local => NameOf(local) == rule) };
    }

    /// <summary>Reads the options.</summary>
    /// <param name="context">The command line.</param>
    /// <returns>How to train, without sets and teacher.</returns>
    public FactoryOptions Read(CommandContext context) => new()
    {
        Rule = context.Require(_rule) == BackPropagation ? FactoryRule.BackPropagation : FactoryRule.Lls,
        Arithmetic = context.Require(_arithmetic) == "float" ? FactoryArithmetic.Floats : FactoryArithmetic.Board,
        Epochs = context.Require(_epochs),
        CoarseEpochs = context.Require(_coarseEpochs),
        BoardEpochs = context.Require(_boardEpochs),
        Batch = context.Require(_batch),
        Seed = context.Require(_seed),
        Rate = context.Require(_rate),
        BoardRate = context.Require(_boardRate),
        Augmentation = context.Require(_augmentation) switch
        {
            "none" => AugmentationOptions.None,
            "view" => new AugmentationOptions(),
            _ => AugmentationOptions.OtherCameras,
        },
        Patience = context.Get(_patience),
    };

    /// <summary>Gives the settings for a report.</summary>
    /// <param name="context">The command line.</param>
    /// <returns>Names and values.</returns>
    public IReadOnlyList<(string Name, string Value)> Describe(CommandContext context)
    {
        bool byBackPropagation = context.Require(_rule) == BackPropagation;
        return
        [
            ("rule", context.Require(_rule)),
            ("arithmetic of the layers' training", byBackPropagation ? "float, then the board's" : context.Require(_arithmetic)),
            ("epochs", $"{context.Require(_epochs)}"),
            ("coarse epochs", byBackPropagation ? $"{context.Require(_coarseEpochs)}" : "–"),
            ("epochs in the board's arithmetic", $"{context.Require(_boardEpochs)}"),
            ("batch", $"{context.Require(_batch)}"),
            ("seed", $"{context.Require(_seed)}"),
            ("rate", $"{context.Require(_rate)}"),
            ("augmentation", context.Require(_augmentation)),
            ("patience", context.Get(_patience) is int patience ? $"{patience} epochs" : "none"),
        ];
    }

    private static string NameOf(LocalRule rule) => rule switch { LocalRule.Lls => "lls", LocalRule.LlsM => "lls-m", _ => "lls-mxm" };
}
