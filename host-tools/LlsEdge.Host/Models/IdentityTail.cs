using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>
/// A small last layer for the board to teach where a model's own last layer is too large: a 1×1 convolution that starts as a copy of its input, so that the
/// model answers as before until the board learns. It is appended after factory training. Its steps of activations may be finer than those below, so that
/// a small change of a weight shows.
/// </summary>
public static class IdentityTail
{
    // The finest format of int8 weights that reach 1.
    private const int WeightExponent = 6;

    /// <summary>Tells whether a description ends with such a layer.</summary>
    /// <param name="description">The description.</param>
    /// <returns>True if its last layer copies.</returns>
    public static bool IsIn(ModelDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return description.Layers.Count > 0 && description.Layers[^1].Copies;
    }

    /// <summary>Describes the model before its tail is appended.</summary>
    /// <param name="description">A description that ends with a tail.</param>
    /// <returns>The description without it; what read the tail reads the layer below.</returns>
    public static ModelDescription Without(ModelDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        int last = description.Layers.Count - 1;
        return description with
        {
            Layers = [.. description.Layers.Take(last)],
            Readout = description.Readout with
            {
                Taps = [.. description.Readout.Taps.Select(tap => tap.Layer == last ? tap with { Layer = last - 1 } : tap)],
            },
        };
    }

    /// <summary>Appends the layer; what read the last map reads the new one.</summary>
    /// <param name="model">The model; the new one takes over its layers, of which the last must be frozen.</param>
    /// <param name="description">The new layer.</param>
    /// <param name="rate">Its LLS rate; 0 freezes it.</param>
    /// <returns>The longer model.</returns>
    /// <exception cref="ModelException">Such a layer cannot copy, or the model would be larger than the board takes.</exception>
    public static Model Append(Model model, LayerDescription description, double rate)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(description);
        ConvolutionLayer below = model.Layers[^1];
        int finer = description.ActivationExponent - below.OutputExponent;
        if (description is not { Kernel: 1, Stride: 1, Padding: 0 }
            || description.Channels != below.OutputChannels
            || finer < 0
            || description.ActivationBits < below.ActivationBits + finer
            || description.WeightBits != 8)
        {
            throw new ModelException($"The last layer of '{model.GetName()}' cannot start as a copy: it needs kernel 1, stride 1, padding 0, weights of 8 bits, "
                + $"{below.OutputChannels} channels as the layer below, an activation exponent of at least {below.OutputExponent}, and {below.ActivationBits} bits of activations and one more for each exponent above.");
        }

        var tail = new ConvolutionLayer
        {
            OutputChannels = description.Channels,
            KernelSize = 1,
            Stride = 1,
            Padding = 0,
            PoolGrid = description.Pool,
            WeightExponent = WeightExponent,
            OutputExponent = description.ActivationExponent,
            SignalExponent = description.SignalExponent,
            ActivationBits = description.ActivationBits,
            MasterBits = description.MasterBits,
            Weights = new sbyte[description.Channels * description.Channels],
            Bias = new int[description.Channels],
            Learns = rate > 0,
        };
        for (int k = 0; k < description.Channels; k++)
        {
            tail.Weights[k * (description.Channels + 1)] = 1 << WeightExponent;
        }

        tail.Masters = [.. tail.Weights.Select(w => (short)(w << tail.MasterFraction))];
        if (tail.Learns)
        {
            ModelBuilder.SetRate(tail, rate);
        }

        return Lengthen(model, tail, finer);
    }

    private static Model Lengthen(Model model, ConvolutionLayer tail, int finer)
    {
        var longer = new Model
        {
            FrameSize = model.FrameSize,
            DownsampleFactor = model.DownsampleFactor,
            InputExponent = model.InputExponent,
            ClassCount = model.ClassCount,
            InverseTemperature = model.InverseTemperature,
            Seed = model.Seed,
            Step = model.Step,
            Names = model.Names,
            Rule = model.Rule,
            BasisKind = model.BasisKind,
            BasisRows = model.BasisRows,
            Backbone = model.Backbone,
            Layers = [.. model.Layers, tail],
            Readout = Retap(model.Readout, model.Layers, finer),
        };
        if (longer.Layers.Length > Model.MaxLayers || !ModelLimits.LinkLayers(longer))
        {
            throw new ModelException($"'{model.GetName()}' cannot get another layer with a pool grid of {tail.PoolGrid}: at most {Model.MaxLayers} layers, "
                + $"a grid of equal cells on a map of {model.Layers[^1].OutputSize}×{model.Layers[^1].OutputSize}, rates that fit the number formats.");
        }

        longer.Basis = BasisTable.Create((LocalBasis)model.BasisKind, model.BasisRows, longer.LongestLatent, model.Seed);
        if (model.Rule != RuleKind.Plain)
        {
            tail.Modulation = ModelBuilder.StartModulation(longer);
        }

        return longer;
    }

    // Sums of finer steps are larger: their means grow and their inverse deviations shrink.
    private static Readout Retap(Readout readout, ConvolutionLayer[] layers, int finer)
    {
        var copy = new Readout(
            [.. readout.Taps.Select(tap => tap.Layer == layers.Length - 1 ? new ReadoutTap(layers.Length, tap.Grid) : tap)],
            readout.FeatureCount,
            readout.Classes)
        {
            Learns = readout.Learns,
            TracksCamera = readout.TracksCamera,
            RateMantissa = readout.RateMantissa,
            RateShift = readout.RateShift,
        };
        readout.Mean.CopyTo(copy.Mean, 0);
        readout.InverseDeviation.CopyTo(copy.InverseDeviation, 0);
        int at = 0;
        foreach (ReadoutTap tap in readout.Taps)
        {
            int end = at + (layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid);
            for (; at < end; at++)
            {
                if (tap.Layer == layers.Length - 1)
                {
                    copy.Mean[at] <<= finer;
                    copy.InverseDeviation[at] = Math.Max(1, (copy.InverseDeviation[at] + (1 << finer >> 1)) >> finer);
                }
            }
        }

        readout.Weights.CopyTo(copy.Weights, 0);
        readout.CameraMean.CopyTo(copy.CameraMean, 0);
        readout.ClassSums.CopyTo(copy.ClassSums, 0);
        readout.ClassCounts.CopyTo(copy.ClassCounts, 0);
        return copy;
    }
}
