using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies.Variants;
using LlsEdge.Host.Training;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>A small network from random weights in the board's integers, with fewer and fewer bits in all convolutions.</summary>
public static class BitsStudy
{
    private const double Seconds = 0.00016;
    private const int MostActivationBits = 7;
    private const int MostWeightBits = 8;
    private const int MostMasterBits = 16;

    // A right shift beyond this could overflow an update's sum; rates fall to 2⁻¹² in the end.
    private const int LargestUpdateShift = 22;
    private const int SlowestRateShift = 12;

    private static readonly int[] s_activations = [6, 5, 4, 3];
    private static readonly int[] s_weights = [6, 5, 4, 3];
    private static readonly int[] s_masters = [12, 10, 8];
    private static readonly (int Activations, int Weights, int Masters)[] s_together = [(6, 6, 12), (5, 6, 12), (4, 4, 10)];

    /// <summary>Plans the study.</summary>
    /// <param name="options">What it runs on.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DataException">The sets do not fit the network.</exception>
    public static StudyPlan Plan(DigitsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfSetsDoNotFit();
        Variant Make(string group, string name, double at, int activations, int weights, int masters) =>
            new(group, name, at, options.Steps * Seconds, (seed, cancellation) =>
                Measure(options, WithBits(options.Description, activations, weights, masters), seed, cancellation))
            {
                Fields = new JsonObject { ["activationBits"] = activations, ["weightBits"] = weights, ["masterBits"] = masters },
            };
        Variant full = Make("all", "activations 7, weights 8, masters 16", MostWeightBits, MostActivationBits, MostWeightBits, MostMasterBits);
        Variant[] variants =
        [
            full,
            .. s_activations.Select(bits => Make("activations", $"{bits} bits", bits, bits, MostWeightBits, MostMasterBits)),
            .. s_weights.Select(bits => Make("weights", $"{bits} bits", bits, MostActivationBits, bits, MostMasterBits)),
            .. s_masters.Select(bits => Make("masters", $"{bits} bits", bits, MostActivationBits, MostWeightBits, bits)),
            .. s_together.Select(b => Make(
                "together", $"activations {b.Activations}, weights {b.Weights}, masters {b.Masters}", b.Weights, b.Activations, b.Weights, b.Masters)),
        ];
        return new VariantStudy
        {
            Name = options.Name,
            Settings = options.Settings,
            Introduction = $"""
                {options.Description.Name} from random weights by {NameOf(options.Description.Rule)} in the board's integers, batch 1,
                {options.Train.Count} frames × {DigitsStudy.Times(options.Epochs)}, tested on {options.Test.Count}; {options.Seeds} seeds (weights, order, rounding).
                One of the three is changed at a time, in all convolutions, against activations of 7 bits (0 … 127), weights of 8 (sign included) and
                masters of 16.
                """,
            Axis = "bits (together: of the weights)",
            Variants = variants,
            Seeds = options.Seeds,
        }.Plan();
    }

    /// <summary>Gives all convolutions so many bits, with their ranges as they were as far as the kernels can.</summary>
    internal static ModelDescription WithBits(ModelDescription description, int activations, int weights, int masters)
    {
        var layers = new LayerDescription[description.Layers.Count];
        int channels = 1;
        int inputExponent = ModelBuilder.InputExponent;
        for (int i = 0; i < layers.Length; i++)
        {
            LayerDescription layer = description.Layers[i];
            int weightExponent = ModelBuilder.ChooseWeightExponent(weights, channels * layer.Kernel * layer.Kernel);

            // A sum has W + X bits below one, an activation must have fewer.
            int exponent = Math.Clamp(weightExponent + inputExponent - 1, 0, layer.ActivationExponent - (MostActivationBits - activations));

            // With few bits in a master or an activation the last bit is large, and the signal needs fewer below it.
            int master = weightExponent + masters - weights;
            int updateShift = layer.SignalExponent + inputExponent + SlowestRateShift - exponent - master;
            int biasShift = updateShift - (2 * inputExponent) + masters - weights;
            layers[i] = layer with
            {
                ActivationBits = activations,
                ActivationExponent = exponent,
                WeightBits = weights,
                MasterBits = masters,
                SignalExponent = layer.SignalExponent - Math.Max(0, Math.Max(updateShift, biasShift) - LargestUpdateShift),
            };
            channels = layer.Channels;
            inputExponent = exponent;
        }

        return description with { Layers = layers };
    }

    private static double Measure(DigitsOptions options, ModelDescription description, int seed, CancellationToken cancellation) =>
        IntegerTraining.Run(description, options.Train, options.Test, options.Epochs, seed, cancellation: cancellation).Accuracy[^1];

    private static string NameOf(LocalRule rule) => rule switch { LocalRule.Lls => "LLS", LocalRule.LlsM => "LLS-M", _ => "LLS-MxM" };
}
