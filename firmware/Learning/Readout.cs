namespace LlsEdge.Learning
{
    /// <summary>
    /// The linear readout that decides: the latents of several layers, standardised by the factory set's statistics, minus this camera's own mean, times
    /// one row of weights a class; softmax; trained by its own cross-entropy.
    /// <code>
    /// z′ = (z − mean)/deviation − μ     Q8, within ±8
    /// s  = W·(z′, 1)                    W in Q12 (int16), sums in 64 bits
    /// W −= η·(p − y)·(z′, 1)            rounded stochastically
    /// </code>
    /// μ is the mean of the class means of the frames this camera has taught, each class starting with two pseudo-frames at the factory mean (0): a fixed
    /// camera shows the same room in every frame, and what all its frames share says nothing about the label.
    /// </summary>
    public sealed class Readout
    {
        /// <summary>The largest magnitude of a feature in Q8.</summary>
        public const int FeatureLimit = 2047;

        /// <summary>Pseudo-frames at the factory mean that each class mean starts with.</summary>
        public const int PseudoFrames = 2;

        /// <summary>Frames a class mean remembers: at this count sum and count are halved, so that old light fades.</summary>
        public const int LongestMemory = 1024;

        // An unlabelled frame moves the means by 2⁻⁵ of the way.
        private const int FollowShift = 5;

        private const int WeightLimit = 32767;

        private readonly short[] _features;
        private readonly int[] _scores;
        private readonly int[] _probabilities;
        private int _met;

        /// <summary>Allocates a readout of zeros.</summary>
        /// <param name="taps">Where the features come from.</param>
        /// <param name="featureCount">F, the taps' channels times cells added up.</param>
        /// <param name="classes">C.</param>
        public Readout(ReadoutTap[] taps, int featureCount, int classes)
        {
            Taps = taps;
            FeatureCount = featureCount;
            Classes = classes;
            Mean = new int[featureCount];
            InverseDeviation = new int[featureCount];
            Weights = new short[classes * (featureCount + 1)];
            CameraMean = new short[featureCount];
            ClassSums = new int[classes * featureCount];
            ClassCounts = new int[classes];
            _features = new short[featureCount];
            _scores = new int[classes];
            _probabilities = new int[classes];
        }

        /// <summary>Gets the sources of the features.</summary>
        public ReadoutTap[] Taps { get; }

        /// <summary>Gets F.</summary>
        public int FeatureCount { get; }

        /// <summary>Gets C.</summary>
        public int Classes { get; }

        /// <summary>Gets or sets a value indicating whether the weights learn.</summary>
        public bool Learns { get; set; }

        /// <summary>Gets or sets a value indicating whether taught frames move the camera's mean.</summary>
        public bool TracksCamera { get; set; }

        /// <summary>Gets or sets the learning rate's mantissa, 128 to 255: the rate is mantissa/128 · 2⁻ˢʰⁱᶠᵗ.</summary>
        public int RateMantissa { get; set; }

        /// <summary>Gets or sets the learning rate's exponent.</summary>
        public int RateShift { get; set; }

        /// <summary>Gets the factory means, in sixteenths of a cell sum.</summary>
        public int[] Mean { get; private set; }

        /// <summary>
        /// Gets the factory deviations' inverses, 2²⁰/deviation with the deviation in sixteenths of a cell sum: the product with a difference in
        /// sixteenths, ≫ 12, is in Q8.
        /// </summary>
        public int[] InverseDeviation { get; private set; }

        /// <summary>
        /// Gets what stands in place of <see cref="Mean"/> and <see cref="InverseDeviation"/> after <see cref="Pack"/>, null before: mean · 2¹⁶ + (inverse − 1).
        /// </summary>
        public int[] PackedStatistics { get; private set; }

        /// <summary>Gets the weights in Q12, [C][F + 1], the last of each row being the bias.</summary>
        public short[] Weights { get; }

        /// <summary>Gets μ in Q8.</summary>
        public short[] CameraMean { get; }

        /// <summary>Gets each class's sum of standardised features in Q8, [C][F].</summary>
        public int[] ClassSums { get; }

        /// <summary>Gets how many frames each class sum holds.</summary>
        public int[] ClassCounts { get; }

        /// <summary>Gets the standardised features of the current frame in Q8, without the camera's mean.</summary>
        public short[] Features
        {
            get { return _features; }
        }

        /// <summary>Gets p of each class in Q15, as the last prediction left it.</summary>
        public int[] Probabilities
        {
            get { return _probabilities; }
        }

        /// <summary>Gets how many features and weights hit their limits since <see cref="Start"/>.</summary>
        public int Saturations { get; private set; }

        /// <summary>Keeps both statistics of a feature in one number if they fit: a board has better use for the memory. They can then only be read.</summary>
        public void Pack()
        {
            int[] means = Mean;
            int[] inverses = InverseDeviation;
            for (int j = 0; j < FeatureCount; j++)
            {
                if (means[j] < short.MinValue || means[j] > short.MaxValue || inverses[j] < 1 || inverses[j] > 0x10000)
                {
                    return;
                }
            }

            for (int j = 0; j < FeatureCount; j++)
            {
                means[j] = (means[j] << 16) | (inverses[j] - 1);
            }

            PackedStatistics = means;
            Mean = null;
            InverseDeviation = null;
        }

        /// <summary>Begins with a new frame.</summary>
        [Kernel]
        public void Start()
        {
            Saturations = 0;
        }

        /// <summary>Turns cell sums into features.</summary>
        /// <param name="sums">One tap's cell sums.</param>
        /// <param name="start">The index of the first one.</param>
        /// <param name="first">The index of the tap's first feature.</param>
        /// <param name="count">How many.</param>
        [Kernel]
        public void Standardise(int[] sums, int start, int first, int count)
        {
            int[] means = Mean;
            int[] inverses = InverseDeviation;
            int[] packed = PackedStatistics;
            short[] features = _features;
            int saturations = Saturations;
            int end = first + count;
            int mean;
            int inverse;
            for (int j = first; j < end; j++)
            {
                if (packed == null)
                {
                    mean = means[j];
                    inverse = inverses[j];
                }
                else
                {
                    mean = packed[j];
                    inverse = (mean & 0xFFFF) + 1;
                    mean >>= 16;
                }

                long difference = (long)(sums[start] << 4) - mean;
                start++;
                int value = (int)((difference * inverse) >> 12);
                if (value > FeatureLimit)
                {
                    value = FeatureLimit;
                    saturations++;
                }
                else if (value < -FeatureLimit)
                {
                    value = -FeatureLimit;
                    saturations++;
                }

                features[j] = (short)value;
            }

            Saturations = saturations;
        }

        /// <summary>Decides on the current features.</summary>
        /// <returns>The class with the largest score; the first of equals.</returns>
        [Phase("readout")]
        [Kernel]
        public int Predict()
        {
            short[] weights = Weights;
            short[] features = _features;
            short[] camera = CameraMean;
            int count = FeatureCount;
            int whole = count & -4;
            int at = 0;
            int best = 0;
            for (int c = 0; c < Classes; c++)
            {
                // Four products of 15 and 13 bits fit an int.
                long sum = 0;
                int j = 0;
                while (j < whole)
                {
                    sum += (weights[at] * (features[j] - camera[j]))
                        + (weights[at + 1] * (features[j + 1] - camera[j + 1]))
                        + (weights[at + 2] * (features[j + 2] - camera[j + 2]))
                        + (weights[at + 3] * (features[j + 3] - camera[j + 3]));
                    at += 4;
                    j += 4;
                }

                while (j < count)
                {
                    sum += weights[at] * (features[j] - camera[j]);
                    at++;
                    j++;
                }

                // Q20 to Q8, the bias being the weight of a feature 1 (256 in Q8).
                sum = (sum + (weights[at] << 8)) >> 12;
                at++;
                _scores[c] = sum > 0xFFFF ? 0xFFFF : sum < -0xFFFF ? -0xFFFF : (int)sum;
                if (_scores[c] > _scores[best])
                {
                    best = c;
                }
            }

            Softmax.Apply(_scores, _probabilities, Classes);
            return best;
        }

        /// <summary>Learns the current features' label: first the camera's mean, then the weights.</summary>
        /// <param name="label">The true class.</param>
        /// <param name="seed">The model's seed.</param>
        /// <param name="step">The training step.</param>
        /// <param name="layerIndex">The key of the rounding streams: the number of layers.</param>
        [Phase("readout-update")]
        [Kernel]
        public void Learn(int label, int seed, int step, int layerIndex)
        {
            if (TracksCamera)
            {
                RememberFrame(label);
                UpdateCameraMean();
                Predict();
            }

            if (Learns)
            {
                for (int c = 0; c < Classes; c++)
                {
                    int error = c == label ? _probabilities[c] - Softmax.One : _probabilities[c];
                    LearnRow(c, (error * RateMantissa) >> 7, StochasticRounding.Key(seed, step, layerIndex, c));
                }
            }
        }

        /// <summary>
        /// Lets the camera's mean follow the current frame, of which nobody has said what it shows. Before anything has been taught μ is the mean of the frames
        /// so far, then a running one. Afterwards frames taken for an empty room tell how the light has drifted from the mean of those taught as such, and all
        /// class means drift along: frames with a person would pull μ towards the person.
        /// </summary>
        /// <param name="predicted">The class that <see cref="Predict"/> has just given.</param>
        /// <param name="background">The class of frames that show the empty room.</param>
        [Phase("readout-follow")]
        [Kernel]
        public void Follow(int predicted, int background)
        {
            if (!TracksCamera)
            {
                return;
            }

            if (!HasBeenTaught())
            {
                Meet();
            }
            else if (predicted == background && ClassCounts[background] > 0)
            {
                Drift(background);
                UpdateCameraMean();
            }
        }

        /// <summary>Forgets the camera: its mean starts again at the factory mean.</summary>
        public void ForgetCamera()
        {
            _met = 0;
            for (int i = 0; i < ClassSums.Length; i++)
            {
                ClassSums[i] = 0;
            }

            for (int c = 0; c < Classes; c++)
            {
                ClassCounts[c] = 0;
            }

            UpdateCameraMean();
        }

        [Kernel]
        private bool HasBeenTaught()
        {
            for (int c = 0; c < Classes; c++)
            {
                if (ClassCounts[c] > 0)
                {
                    return true;
                }
            }

            return false;
        }

        [Kernel]
        private void Meet()
        {
            short[] features = _features;
            short[] camera = CameraMean;
            int count = FeatureCount;
            int met = _met < 1 << FollowShift ? _met + 1 : 1 << FollowShift;
            int half = met >> 1;
            for (int j = 0; j < count; j++)
            {
                int way = features[j] - camera[j];
                camera[j] = (short)(camera[j] + ((way > 0 ? way + half : way - half) / met));
            }

            _met = met;
        }

        [Kernel]
        private void Drift(int background)
        {
            int[] sums = ClassSums;
            int[] counts = ClassCounts;
            short[] features = _features;
            int count = FeatureCount;
            int own = counts[background] + PseudoFrames;
            int from = background * count;
            for (int j = 0; j < count; j++)
            {
                // Rounded to the nearest: cut off, small drifts would all go downwards.
                int drift = features[j] - (sums[from + j] / own);
                int at = j;
                for (int c = 0; c < Classes; c++)
                {
                    sums[at] += ((drift * (counts[c] + PseudoFrames)) + (1 << (FollowShift - 1))) >> FollowShift;
                    at += count;
                }
            }
        }

        [Kernel]
        private void RememberFrame(int label)
        {
            int[] sums = ClassSums;
            short[] features = _features;
            int count = FeatureCount;
            int at = label * count;
            if (ClassCounts[label] >= LongestMemory)
            {
                ClassCounts[label] >>= 1;
                for (int j = 0; j < count; j++)
                {
                    sums[at + j] >>= 1;
                }
            }

            ClassCounts[label]++;
            for (int j = 0; j < count; j++)
            {
                sums[at + j] += features[j];
            }
        }

        [Kernel]
        private void UpdateCameraMean()
        {
            int[] sums = ClassSums;
            int[] counts = ClassCounts;
            short[] camera = CameraMean;
            int count = FeatureCount;
            int classes = Classes;
            if (classes == 2)
            {
                int first = counts[0] + PseudoFrames;
                int second = counts[1] + PseudoFrames;
                for (int j = 0; j < count; j++)
                {
                    camera[j] = (short)(((sums[j] / first) + (sums[count + j] / second)) / 2);
                }

                return;
            }

            for (int j = 0; j < count; j++)
            {
                int total = 0;
                int at = j;
                for (int c = 0; c < classes; c++)
                {
                    total += sums[at] / (counts[c] + PseudoFrames);
                    at += count;
                }

                camera[j] = (short)(total / classes);
            }
        }

        [Kernel]
        private void LearnRow(int row, int error, int random)
        {
            // The error has Q15 and a feature Q8; the weights have Q12.
            short[] weights = Weights;
            short[] features = _features;
            short[] camera = CameraMean;
            int shift = 11 + RateShift;
            int randomShift = 32 - shift;
            int count = FeatureCount;
            int at = row * (count + 1);
            for (int j = 0; j < count; j++)
            {
                random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                int weight = weights[at] - (((error * (features[j] - camera[j])) + (int)((uint)random >> randomShift)) >> shift);
                if (weight > WeightLimit || weight < -WeightLimit)
                {
                    weight = Limit(weight);
                }

                weights[at] = (short)weight;
                at++;
            }

            // The bias is the weight of a feature 1.
            random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
            weights[at] = (short)Limit(weights[at] - (((error << 8) + (int)((uint)random >> randomShift)) >> shift));
        }

        [Kernel]
        private int Limit(int weight)
        {
            int limited = FixedPoint.Clamp(weight, -WeightLimit, WeightLimit);
            if (limited != weight)
            {
                Saturations++;
            }

            return limited;
        }
    }
}
