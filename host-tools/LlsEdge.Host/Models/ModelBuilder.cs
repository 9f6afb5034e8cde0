using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>Makes an untrained model of a description: number formats chosen from the weights' expected range, weights drawn by He's rule.</summary>
public static class ModelBuilder
{
    // Inputs are standardised: in steps of 1/16 they reach ±7.9 deviations.
    internal const int InputExponent = 4;

    // The file keeps 16/T in a byte.
    private const double CoolestTemperature = 0.063;
    private const double HottestTemperature = 16;

    /// <summary>Builds the model.</summary>
    /// <param name="description">What to build.</param>
    /// <param name="seed">The seed of weights and stochastic rounding.</param>
    /// <returns>A model whose layers learn at their factory rates (those with rate 0 are frozen) and whose readout reads zeros until it is trained.</returns>
    /// <exception cref="ModelException">A shape or rate is outside what the kernels can do.</exception>
    public static Model Build(ModelDescription description, int seed)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (IdentityTail.IsIn(description))
        {
            LayerDescription tail = description.Layers[^1];
            return IdentityTail.Append(Build(IdentityTail.Without(description), seed), tail, tail.FactoryRate);
        }

        if (description.Layers.Any(layer => layer.Copies))
        {
            throw new ModelException($"A layer of '{description.Name}' copies its input, but only the last one can.");
        }

        if (description.Temperature is not (>= CoolestTemperature and <= HottestTemperature))
        {
            throw new ModelException(
                $"The temperature {description.Temperature} of '{description.Name}' cannot be kept: choose one from {CoolestTemperature} to {HottestTemperature}.");
        }

        var random = new Random(seed);
        var model = new Model
        {
            FrameSize = description.FrameSize,
            DownsampleFactor = description.Downsample,
            InputExponent = InputExponent,
            ClassCount = description.Classes.Count,
            InverseTemperature = (int)Math.Round(16 / description.Temperature),
            Seed = seed,
            Rule = (int)description.Rule,
            BasisKind = (int)description.Basis,
            BasisRows = description.Rows ?? description.Classes.Count,
            Names = EncodeNames(description),
            Layers = new ConvolutionLayer[description.Layers.Count],
        };
        int fanIn = 1;
        for (int i = 0; i < model.Layers.Length; i++)
        {
            LayerDescription layer = description.Layers[i];
            fanIn *= layer.Kernel * layer.Kernel;
            model.Layers[i] = DescribeLayer(layer, fanIn);
            fanIn = layer.Channels;
        }

        ThrowIfRuleIsUnknown(description, model);
        if (model.Layers.Length is < 1 or > Model.MaxLayers || !ModelLimits.LinkLayers(model))
        {
            throw new ModelException($"The model '{description.Name}' cannot be built: {ExplainLimits()}");
        }

        ReadoutTap[] taps = [.. description.Readout.Taps.Select(t => new ReadoutTap(t.Layer, t.Grid))];
        int features = taps.Any(t => t.Layer < 0) ? 0 : ModelLimits.CountFeatures(model.Layers, taps);
        if (features == 0 || taps.Length > Model.MaxTaps)
        {
            throw new ModelException($"The readout of '{description.Name}' does not fit: each tap names a layer (from 0) and a grid of equal cells on its map, at most {Model.MaxTaps} taps and 4096 features.");
        }

        model.Readout = new Readout(taps, features, model.ClassCount) { Learns = false, TracksCamera = false };
        SetRate(model.Readout, description.Readout.FactoryRate);
        model.Basis = BasisTable.Create(description.Basis, model.BasisRows, model.LongestLatent, seed);
        foreach (ConvolutionLayer layer in model.Layers)
        {
            DrawWeights(layer, random);
        }

        if (description.Rule != LocalRule.Lls)
        {
            foreach (ConvolutionLayer layer in model.Layers)
            {
                layer.Modulation = DrawModulation(model, description, random);
            }
        }

        return model;
    }

    /// <summary>Sets a layer's learning rate.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rate">The rate.</param>
    public static void SetRate(ConvolutionLayer layer, double rate)
    {
        ArgumentNullException.ThrowIfNull(layer);
        LearningRate encoded = LearningRate.FromDouble(rate);
        layer.RateMantissa = encoded.Mantissa;
        layer.RateShift = encoded.Shift;
    }

    /// <summary>Sets a modulation's learning rate.</summary>
    /// <param name="modulation">The modulation.</param>
    /// <param name="rate">The rate.</param>
    public static void SetRate(ScoreModulation modulation, double rate)
    {
        ArgumentNullException.ThrowIfNull(modulation);
        LearningRate encoded = LearningRate.FromDouble(rate);
        modulation.RateMantissa = encoded.Mantissa;
        modulation.RateShift = encoded.Shift;
    }

    /// <summary>Sets a readout's learning rate.</summary>
    /// <param name="readout">The readout.</param>
    /// <param name="rate">The rate.</param>
    public static void SetRate(Readout readout, double rate)
    {
        ArgumentNullException.ThrowIfNull(readout);
        LearningRate encoded = LearningRate.FromDouble(rate);
        readout.RateMantissa = encoded.Mantissa;
        readout.RateShift = encoded.Shift;
    }

    /// <summary>
    /// Gives a layer that comes with sense already a modulation that starts as plain LLS: each class hears its own row alone. The paper's start, near zero,
    /// is for layers that start from nothing.
    /// </summary>
    /// <param name="model">The model: rule, rows, classes.</param>
    /// <param name="rate">The modulation's rate.</param>
    /// <returns>m = 1 or M = 1.</returns>
    public static ScoreModulation StartModulation(Model model, double rate = 0.01)
    {
        ArgumentNullException.ThrowIfNull(model);
        var modulation = new ScoreModulation(model.Rule, model.BasisRows, model.ClassCount);
        int step = model.Rule == RuleKind.Diagonal ? 1 : model.ClassCount + 1;
        for (int c = 0; c < Math.Min(model.BasisRows, model.ClassCount); c++)
        {
            modulation.Entries[c * step] = 4096;
        }

        SetRate(modulation, rate);
        return modulation;
    }

    /// <summary>Chooses W for weights drawn by He's rule.</summary>
    /// <param name="weightBits">Bits of a weight.</param>
    /// <param name="fanIn">The weights of an output.</param>
    /// <returns>W.</returns>
    internal static int ChooseWeightExponent(int weightBits, int fanIn)
    {
        // Four deviations, with room to grow.
        double largest = 4 * Math.Sqrt(2.0 / fanIn);
        int limit = (1 << (weightBits - 1)) - 1;
        int coarser = 8 - weightBits;
        return Math.Clamp((int)Math.Floor(Math.Log2(limit / largest)), Math.Max(0, 5 - coarser), 10 - coarser);
    }

    private static ConvolutionLayer DescribeLayer(LayerDescription description, int fanIn)
    {
        var layer = new ConvolutionLayer
        {
            OutputChannels = description.Channels,
            KernelSize = description.Kernel,
            Stride = description.Stride,
            Padding = description.Padding,
            PoolGrid = description.Pool,
            WeightExponent = ChooseWeightExponent(description.WeightBits, fanIn),
            OutputExponent = description.ActivationExponent,
            SignalExponent = description.SignalExponent,
            ActivationBits = description.ActivationBits,
            WeightBits = description.WeightBits,
            MasterBits = description.MasterBits,
            Learns = description.FactoryRate > 0,
        };
        if (layer.Learns)
        {
            SetRate(layer, description.FactoryRate);
        }

        return layer;
    }

    private static void DrawWeights(ConvolutionLayer layer, Random random)
    {
        int count = layer.OutputChannels * layer.WeightsPerChannel;
        layer.Weights = new sbyte[count];
        layer.Masters = new short[count];
        layer.Bias = new int[layer.OutputChannels];
        double deviation = Math.Sqrt(2.0 / layer.WeightsPerChannel) * Math.Pow(2, layer.WeightExponent + layer.MasterFraction);
        for (int i = 0; i < count; i++)
        {
            layer.Masters[i] = (short)Math.Clamp(Math.Round(BasisTable.DrawNormal(random) * deviation), layer.SmallestMaster, layer.LargestMaster);
        }

        layer.RoundMasters();
    }

    private static ScoreModulation DrawModulation(Model model, ModelDescription description, Random random)
    {
        const double Deviation = 0.01;
        var modulation = new ScoreModulation(model.Rule, model.BasisRows, model.ClassCount);
        for (int i = 0; i < modulation.Entries.Length; i++)
        {
            modulation.Entries[i] = (short)Math.Round(BasisTable.DrawNormal(random) * Deviation * 4096);
        }

        SetRate(modulation, description.ModulationRate);
        return modulation;
    }

    private static void ThrowIfRuleIsUnknown(ModelDescription description, Model model)
    {
        if (description.Rule != LocalRule.LlsMxM && model.BasisRows != model.ClassCount)
        {
            throw new ModelException($"'{description.Name}' asks for {model.BasisRows} rows, but only lls-mxm can have another number of rows than of classes: leave out 'rows', or choose that rule.");
        }

        if (model.BasisRows is < 2 or > Model.MaxBasisRows)
        {
            throw new ModelException($"'{description.Name}' asks for {model.BasisRows} rows: choose 2 to {Model.MaxBasisRows}.");
        }

        if (description.Basis == LocalBasis.Antipodal && (model.ClassCount != 2 || model.BasisRows != 2))
        {
            throw new ModelException($"The antipodal basis of '{description.Name}' is for two classes and two rows: choose another basis.");
        }
    }

    private static byte[] EncodeNames(ModelDescription description)
    {
        string names = string.Join('\n', description.Classes.Prepend(description.Name));
        if (!Ascii.IsValid(names) || names.Length > ModelFormat.LongestNames || description.Classes.Any(c => c.Contains('\n') || c.Length == 0))
        {
            throw new ModelException($"The names of '{description.Name}' and its classes must be ASCII, not empty, and at most {ModelFormat.LongestNames} characters together.");
        }

        return Encoding.ASCII.GetBytes(names);
    }

    private static string ExplainLimits() =>
        $"at most {Model.MaxLayers} layers of at most {ModelLimits.MostChannels} channels (multiples of 4), kernels 1–5, strides 1–4, a pool grid of equal cells on the output, "
        + $"an input of at most {ModelLimits.LargestInput} pixels that is a whole fraction of the frame, 2–{Model.MaxClasses} classes.";
}
