using System.Globalization;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies.Variants;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>What the parts of the recipe are worth: a small network of three convolutions from random weights by LLS-MxM in floating point, one part at a
/// time changed.</summary>
public static class AblationStudy
{
    private const double Seconds = 0.0001;

    private static readonly int[][] s_grids = [[1, 1, 1], [2, 2, 1], [4, 1, 1], [7, 2, 1], [4, 2, 2], [4, 2, 4]];
    private static readonly int[] s_readouts = [1, 2, 4];

    /// <summary>Plans the study.</summary>
    /// <param name="options">What it runs on.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DataException">The sets do not fit the network.</exception>
    public static StudyPlan Plan(DigitsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfSetsDoNotFit();
        List<Variant> variants = [];
        void Add(string group, string name, ModelDescription description, FloatTraining training) =>
            variants.Add(new Variant(group, name, variants.Count + 1, options.Steps * Seconds, (seed, cancellation) =>
                new FloatTrainer(description, training with { Seed = seed }).Run(options.Train, options.Test, options.Epochs, cancellation)));
        ModelDescription model = options.Description;
        var recipe = new FloatTraining { Rule = DigitRule.LlsMxM, Seed = 0 };
        Add("nothing", "the recipe", model, recipe);
        Add("ReLU's derivative", "its mean over a channel's cell", model, recipe with { HasMeanMask = true });
        Add("positions", "a half, drawn anew each step", model, recipe with { PositionShare = 0.5 });
        Add("positions", "a quarter", model, recipe with { PositionShare = 0.25 });
        Add("latents", "not normalised", model, recipe with { Normalises = false });
        Add("basis", "sine", model with { Basis = LocalBasis.Sine }, recipe);
        Add("basis", "random", model with { Basis = LocalBasis.Random }, recipe);
        Add("basis", "square, 20 rows", model with { Rows = 20 }, recipe);
        foreach (int[] grids in s_grids)
        {
            Add("P", string.Join(", ", grids), WithGrids(model, grids), recipe);
        }

        for (int i = 0; i < model.Layers.Count; i++)
        {
            Add("frozen", $"convolution {i + 1}", Freeze(model, i), recipe);
        }

        Dictionary<string, string> references = [];
        int last = model.Layers.Count - 1;
        foreach (int grid in s_readouts)
        {
            // The more features, the smaller the rate at which all of them together stay stable.
            ModelDescription read = model with
            {
                Readout = model.Readout with { Taps = [new TapDescription(last, grid)], FactoryRate = model.Readout.FactoryRate / grid },
            };
            string group = $"readout of {grid}×{grid} cells";
            Add(group, "random features", read, recipe with { Rule = DigitRule.Random });
            references[group] = variants[^1].Key;
            Add(group, "LLS-MxM", read, recipe);
            if (grid != model.Layers[last].Pool)
            {
                Add(group, $"LLS-MxM, last P {grid}", WithGrids(read, [.. model.Layers.Take(last).Select(layer => layer.Pool), grid]), recipe);
            }

            Add(group, "back-propagation", read, recipe with { Rule = DigitRule.Bp, LayerRate = DigitsStudy.BpRate / grid });
        }

        string frames = $"{options.Train.Count} frames × {DigitsStudy.Times(options.Epochs)}, tested on {options.Test.Count}";
        string ownGrids = string.Join(", ", model.Layers.Select(layer => layer.Pool));
        return new VariantStudy
        {
            Name = options.Name,
            Settings = string.Create(CultureInfo.InvariantCulture, $"{options.Settings}\n{DigitsStudy.BpRate}"),
            Introduction = $"""
                {model.Name} from random weights by LLS-MxM in floating point, batch 1, {frames}; {options.Seeds} seeds (weights, order).
                The recipe: square basis of one row a class, P {ownGrids}. Changes are against it; with a named readout they are against random features
                with that readout.
                """,
            Axis = "line of the table",
            Variants = variants,
            References = references,
            Seeds = options.Seeds,
        }.Plan();
    }

    private static ModelDescription WithGrids(ModelDescription model, int[] grids) =>
        model with { Layers = [.. model.Layers.Select((layer, i) => layer with { Pool = grids[i] })] };

    private static ModelDescription Freeze(ModelDescription model, int index) =>
        model with { Layers = [.. model.Layers.Select((layer, i) => i == index ? layer with { FactoryRate = 0 } : layer)] };
}
