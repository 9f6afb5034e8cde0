namespace LlsEdge.Host.Tflite.Reference;

/// <summary>
/// The fixed-point functions of TensorFlow Lite's reference kernels, word for word: gemmlowp/fixedpoint/fixedpoint.h and
/// tensorflow/lite/kernels/internal/common.cc, with double rounding, which is the default.
/// </summary>
internal static class ReferenceArithmetic
{
    /// <summary><c>MultiplyByQuantizedMultiplier</c>.</summary>
    public static int MultiplyByQuantizedMultiplier(int x, int multiplier, int shift)
    {
        int leftShift = shift > 0 ? shift : 0;
        int rightShift = shift > 0 ? 0 : -shift;
        return RoundingDivideByPowerOfTwo(SaturatingRoundingDoublingHighMul(unchecked(x * (1 << leftShift)), multiplier), rightShift);
    }

    /// <summary><c>SaturatingRoundingDoublingHighMul</c>.</summary>
    public static int SaturatingRoundingDoublingHighMul(int a, int b)
    {
        if (a == b && a == int.MinValue)
        {
            return int.MaxValue;
        }

        long product = (long)a * b;
        int nudge = product >= 0 ? 1 << 30 : 1 - (1 << 30);
        return (int)((product + nudge) / (1L << 31));
    }

    /// <summary><c>RoundingDivideByPOT</c>.</summary>
    public static int RoundingDivideByPowerOfTwo(int x, int exponent)
    {
        int mask = (int)((1L << exponent) - 1);
        int remainder = x & mask;
        int threshold = (mask >> 1) + (x < 0 ? 1 : 0);
        return (x >> exponent) + (remainder > threshold ? 1 : 0);
    }
}
