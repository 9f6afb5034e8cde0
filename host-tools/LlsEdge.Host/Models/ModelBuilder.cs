using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>Makes an untrained model of a description: number formats chosen from the weights' expected range, weights drawn by He's rule.</summary>
public static class ModelBuilder
{
    // Inputs are standardised: in steps of 1/16 they reach ±7.9 deviations.
    private const int InputExponent = 4;

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

        if (model.Layers.Length is < 1 or > Model.MaxLayers || !ModelLimits.LinkLayers(model))
        {
            throw new ModelException($"The model '{description.Name}' cannot be built: {ExplainLimits()}");
        }

        ReadoutTap[] taps = [.. description.Readout.Taps.Select(t => new ReadoutTap(t.Layer, t.Grid))];
        int features = taps.Any(t => t.Layer < 0) ? 0 : ModelLimits.CountFeatures(model.Layers, taps);
        if (features == 0 || taps.Length > Model.MaxTaps)
        {
            throw new ModelException($"The readout of '{description.Name}' does not fit: each tap names a layer (from 0) and a grid that divides its output size, at most {Model.MaxTaps} taps and 4096 features.");
        }

        model.Readout = new Readout(taps, features, model.ClassCount) { Learns = false, TracksCamera = false };
        SetRate(model.Readout, description.Readout.FactoryRate);
        model.Basis = new SquareBasis(model.ClassCount, model.LongestLatent);
        BasisTable.Fill(model.Basis, model.LongestLatent);
        foreach (ConvolutionLayer layer in model.Layers)
        {
            DrawWeights(layer, random);
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

    private static ConvolutionLayer DescribeLayer(LayerDescription description, int fanIn)
    {
        // Four deviations of He's rule, with room to grow.
        double largest = 4 * Math.Sqrt(2.0 / fanIn);
        int weightExponent = (int)Math.Floor(Math.Log2(127 / largest));
        var layer = new ConvolutionLayer
        {
            OutputChannels = description.Channels,
            KernelSize = description.Kernel,
            Stride = description.Stride,
            Padding = description.Padding,
            PoolGrid = description.Pool,
            WeightExponent = Math.Clamp(weightExponent, 5, 10),
            OutputExponent = description.ActivationExponent,
            SignalExponent = 16,
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
        short[] masters = new short[count];
        layer.Bias = new int[layer.OutputChannels];
        double deviation = Math.Sqrt(2.0 / layer.WeightsPerChannel) * Math.Pow(2, layer.WeightExponent + 8);
        for (int i = 0; i < count; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            masters[i] = (short)Math.Clamp(Math.Round(normal * deviation), ConvolutionUpdate.SmallestMaster, ConvolutionUpdate.LargestMaster);
        }

        layer.Masters = masters;
        layer.RoundMasters();
        if (!layer.Learns)
        {
            layer.Masters = null!;
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
        $"at most {Model.MaxLayers} layers of at most {ModelLimits.MostChannels} channels (multiples of 4), kernels 1–5, strides 1–4, a pool grid that divides the output, "
        + $"an input of at most {ModelLimits.LargestInput} pixels that is a whole fraction of the frame, 2–{Model.MaxClasses} classes.";
}
