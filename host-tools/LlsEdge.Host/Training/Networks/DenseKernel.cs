using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>A linear layer. It has more weights than a batch has values, so that threads share the weights and not the frames.</summary>
internal sealed class DenseKernel(FeatureShape input, FeatureShape output) : ConvolutionKernel(input, output, 1, 1)
{
    /// <summary>Inputs or outputs that a thread takes at a time.</summary>
    private const int Share = 32;

    public override bool GoesByFrames => false;

    public override void Forward(Team team, float[] input, int frames, float[] weights, float[] output, Action<int, int> done)
    {
        Run(team, Output.Channels, (from, count) => Gemm.MultiplyColumns(input, weights, output, frames, Input.Channels, Output.Channels, from, count));
        done(0, frames);
    }

    public override void Backward(Team team, float[] input, int frames, float[] weights, FrameErrors errors, float[] gradient, float[]? inputError) =>
        Run(team, Input.Channels, (from, count) =>
        {
            ReadOnlySpan<float> error = errors(0, frames);
            Gemm.MultiplyTransposedLeftRows(input, error, gradient, Input.Channels, frames, Output.Channels, from, count);
            if (inputError is not null && Output.Channels < Share)
            {
                // Too few products for a sum along them in vectors.
                MultiplyTransposed(error, weights, inputError, frames, from, count);
            }
            else if (inputError is not null)
            {
                Gemm.MultiplyTransposedRightColumns(error, weights, inputError, frames, Output.Channels, Input.Channels, from, count);
            }
        });

    private void MultiplyTransposed(ReadOnlySpan<float> error, float[] weights, float[] inputError, int frames, int from, int count)
    {
        int outputs = Output.Channels;
        Span<float> columns = stackalloc float[outputs * count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < outputs; k++)
            {
                columns[(k * count) + i] = weights[((from + i) * outputs) + k];
            }
        }

        for (int f = 0; f < frames; f++)
        {
            Span<float> target = inputError.AsSpan((f * Input.Channels) + from, count);
            target.Clear();
            for (int k = 0; k < outputs; k++)
            {
                Lanes.AddScaled(error[(f * outputs) + k], columns.Slice(k * count, count), target);
            }
        }
    }

    private static void Run(Team team, int length, Action<int, int> work) =>
        team.Run((length + Share - 1) / Share, i => work(i * Share, Math.Min(Share, length - (i * Share))));
}
