namespace LlsEdge.Learning
{
    /// <summary>Integer helpers shared by the layers. None is called in an inner loop: a call costs the interpreter eight opcodes.</summary>
    public static class FixedPoint
    {
        /// <summary>Limits a value to a closed range.</summary>
        /// <param name="value">The value.</param>
        /// <param name="low">The smallest result.</param>
        /// <param name="high">The largest result.</param>
        /// <returns>The nearest value inside the range.</returns>
        public static int Clamp(int value, int low, int high)
        {
            if (value < low)
            {
                return low;
            }

            return value > high ? high : value;
        }

        /// <summary>Computes ⌊√value⌋ exactly, bit by bit.</summary>
        /// <param name="value">A value in [0, 2⁶²).</param>
        /// <returns>The largest integer whose square does not exceed the value.</returns>
        [Kernel]
        public static long SquareRoot(long value)
        {
            long bit = 1L << 60;
            while (bit > value)
            {
                bit >>= 2;
            }

            long root = 0;
            while (bit != 0)
            {
                if (value >= root + bit)
                {
                    value -= root + bit;
                    root = (root >> 1) + bit;
                }
                else
                {
                    root >>= 1;
                }

                bit >>= 2;
            }

            return root;
        }
    }
}
