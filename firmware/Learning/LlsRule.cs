namespace LlsEdge.Learning
{
    /// <summary>
    /// LLS, the local learning rule (Apolinario, Roy, Roy, "LLS: Local Learning Rule for Deep Neural Networks Inspired by Neural Activity Synchronization",
    /// WACV 2025): a layer's latent z is compared with a fixed basis B,
    /// and the gradient of that comparison's cross-entropy is the layer's own error; nothing arrives from the layers above.
    /// <code>
    /// u = z/‖z‖   s = B·u   p = softmax(s/T)   e = p − y
    /// g = Bᵀe/T   a = u·g = (e·s)/T            dz = (g − u·a)/‖z‖
    /// </code>
    /// LLS-M and LLS-MxM put a <see cref="ScoreModulation"/> between q = B·u and s, and between e and Bᵀ; a = (e·s)/T holds for them as well.
    /// With z in cell sums the factors of the average cancel: a position's error is δ = (g − u·a)·2ᴴ/‖Σ‖, H the output's exponent (1/‖z‖ carries 2ᴴ·k², the
    /// pooling's gradient 1/k²).
    /// </summary>
    public sealed class LlsRule
    {
        /// <summary>The largest magnitude of a learning signal: 12 bits, so that Σ dz·x over a map of up to 8,000 positions fits 32 bits.</summary>
        public const int SignalLimit = 2047;

        private readonly LatentBasis _basis;
        private readonly int _inverseTemperature;
        private readonly int _classes;
        private readonly long[] _projections;
        private readonly int[] _similarities;
        private readonly long[] _fineScores;
        private readonly int[] _scores;
        private readonly int[] _probabilities;
        private readonly int[] _errors;
        private readonly int[] _residuals;

        /// <summary>Creates the rule.</summary>
        /// <param name="basis">B.</param>
        /// <param name="inverseTemperature">1/T in sixteenths (T = 0.5: 32).</param>
        /// <param name="classes">C.</param>
        public LlsRule(LatentBasis basis, int inverseTemperature, int classes)
        {
            int rows = basis.Rows;
            _basis = basis;
            _inverseTemperature = inverseTemperature;
            _classes = classes;
            _projections = new long[rows];
            _similarities = new int[rows];
            _residuals = new int[rows];
            _fineScores = new long[classes];
            _scores = new int[classes];
            _probabilities = new int[classes];
            _errors = new int[classes];
        }

        /// <summary>Gets p(true class) of the last latent, in Q15.</summary>
        public int TrueProbability { get; private set; }

        /// <summary>Gets how many signals of the last latent exceeded <see cref="SignalLimit"/>.</summary>
        public int Saturations { get; private set; }

        /// <summary>Computes a layer's learning signal.</summary>
        /// <param name="layer">The layer: n, F and the rate's mantissa, which is folded in here so that the update needs a shift only.</param>
        /// <param name="latent">z in cell sums, length n.</param>
        /// <param name="label">The true class.</param>
        /// <param name="signals">Receives dz·2ᶠ·mantissa/128, rounded to nearest, within ±<see cref="SignalLimit"/>.</param>
        /// <returns>False when the latent is all zeros: such a layer has nothing to say and is left alone.</returns>
        [Phase("signal")]
        [Kernel]
        public bool Run(ConvolutionLayer layer, int[] latent, int label, int[] signals)
        {
            int length = layer.LatentLength;
            long squares = 0;
            for (int t = 0; t < length; t++)
            {
                long z = latent[t];
                squares += z * z;
            }

            long norm = FixedPoint.SquareRoot(squares);
            TrueProbability = 0;
            Saturations = 0;
            if (norm == 0)
            {
                return false;
            }

            _basis.Project(latent, length, _projections);
            long alignment = layer.Modulation == null ? Compare(label, norm) : CompareModulated(layer.Modulation, label, norm);

            // u·a = z·(a/‖z‖): a/‖z‖ in Q30 (a has Q23).
            long alignmentOverNorm = (alignment << 7) / norm;
            _basis.ProjectBack(_residuals, length, signals);

            // mantissa/128 · 2ᶠ/‖z‖ with 16 more bits.
            long scale = ((long)layer.RateMantissa << (layer.SignalExponent + 9)) / norm;
            int saturations = 0;
            for (int t = 0; t < length; t++)
            {
                long difference = signals[t] - ((latent[t] * alignmentOverNorm) >> 15);
                long signal = ((difference * scale) + (1L << 30)) >> 31;
                if (signal > SignalLimit)
                {
                    signal = SignalLimit;
                    saturations++;
                }
                else if (signal < -SignalLimit)
                {
                    signal = -SignalLimit;
                    saturations++;
                }

                signals[t] = (int)signal;
            }

            Saturations = saturations;
            return true;
        }

        /// <summary>Lets a layer's modulation learn from the comparison that <see cref="Run"/> has made last.</summary>
        /// <param name="modulation">The modulation of that layer.</param>
        /// <param name="seed">The model's seed.</param>
        /// <param name="step">The training step.</param>
        /// <param name="layerIndex">The layer's index.</param>
        [Kernel]
        public void LearnModulation(ScoreModulation modulation, int seed, int step, int layerIndex)
        {
            modulation.Learn(_similarities, _errors, _inverseTemperature, seed, step, layerIndex);
        }

        // Fills r/T in Q15 and gives a in Q23. One row of the basis is one class.
        [Kernel]
        private long Compare(int label, long norm)
        {
            // s/T in Q8: Σ±z · (1/T in Q4) · 2⁴ / ‖z‖.
            int classes = _classes;
            for (int c = 0; c < classes; c++)
            {
                _scores[c] = (int)(_projections[c] * _inverseTemperature * 16 / norm);
            }

            Softmax.Apply(_scores, _probabilities, classes);
            TrueProbability = _probabilities[label];

            // e in Q15 and a = (e·s)/T; e/T is rounded down to Q15.
            long alignment = 0;
            for (int c = 0; c < classes; c++)
            {
                int error = c == label ? _probabilities[c] - Softmax.One : _probabilities[c];
                alignment += (long)error * _scores[c];
                _residuals[c] = (error * _inverseTemperature) >> 4;
            }

            return alignment;
        }

        // The same through M. Its first scores are small and decide nothing yet, but a is made of them: they are kept in Q16 for it.
        [Kernel]
        private long CompareModulated(ScoreModulation modulation, int label, long norm)
        {
            int rows = _residuals.Length;
            for (int i = 0; i < rows; i++)
            {
                _similarities[i] = (int)((_projections[i] << 12) / norm);
            }

            modulation.Score(_similarities, _fineScores);
            int classes = _classes;
            for (int c = 0; c < classes; c++)
            {
                long score = (_fineScores[c] * _inverseTemperature) >> 12;
                _fineScores[c] = score;
                _scores[c] = (int)(score >> 8);
            }

            Softmax.Apply(_scores, _probabilities, classes);
            TrueProbability = _probabilities[label];
            long alignment = 0;
            for (int c = 0; c < classes; c++)
            {
                int error = c == label ? _probabilities[c] - Softmax.One : _probabilities[c];
                alignment += error * _fineScores[c];
                _errors[c] = error;
            }

            modulation.SendBack(_errors, _inverseTemperature, _residuals);
            return alignment >> 8;
        }
    }
}
