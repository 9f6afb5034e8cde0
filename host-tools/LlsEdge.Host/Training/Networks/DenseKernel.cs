using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>A linear layer. It has more weights than a batch has values, so that threads share the weights and not the frames.</summary>
internal sealed class DenseKernel(FeatureShape input, FeatureShape output) : ConvolutionKernel(input, output, 1, 1)
{
    /// <summary>Inputs or outputs that a thread takes at a time.</summary>
    private const int Share = 32;

    public override void Forward(Team team, float[] input, int frames, float[] weights, float[] output) =>
        Run(team, Output.Channels, (from, count) => Gemm.MultiplyColumns(input, weights, output, frames, Input.Channels, Output.Channels, from, count));

    public override void Backward(Team team, float[] input, int frames, float[] weights, float[] error, float[] gradient, float[]? inputError) =>
        Run(team, Input.Channels, (from, count) =>
        {
            Gemm.MultiplyTransposedLeftRows(input, error, gradient, Input.Channels, frames, Output.Channels, from, count);
            if (inputError is not null)
            {
                Gemm.MultiplyTransposedRightColumns(error, weights, inputError, frames, Output.Channels, Input.Channels, from, count);
            }
        });

    private static void Run(Team team, int length, Action<int, int> work) =>
        team.Run((length + Share - 1) / Share, i => work(i * Share, Math.Min(Share, length - (i * Share))));
}
