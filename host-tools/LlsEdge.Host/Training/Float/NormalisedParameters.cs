using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// A convolution without bias followed by batch norm: [K][C_in·k·k] weights, then K scales γ, then K offsets β, and running statistics.
/// Batch norm exists on the desk only: before the board's arithmetic comes in, <see cref="Fold"/> makes weights and biases of it.
/// Once <see cref="Coarsen"/> was called, forward passes see activations in the board's steps and, in a ternary layer, weights of −1, 0 and +1 and a
/// scale that is a power of two; gradients pass straight through these roundings.
/// </summary>
internal sealed class NormalisedParameters : LayerParameters
{
    /// <summary>What is added to a variance.</summary>
    public const float Epsilon = 1e-4f;

    private const float Momentum = 0.02f;

    // Keeps logarithms finite.
    private const float Tiny = 1e-12f;

    private readonly ConvolutionLayer _layer;
    private readonly bool _ternary;
    private readonly float[] _signs;
    private bool _hasStatistics;

    /// <summary>Starts with a layer's own weights.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="ternary">Whether the board gets <see cref="TernaryRounding">ternary weights</see>.</param>
    public NormalisedParameters(ConvolutionLayer layer, bool ternary = false)
        : base(layer.OutputChannels * layer.WeightsPerChannel, 2 * layer.OutputChannels)
    {
        _layer = layer;
        _ternary = ternary;
        _signs = new float[ternary ? WeightCount : 0];
        Means = new float[layer.OutputChannels];
        Variances = new float[layer.OutputChannels];
        float unit = MathF.Pow(2, -layer.WeightExponent - layer.MasterFraction);
        for (int i = 0; i < WeightCount; i++)
        {
            Values[i] = layer.Masters[i] * unit;
        }

        Values.AsSpan(WeightCount, layer.OutputChannels).Fill(1);
    }

    /// <summary>Gets the running mean of each channel's sums.</summary>
    public float[] Means { get; }

    /// <summary>Gets the running variance of each channel's sums.</summary>
    public float[] Variances { get; }

    /// <summary>Gets a value indicating whether passes round activations to the board's steps.</summary>
    public bool IsCoarse { get; private set; }

    /// <summary>Gets the weights that passes use.</summary>
    public ReadOnlySpan<float> PassWeights => IsCoarse && _ternary ? _signs : Values.AsSpan(0, WeightCount);

    /// <summary>Lets the following passes round as the board will.</summary>
    public void Coarsen()
    {
        IsCoarse = true;
        RoundWeights();
    }

    /// <summary>Gives a channel's scale: γ, or what makes γ/σ, with the running σ, a power of two.</summary>
    /// <param name="channel">The output channel.</param>
    /// <returns>The factor of the normalised sums.</returns>
    public float GetScale(int channel)
    {
        float gamma = Values[WeightCount + channel];
        if (!IsCoarse || !_ternary)
        {
            return gamma;
        }

        float deviation = MathF.Sqrt(Variances[channel] + Epsilon);
        return MathF.CopySign(MathF.Pow(2, MathF.Round(MathF.Log2(MathF.Abs(gamma / deviation) + Tiny))) * deviation, gamma);
    }

    /// <inheritdoc/>
    public override LayerPass CreatePass(int frames) => new NormalisedPass(_layer, this, frames);

    /// <inheritdoc/>
    public override void Step(double rate, double decay, IReadOnlyList<LayerPass> passes)
    {
        base.Step(rate, decay, passes);
        foreach (LayerPass pass in passes)
        {
            var normalised = (NormalisedPass)pass;
            float share = _hasStatistics ? Momentum : 1;
            for (int k = 0; k < Means.Length; k++)
            {
                Means[k] += share * (normalised.Means[k] - Means[k]);
                Variances[k] += share * (normalised.Variances[k] - Variances[k]);
            }

            _hasStatistics = true;
        }

        RoundWeights();
    }

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        base.Write(writer);
        writer.WriteFloats(Means);
        writer.WriteFloats(Variances);
        writer.Write(_hasStatistics);
    }

    /// <inheritdoc/>
    public override void Read(BinaryReader reader)
    {
        base.Read(reader);
        reader.ReadFloats(Means);
        reader.ReadFloats(Variances);
        _hasStatistics = reader.ReadBoolean();
        RoundWeights();
    }

    /// <summary>Folds the running statistics, γ and β into weights and biases.</summary>
    /// <returns>
    /// [K][C_in·k·k] weights, then K biases, of a convolution that computes the same; in a coarse ternary layer once
    /// <see cref="TernaryRounding"/> has rounded them.
    /// </returns>
    public float[] Fold()
    {
        int channels = _layer.OutputChannels;
        float[] folded = new float[WeightCount + channels];
        for (int k = 0; k < channels; k++)
        {
            float scale = GetScale(k) / MathF.Sqrt(Variances[k] + Epsilon);
            int first = k * _layer.WeightsPerChannel;
            float size = IsCoarse && _ternary ? TernaryRounding.GetSize(Values.AsSpan(first, _layer.WeightsPerChannel)) : 1;
            for (int i = first; i < first + _layer.WeightsPerChannel; i++)
            {
                folded[i] = Values[i] * scale / MathF.Max(size, Tiny);
            }

            folded[WeightCount + k] = Values[WeightCount + channels + k] - (Means[k] * scale);
        }

        return folded;
    }

    private void RoundWeights()
    {
        int count = _layer.WeightsPerChannel;
        for (int k = 0; k < _layer.OutputChannels && IsCoarse && _ternary; k++)
        {
            TernaryRounding.RoundToSigns(Values.AsSpan(k * count, count), _signs.AsSpan(k * count, count));
        }
    }
}
