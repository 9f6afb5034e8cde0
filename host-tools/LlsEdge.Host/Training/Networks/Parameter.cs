using System.Numerics;
using System.Runtime.InteropServices;
using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Values that learn, by schedule-free AdamW (Defazio et al., 2024) without weight decay: gradients are taken at y, steps are made at z, and what counts
/// is x, the running average of z.
/// </summary>
internal sealed class Parameter
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _z;
    private readonly float[] _second;
    private readonly float[] _kept;
    private int _step;

    public Parameter(float[] values)
    {
        Values = values;
        Gradient = new float[values.Length];
        _z = [.. values];
        _second = new float[values.Length];
        _kept = new float[values.Length];
    }

    /// <summary>Gets y while training, x between <see cref="UseAverage"/> and <see cref="UseTraining"/>.</summary>
    public float[] Values { get; }

    public float[] Gradient { get; }

    /// <summary>Makes a whole step.</summary>
    public void Step(float rate)
    {
        BeginStep();
        Step(rate, 0, Values.Length);
    }

    /// <summary>Begins a step whose values several threads share.</summary>
    public void BeginStep() => _step++;

    /// <summary>Makes the step of some values.</summary>
    public void Step(float rate, int from, int count)
    {
        // With a constant rate all steps weigh the same in the average.
        float weight = 1f / _step;
        float back = rate * ((Beta1 * (1 - weight)) - 1);
        float correction = 1 / (1 - MathF.Pow(Beta2, _step));
        Span<Vector<float>> ys = MemoryMarshal.Cast<float, Vector<float>>(Values.AsSpan(from, count));
        Span<Vector<float>> zs = MemoryMarshal.Cast<float, Vector<float>>(_z.AsSpan(from, count));
        Span<Vector<float>> seconds = MemoryMarshal.Cast<float, Vector<float>>(_second.AsSpan(from, count));
        Span<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(Gradient.AsSpan(from, count));
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < ys.Length; i++)
        {
            Vector<float> g = gradients[i];
            Vector<float> second = (Beta2 * seconds[i]) + ((1 - Beta2) * g * g);
            seconds[i] = second;
            g /= Vector.SquareRoot(second * correction) + epsilon;
            Vector<float> y = ys[i];
            ys[i] = y + (weight * (zs[i] - y)) + (back * g);
            zs[i] -= rate * g;
        }

        for (int i = from + (ys.Length * Vector<float>.Count); i < from + count; i++)
        {
            float g = Gradient[i];
            _second[i] = (Beta2 * _second[i]) + ((1 - Beta2) * g * g);
            g /= MathF.Sqrt(_second[i] * correction) + Epsilon;
            Values[i] += (weight * (_z[i] - Values[i])) + (back * g);
            _z[i] -= rate * g;
        }
    }

    /// <summary>Writes all that the following steps depend on.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_step);
        writer.WriteFloats(Values);
        writer.WriteFloats(_z);
        writer.WriteFloats(_second);
    }

    /// <summary>Goes back to what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        _step = reader.ReadInt32();
        reader.ReadFloats(Values);
        reader.ReadFloats(_z);
        reader.ReadFloats(_second);
    }

    /// <summary>Puts x in the place of y.</summary>
    public void UseAverage()
    {
        Values.CopyTo(_kept, 0);
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] += (1 - (1 / Beta1)) * (_z[i] - Values[i]);
        }
    }

    /// <summary>Puts y back.</summary>
    public void UseTraining() => _kept.CopyTo(Values, 0);
}
