namespace LlsEdge.Learning
{
    /// <summary>
    /// What LLS-M and LLS-MxM learn beside the weights: how much each row of the basis says about each class, in every layer on its own.
    /// <code>
    /// LLS-M     s_c = m_c·q_c         r_c = m_c·e_c         dm_c  = q_c·e_c/T
    /// LLS-MxM   s_j = Σ_i q_i·M_ij    r_i = Σ_j M_ij·e_j    dM_ij = q_i·e_j/T
    /// </code>
    /// Kept as int16 in Q12 (within ±8) and rounded stochastically.
    /// </summary>
    public sealed class ScoreModulation
    {
        /// <summary>The largest magnitude of an entry.</summary>
        public const int Limit = 32767;

        // The rounding streams of a layer's rows are numbered: output channels first (at most 256), then the rows of M.
        private const int FirstStream = 256;

        private readonly int _rows;
        private readonly int _classes;
        private readonly bool _diagonal;

        /// <summary>Allocates a modulation of zeros.</summary>
        /// <param name="kind"><see cref="RuleKind.Diagonal"/> or <see cref="RuleKind.Matrix"/>.</param>
        /// <param name="rows">R.</param>
        /// <param name="classes">C.</param>
        public ScoreModulation(int kind, int rows, int classes)
        {
            _rows = rows;
            _classes = classes;
            _diagonal = kind == RuleKind.Diagonal;
            Entries = new short[_diagonal ? classes : rows * classes];
        }

        /// <summary>Gets M in Q12, row after row, or m.</summary>
        public short[] Entries { get; }

        /// <summary>Gets or sets the learning rate's mantissa, 128 to 255: the rate is mantissa/128 · 2⁻ˢʰⁱᶠᵗ.</summary>
        public int RateMantissa { get; set; }

        /// <summary>Gets or sets the learning rate's exponent.</summary>
        public int RateShift { get; set; }

        /// <summary>Gets how many entries of the last update hit their limits.</summary>
        public int Saturations { get; private set; }

        /// <summary>Computes s.</summary>
        /// <param name="similarities">q in Q12.</param>
        /// <param name="scores">Receives s in Q24.</param>
        [Kernel]
        public void Score(int[] similarities, long[] scores)
        {
            short[] entries = Entries;
            int classes = _classes;
            if (_diagonal)
            {
                for (int c = 0; c < classes; c++)
                {
                    scores[c] = (long)similarities[c] * entries[c];
                }

                return;
            }

            for (int c = 0; c < classes; c++)
            {
                int at = c;
                long sum = 0;
                for (int i = 0; i < _rows; i++)
                {
                    sum += (long)similarities[i] * entries[at];
                    at += classes;
                }

                scores[c] = sum;
            }
        }

        /// <summary>Computes r/T.</summary>
        /// <param name="errors">e in Q15.</param>
        /// <param name="inverseTemperature">1/T in sixteenths.</param>
        /// <param name="residuals">Receives r/T in Q15, rounded down.</param>
        [Kernel]
        public void SendBack(int[] errors, int inverseTemperature, int[] residuals)
        {
            short[] entries = Entries;
            int classes = _classes;
            int at = 0;
            for (int i = 0; i < _rows; i++)
            {
                long sum = 0;
                if (_diagonal)
                {
                    sum = (long)errors[i] * entries[i];
                }
                else
                {
                    for (int c = 0; c < classes; c++)
                    {
                        sum += (long)errors[c] * entries[at];
                        at++;
                    }
                }

                residuals[i] = (int)((sum * inverseTemperature) >> 16);
            }
        }

        /// <summary>Moves M against its gradient.</summary>
        /// <param name="similarities">q in Q12.</param>
        /// <param name="errors">e in Q15.</param>
        /// <param name="inverseTemperature">1/T in sixteenths.</param>
        /// <param name="seed">The model's seed.</param>
        /// <param name="step">The training step.</param>
        /// <param name="layerIndex">The layer's index.</param>
        [Kernel]
        public void Learn(int[] similarities, int[] errors, int inverseTemperature, int seed, int step, int layerIndex)
        {
            // e/T has Q19 and M has q's Q12.
            short[] entries = Entries;
            int shift = 19 + RateShift;
            int mask = (1 << shift) - 1;
            int randomShift = 32 - shift;
            int gain = inverseTemperature * RateMantissa;
            int saturations = 0;
            int columns = _diagonal ? 1 : _classes;
            int at = 0;
            for (int i = 0; i < _rows; i++)
            {
                int random = StochasticRounding.Key(seed, step, layerIndex, FirstStream + i);
                long rowGain = (long)similarities[i] * gain;
                int error = i;
                for (int c = 0; c < columns; c++)
                {
                    if (!_diagonal)
                    {
                        error = c;
                    }

                    random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                    int entry = entries[at] - (int)((((rowGain * errors[error]) >> 7) + ((random >> randomShift) & mask)) >> shift);
                    if (entry > Limit)
                    {
                        entry = Limit;
                        saturations++;
                    }
                    else if (entry < -Limit)
                    {
                        entry = -Limit;
                        saturations++;
                    }

                    entries[at] = (short)entry;
                    at++;
                }
            }

            Saturations = saturations;
        }
    }
}
