namespace LlsEdge.Host.Training.Networks;

/// <summary>Adaptive average pooling to a grid of cells.</summary>
internal sealed class AveragePoolStage(FeatureShape input, int grid, int batch) : Stage(input, new FeatureShape(input.Channels, grid, grid), batch)
{
    private readonly CellAverage _average = new(input, grid, grid);

    public override string Name => "average-pool";

    public override void Forward(float[] input, int frames, PassMode mode) =>
        Chunks.Run(Team, frames, (_, first, count) =>
        {
            for (int i = first * _average.Count; i < (first + count) * _average.Count; i++)
            {
                ReadOnlySpan<float> map = input.AsSpan(i / _average.Count * Input.Length, Input.Length);
                _average.Average(i % _average.Count, map, Output.AsSpan(i * Input.Channels, Input.Channels));
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
            for (int f = first; f < first + count; f++)
            {
                _average.Begin(inputError.AsSpan(f * Input.Length, Input.Length));
            }

            for (int i = first * _average.Count; i < (first + count) * _average.Count; i++)
            {
                _average.Spread(
                    i % _average.Count, Error.AsSpan(i * Input.Channels, Input.Channels), inputError.AsSpan(i / _average.Count * Input.Length, Input.Length));
            }
        });
    }
}
