namespace LlsEdge.Learning
{
    /// <summary>
    /// LLS, the local learning rule (Apolinario, Roy, Roy, "LLS: Local Learning Rule for Deep Neural Networks Inspired by Neural Activity Synchronization", WACV 2025): a layer's latent z is compared with a fixed basis B,
    /// and the gradient of that comparison's cross-entropy is the layer's own error; nothing arrives from the layers above.
    /// <code>
    /// u = z/‖z‖   s = B·u   p = softmax(s/T)   e = p − y
    /// g = Bᵀe/T   a = u·g = (e·s)/T            dz = (g − u·a)/‖z‖
    /// </code>
    /// With z in cell sums the factors of the average cancel: a position's error is δ = (g − u·a)·2ᴴ/‖Σ‖, H the output's exponent (1/‖z‖ carries 2ᴴ·k², the pooling's gradient 1/k²).
    /// </summary>
    public sealed class LlsRule
    {
        /// <summary>The largest magnitude of a learning signal: 12 bits, so that Σ dz·x over a map of up to 8,000 positions fits 32 bits.</summary>
        public const int SignalLimit = 2047;

        private readonly SquareBasis _basis;
        private readonly int _inverseTemperature;
        private readonly long[] _projections;
        private readonly int[] _scores;
        private readonly int[] _probabilities;
        private readonly int[] _residuals;

        /// <summary>Creates the rule.</summary>
        /// <param name="basis">B.</param>
        /// <param name="inverseTemperature">1/T in sixteenths (T = 0.5: 32).</param>
        public LlsRule(SquareBasis basis, int inverseTemperature)
        {
            _basis = basis;
            _inverseTemperature = inverseTemperature;
            _projections = new long[basis.Classes];
            _scores = new int[basis.Classes];
            _probabilities = new int[basis.Classes];
            _residuals = new int[basis.Classes];
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
            int classes = _basis.Classes;
            long squares = 0;
            for (int t = 0; t < length; t++)
            {
                int z = latent[t];
                squares += (long)z * z;
            }

            long norm = FixedPoint.SquareRoot(squares);
            TrueProbability = 0;
            Saturations = 0;
            if (norm == 0)
            {
                return false;
            }

            // s/T in Q8: Σ±z · (1/T in Q4) · 2⁴ / ‖z‖.
            _basis.Project(latent, length, _projections);
            for (int c = 0; c < classes; c++)
            {
                _scores[c] = (int)(_projections[c] * _inverseTemperature * 16 / norm);
            }

            Softmax.Apply(_scores, _probabilities, classes);
            TrueProbability = _probabilities[label];

            // e and a = (e·s)/T in Q15; e/T is rounded down to Q15 as well.
            long alignment = 0;
            for (int c = 0; c < classes; c++)
            {
                int error = c == label ? _probabilities[c] - Softmax.One : _probabilities[c];
                alignment += (long)error * _scores[c];
                _residuals[c] = (error * _inverseTemperature) >> 4;
            }

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
    }
}
