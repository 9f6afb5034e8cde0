using System.Numerics;

namespace LlsEdge.Host.Training.Networks;

/// <summary>The largest of each 2×2 pixels; an odd last row or column is left out. The error goes to the first of equal pixels.</summary>
internal sealed class MaxPoolStage(FeatureShape input, int batch) : Stage(input, new FeatureShape(input.Channels, input.Height / 2, input.Width / 2), batch)
{
    public override string Name => "max-pool";

    /// <summary>Gets or sets whether the stage below does this one's work.</summary>
    public bool IsAbsorbed { get; set; }

    public override void Forward(float[] input, int frames, PassMode mode) =>
        Chunks.Run(Team, frames, (_, first, count) =>
        {
            for (int line = first * Shape.Height; line < (first + count) * Shape.Height; line++)
            {
                for (int x = 0; x < Shape.Width; x++)
                {
                    int at = At(line, x);
                    Largest(
                        input.AsSpan(at, 2 * Input.Channels), input.AsSpan(at + RowStep, 2 * Input.Channels), Output.AsSpan(To(line, x), Input.Channels));
                }
            }
        });

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        if (inputError is null)
        {
            return;
        }

        Chunks.Run(Team, frames, (_, first, count) =>
        {
            inputError.AsSpan(first * Input.Length, count * Input.Length).Clear();
            for (int line = first * Shape.Height; line < (first + count) * Shape.Height; line++)
            {
                for (int x = 0; x < Shape.Width; x++)
                {
                    Return(input, At(line, x), To(line, x), inputError);
                }
            }
        });
    }

    private int RowStep => Input.Width * Input.Channels;

    /// <summary>The first of an output's four pixels; a line is a row of outputs, over all frames.</summary>
    private int At(int line, int x) => (line / Shape.Height * Input.Length) + (line % Shape.Height * 2 * RowStep) + (2 * x * Input.Channels);

    private int To(int line, int x) => ((line * Shape.Width) + x) * Input.Channels;

    private static void Largest(ReadOnlySpan<float> above, ReadOnlySpan<float> below, Span<float> output)
    {
        int channels = output.Length;
        int c = 0;
        for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector.Max(
                Vector.Max(new Vector<float>(above[c..]), new Vector<float>(above[(channels + c)..])),
                Vector.Max(new Vector<float>(below[c..]), new Vector<float>(below[(channels + c)..]))).CopyTo(output[c..]);
        }

        for (; c < channels; c++)
        {
            output[c] = Math.Max(Math.Max(above[c], above[channels + c]), Math.Max(below[c], below[channels + c]));
        }
    }

    private void Return(float[] input, int at, int to, float[] inputError)
    {
        ReadOnlySpan<int> places = [at, at + Input.Channels, at + RowStep, at + RowStep + Input.Channels];
        for (int c = 0; c < Input.Channels; c++)
        {
            int place = 0;
            while (place < 3 && input[places[place] + c] != Output[to + c])
            {
                place++;
            }

            inputError[places[place] + c] = Error[to + c];
        }
    }
}
