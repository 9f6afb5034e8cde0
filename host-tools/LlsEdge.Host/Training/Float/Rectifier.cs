using System.Numerics;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Float;

/// <summary>The loops over all values of a map that both kinds of layers share, in SIMD.</summary>
internal static class Rectifier
{
    /// <summary>Clears the errors of activations at 0 and at the top of their range.</summary>
    public static void Mask(Span<float> output, Span<float> error, float largest)
    {
        Span<Vector<float>> outputs = MemoryMarshal.Cast<float, Vector<float>>(output);
        Span<Vector<float>> errors = MemoryMarshal.Cast<float, Vector<float>>(error);
        var top = new Vector<float>(largest);
        for (int i = 0; i < outputs.Length; i++)
        {
            Vector<int> inside = Vector.GreaterThan(outputs[i], Vector<float>.Zero) & Vector.LessThan(outputs[i], top);
            errors[i] = Vector.ConditionalSelect(inside, errors[i], Vector<float>.Zero);
        }

        for (int i = outputs.Length * Vector<float>.Count; i < output.Length; i++)
        {
            error[i] = output[i] > 0 && output[i] < largest ? error[i] : 0;
        }
    }

    /// <summary>Standardises sums in place and gives the activations <c>min(max(scale·normalised + offset, 0), largest)</c>.</summary>
    public static void Normalise(Span<float> sums, Span<float> output, float mean, float inverse, float scale, float offset, float largest)
    {
        Span<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(sums);
        Span<Vector<float>> outputs = MemoryMarshal.Cast<float, Vector<float>>(output);
        var means = new Vector<float>(mean);
        var offsets = new Vector<float>(offset);
        var top = new Vector<float>(largest);
        for (int i = 0; i < rows.Length; i++)
        {
            Vector<float> normalised = (rows[i] - means) * inverse;
            rows[i] = normalised;
            outputs[i] = Vector.Min(Vector.Max((normalised * scale) + offsets, Vector<float>.Zero), top);
        }

        for (int i = rows.Length * Vector<float>.Count; i < sums.Length; i++)
        {
            sums[i] = (sums[i] - mean) * inverse;
            output[i] = MathF.Min(MathF.Max((sums[i] * scale) + offset, 0), largest);
        }
    }

    /// <summary>Rounds activations to multiples of a step, halves up, as the board's requantisation does.</summary>
    public static void RoundToSteps(Span<float> output, float step)
    {
        Span<Vector<float>> outputs = MemoryMarshal.Cast<float, Vector<float>>(output);
        var half = new Vector<float>(0.5f);
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Vector.Floor((outputs[i] * (1 / step)) + half) * step;
        }

        for (int i = outputs.Length * Vector<float>.Count; i < output.Length; i++)
        {
            output[i] = MathF.Floor((output[i] / step) + 0.5f) * step;
        }
    }

    /// <summary>Takes errors through batch norm: <c>scale·(error − meanError − normalised·meanDot)</c>.</summary>
    public static void PassNormalised(Span<float> error, ReadOnlySpan<float> normalised, float scale, float meanError, float meanDot)
    {
        Span<Vector<float>> errors = MemoryMarshal.Cast<float, Vector<float>>(error);
        ReadOnlySpan<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(normalised);
        var means = new Vector<float>(meanError);
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = (errors[i] - means - (rows[i] * meanDot)) * scale;
        }

        for (int i = errors.Length * Vector<float>.Count; i < error.Length; i++)
        {
            error[i] = scale * (error[i] - meanError - (normalised[i] * meanDot));
        }
    }

    /// <summary>Adds values up.</summary>
    public static float Sum(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sums = Vector<float>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            sums += vector;
        }

        float sum = Vector.Sum(sums);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Adds products up.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
