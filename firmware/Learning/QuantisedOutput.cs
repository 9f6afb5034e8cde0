namespace LlsEdge.Learning
{
    /// <summary>
    /// From sums of 32 bits to int8, as TensorFlow Lite's reference kernels do it (<c>MultiplyByQuantizedMultiplier</c> with double rounding,
    /// kernels/internal/common.cc): shifted left by a positive exponent; times the multiplier, the upper half of the doubled product rounded to the nearest,
    /// halves upwards; shifted right by a negative exponent, halves away from zero; plus the zero point; clamped.
    /// </summary>
    public static class QuantisedOutput
    {
        private const long HalfOfProduct = 1L << 30;

        /// <summary>Writes one channel's outputs.</summary>
        /// <param name="sums">The sums.</param>
        /// <param name="count">How many.</param>
        /// <param name="multiplier">The channel's multiplier.</param>
        /// <param name="exponent">The channel's exponent.</param>
        /// <param name="zero">The zero point.</param>
        /// <param name="least">The smallest output.</param>
        /// <param name="most">The largest output.</param>
        /// <param name="maps">The maps' memory.</param>
        /// <param name="target">Where the first output goes.</param>
        /// <param name="step">From one output to the next.</param>
        [Kernel]
        public static void Write(int[] sums, int count, int multiplier, int exponent, int zero, int least, int most, sbyte[] maps, int target, int step)
        {
            int right = exponent < 0 ? -exponent & 31 : 0;
            long factor = exponent > 0 ? (long)multiplier << (exponent & 31) : multiplier;
            long halfOfProduct = HalfOfProduct;
            long half = right > 0 ? 1L << (right - 1) : 0;

            // All ones where there is something to round: what lies below zero is rounded the other way.
            long rounds = right > 0 ? -1 : 0;
            for (int i = 0; i < count; i++)
            {
                long high = ((sums[i] * factor) + halfOfProduct) >> 31;
                int value = (int)((high + half + ((high >> 63) & rounds)) >> right) + zero;
                maps[target] = (sbyte)(value < least ? least : value > most ? most : value);
                target += step;
            }
        }

        /// <summary>Scales one number.</summary>
        /// <param name="value">The number.</param>
        /// <param name="multiplier">The multiplier.</param>
        /// <param name="exponent">The exponent.</param>
        /// <returns>The number, times multiplier · 2^(exponent − 31), rounded as above.</returns>
        [Kernel]
        public static int Scale(int value, int multiplier, int exponent)
        {
            int left = exponent > 0 ? exponent & 31 : 0;
            int right = exponent < 0 ? -exponent & 31 : 0;
            long high = (((long)(value << left) * multiplier) + HalfOfProduct) >> 31;
            return right == 0 ? (int)high : (int)((high + (1L << (right - 1)) + (high >> 63)) >> right);
        }
    }
}
