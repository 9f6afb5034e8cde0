namespace LlsEdge.Host.Training.Networks;

/// <summary>The largest of each 2×2 pixels; an odd last row or column is left out. The error goes to the first of equal pixels.</summary>
internal sealed class MaxPoolStage(FeatureShape input, int batch) : Stage(input, new FeatureShape(input.Channels, input.Height / 2, input.Width / 2), batch)
{
    public override string Name => "max-pool";

    public override void Forward(float[] input, int frames, PassMode mode) =>
        Chunks.Run(Team, frames, (_, first, count) => Visit(first, count, (at, right, below, to) =>
        {
            for (int c = 0; c < Input.Channels; c++)
            {
                Output[to + c] = Math.Max(Math.Max(input[at + c], input[at + right + c]), Math.Max(input[at + below + c], input[at + below + right + c]));
            }
        }));

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        if (inputError is null)
        {
            return;
        }

        Chunks.Run(Team, frames, (_, first, count) =>
        {
            inputError.AsSpan(first * Input.Length, count * Input.Length).Clear();
            Visit(first, count, (at, right, below, to) =>
            {
                for (int c = 0; c < Input.Channels; c++)
                {
                    float largest = Output[to + c];
                    int winner = input[at + c] == largest ? at
                        : input[at + right + c] == largest ? at + right
                        : input[at + below + c] == largest ? at + below
                        : at + below + right;
                    inputError[winner + c] = Error[to + c];
                }
            });
        });
    }

    private void Visit(int firstFrame, int frames, Action<int, int, int, int> visit)
    {
        int below = Input.Width * Input.Channels;
        for (int f = firstFrame; f < firstFrame + frames; f++)
        {
            for (int y = 0; y < Shape.Height; y++)
            {
                for (int x = 0; x < Shape.Width; x++)
                {
                    int at = (f * Input.Length) + (2 * y * below) + (2 * x * Input.Channels);
                    visit(at, Input.Channels, below, (f * Shape.Length) + (((y * Shape.Width) + x) * Input.Channels));
                }
            }
        }
    }
}
