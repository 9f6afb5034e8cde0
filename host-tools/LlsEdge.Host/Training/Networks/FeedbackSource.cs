using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Fixed random matrices straight from the output to a stage's activations: of the classifier's error (direct feedback alignment), or of the label alone
/// (direct random target projection, where −y stands for p − y).
/// </summary>
internal sealed class FeedbackSource : ErrorSource
{
    private readonly int _length;
    private readonly bool _targetsOnly;
    private readonly float[][] _matrix;

    public FeedbackSource(FeatureShape shape, int classes, bool targetsOnly, Random random)
    {
        _length = shape.Length;
        _targetsOnly = targetsOnly;
        float scale = 1 / MathF.Sqrt(_length);
        _matrix = [.. Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, _length).Select(_ => scale * (float)Basis.NextNormal(random)).ToArray())];
    }

    public override long MacsPerFrame => (long)_matrix.Length * _length;

    public override void Compute(float[] map, int frames, byte[] labels, float[] outputError, float[] error) =>
        Chunks.Run(Team, frames, (_, first, count) =>
        {
            for (int f = first; f < first + count; f++)
            {
                Span<float> target = error.AsSpan(f * _length, _length);
                target.Clear();
                for (int c = 0; c < _matrix.Length; c++)
                {
                    float factor = !_targetsOnly ? outputError[(f * _matrix.Length) + c] : c == labels[f] ? -1f / frames : 0;
                    Lanes.AddScaled(factor, _matrix[c], target);
                }
            }
        });
}
