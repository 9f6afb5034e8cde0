namespace LlsEdge.Learning
{
    /// <summary>
    /// Softmax without floats: scores in Q8 (1/256 nat), probabilities in Q15. e⁻ᵈ comes from a table with a step of 1/16 nat and linear interpolation
    /// (relative error below 5·10⁻⁴); beyond 10.375 nats it is 0.
    /// </summary>
    public static class Softmax
    {
        /// <summary>Probability one, in Q15.</summary>
        public const int One = 1 << 15;

        private const int TableLength = 168;
        private const int LastDistance = ((TableLength - 2) << 4) - 1;

        private static readonly short[] s_exponential = BuildTable();

        /// <summary>Computes p = softmax(scores).</summary>
        /// <param name="scores">Scores in Q8.</param>
        /// <param name="probabilities">Receives the probabilities in Q15, rounded down; they add up to at most <see cref="One"/>.</param>
        /// <param name="count">The number of classes.</param>
        [Kernel]
        public static void Apply(int[] scores, int[] probabilities, int count)
        {
            short[] table = s_exponential;
            int best = scores[0];
            for (int c = 1; c < count; c++)
            {
                if (scores[c] > best)
                {
                    best = scores[c];
                }
            }

            int total = 0;
            for (int c = 0; c < count; c++)
            {
                int distance = best - scores[c];
                int value = 0;
                if (distance <= LastDistance)
                {
                    int at = distance >> 4;
                    int high = table[at];
                    value = high - (((high - table[at + 1]) * (distance & 15)) >> 4);
                }

                probabilities[c] = value;
                total += value;
            }

            for (int c = 0; c < count; c++)
            {
                probabilities[c] = (probabilities[c] << 15) / total;
            }
        }

        private static short[] BuildTable()
        {
            // e^(-1/16) in Q30; the running product stays within one unit of Q30 an entry, far below the Q15 that is kept.
            const long Factor = 1008687096;
            short[] table = new short[TableLength];
            long value = 32767L << 15;
            for (int i = 0; i < TableLength; i++)
            {
                table[i] = (short)((value + (1 << 14)) >> 15);
                value = (value * Factor) >> 30;
            }

            return table;
        }
    }
}
