using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// A convolution without bias followed by batch norm: [K][C_in·k·k] weights, then K scales γ, then K offsets β, and running statistics.
/// Batch norm exists on the desk only: before the board's arithmetic comes in, <see cref="Fold"/> makes weights and biases of it.
/// </summary>
internal sealed class NormalisedParameters : LayerParameters
{
    /// <summary>What is added to a variance.</summary>
    public const float Epsilon = 1e-4f;

    private const float Momentum = 0.02f;

    private readonly ConvolutionLayer _layer;
    private bool _hasStatistics;

    public NormalisedParameters(ConvolutionLayer layer)
        : base(layer.OutputChannels * layer.WeightsPerChannel, 2 * layer.OutputChannels)
    {
        _layer = layer;
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
    }

    /// <summary>Folds the running statistics, γ and β into weights and biases.</summary>
    /// <returns>[K][C_in·k·k] weights, then K biases, of a convolution that computes the same.</returns>
    public float[] Fold()
    {
        int channels = _layer.OutputChannels;
        float[] folded = new float[WeightCount + channels];
        for (int k = 0; k < channels; k++)
        {
            float scale = Values[WeightCount + k] / MathF.Sqrt(Variances[k] + Epsilon);
            for (int i = k * _layer.WeightsPerChannel; i < (k + 1) * _layer.WeightsPerChannel; i++)
            {
                folded[i] = Values[i] * scale;
            }

            folded[WeightCount + k] = Values[WeightCount + channels + k] - (Means[k] * scale);
        }

        return folded;
    }
}
