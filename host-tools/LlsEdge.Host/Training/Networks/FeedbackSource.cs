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
    private readonly float[] _factors;

    public FeedbackSource(FeatureShape shape, int classes, bool targetsOnly, Random random, int batch)
    {
        _length = shape.Length;
        _targetsOnly = targetsOnly;
        _factors = new float[batch * classes];
        float scale = 1 / MathF.Sqrt(_length);
        _matrix = [.. Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, _length).Select(_ => scale * (float)Basis.NextNormal(random)).ToArray())];
    }

    public override long MacsPerFrame => (long)_matrix.Length * _length;

    public override void Observe(int frame, ReadOnlySpan<float> map)
    {
    }

    public override void Compute(int frames, byte[] labels, float[] outputError)
    {
        for (int i = 0; i < frames * _matrix.Length; i++)
        {
            _factors[i] = !_targetsOnly ? outputError[i] : i % _matrix.Length == labels[i / _matrix.Length] ? -1f / frames : 0;
        }
    }

    public override void Spread(int frame, Span<float> error)
    {
        error.Clear();
        for (int c = 0; c < _matrix.Length; c++)
        {
            Lanes.AddScaled(_factors[(frame * _matrix.Length) + c], _matrix[c], error);
        }
    }
}
