using LlsEdge.Vision;

namespace LlsEdge.Learning
{
    /// <summary>
    /// Runs and teaches a model, a frame at a time. All buffers are allocated once; a step allocates nothing.
    /// A training step predicts first, then every learning layer and the readout learn from what this same forward pass left behind.
    /// </summary>
    public sealed class Learner
    {
        private readonly Model _model;
        private readonly FrameInput _frameInput;
        private readonly ActivationMap[] _maps;
        private readonly LaneMap[] _lanes;
        private readonly FrameLanes _frameLanes;
        private readonly LaneForward _laneForward;
        private readonly LaneUpdate _laneUpdate;
        private readonly LanePool _lanePool;
        private readonly ConvolutionForward _forward;
        private readonly ConvolutionUpdate _update;
        private readonly LlsRule _rule;
        private readonly int[] _sums;
        private readonly int[] _signals;
        private readonly byte[] _localConfidence;

        /// <summary>Allocates the buffers of a model.</summary>
        /// <param name="model">The model; the learner changes it.</param>
        public Learner(Model model)
        {
            _model = model;
            ConvolutionLayer[] layers = model.Layers;
            _maps = new ActivationMap[layers.Length + 1];
            _localConfidence = new byte[layers.Length];
            int largestPatch = 1;
            int largestLearningPatch = 1;
            int largestCell = 1;
            int longestSignal = 1;
            int mostSums = 1;
            int channels = 1;
            int size = model.InputSize;
            bool learns = false;
            bool inLanes = FitLanes(layers);
            for (int i = 0; i < layers.Length; i++)
            {
                ConvolutionLayer layer = layers[i];
                if (!inLanes)
                {
                    _maps[i] = new ActivationMap(channels, size, layer.Padding);
                }

                channels = layer.OutputChannels;
                size = layer.OutputSize;
                largestPatch = Larger(largestPatch, layer.WeightsPerChannel);
                if (layer.Learns)
                {
                    int cell = LatentPool.GetCellSize(size, layer.PoolGrid);
                    learns = true;
                    largestLearningPatch = Larger(largestLearningPatch, layer.WeightsPerChannel);
                    largestCell = Larger(largestCell, cell * cell);
                    longestSignal = Larger(longestSignal, layer.LatentLength);
                    mostSums = Larger(mostSums, layer.LatentLength);
                }
            }

            ReadoutTap[] taps = model.Readout.Taps;
            for (int i = 0; i < taps.Length; i++)
            {
                mostSums = Larger(mostSums, layers[taps[i].Layer].OutputChannels * taps[i].Grid * taps[i].Grid);
            }

            _sums = new int[mostSums];
            if (inLanes)
            {
                _frameLanes = new FrameLanes(model.FrameSize, model.DownsampleFactor, model.InputExponent);
                _lanes = CreateLanes(model);
                int positions = Larger(LaneForward.ScratchPositions, (layers[0].OutputSize + 2) / 3 * 3);
                long[] scratch = new long[LaneForward.Group * positions];
                int rows = _lanes[0].BandRows;
                _laneForward = new LaneForward(scratch);
                _lanePool = new LanePool(LaneMap.Bands * rows);
                _laneUpdate = learns ? new LaneUpdate(scratch, rows, model.InputSize) : null;
            }
            else
            {
                _frameInput = new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent);
                _maps[layers.Length] = new ActivationMap(channels, size, 0);
                _forward = new ConvolutionForward(largestPatch);
                _update = learns ? new ConvolutionUpdate(largestCell, largestLearningPatch) : null;
            }

            if (learns)
            {
                _rule = new LlsRule(model.Basis, model.InverseTemperature, model.ClassCount);
                _signals = new int[longestSignal];
            }
        }

        /// <summary>Gets the model.</summary>
        public Model Model
        {
            get { return _model; }
        }

        /// <summary>Gets p of the class that the last step predicted, 0 to 255.</summary>
        public int Confidence { get; private set; }

        /// <summary>Gets how many activations, signals, weights and features hit their limits in the last step.</summary>
        public int Saturations { get; private set; }

        /// <summary>Gets the number of training steps of the model, modulo 2³².</summary>
        public int StepCount
        {
            get { return _model.Step; }
        }

        /// <summary>Gets the output of a layer in the last step.</summary>
        /// <param name="layer">The layer's index; −1 is the network's input.</param>
        /// <returns>The map, which the next step may overwrite; allocates.</returns>
        public ActivationMap GetActivations(int layer)
        {
            if (_lanes == null)
            {
                return _maps[layer + 1];
            }

            LaneMap lanes = _lanes[layer + 1];
            ActivationMap map = new ActivationMap(lanes.Channels, lanes.Size, lanes.Border);
            lanes.Unpack(map);
            return map;
        }

        /// <summary>Gets how sure a layer's local rule was of the true class in the last training step.</summary>
        /// <param name="layer">The layer's index.</param>
        /// <returns>p(true class), 0 to 255; 0 for a layer that does not learn.</returns>
        public int GetLocalConfidence(int layer)
        {
            return _localConfidence[layer];
        }

        /// <summary>Decides what a frame shows.</summary>
        /// <param name="frame">8-bit gray, row-major, FrameSize².</param>
        /// <returns>The class.</returns>
        [Phase("predict")]
        [Kernel]
        public int Predict(byte[] frame)
        {
            Saturations = 0;
            if (_lanes != null)
            {
                _frameLanes.Fill(frame, _lanes[0]);
            }
            else
            {
                _frameInput.Fill(frame, _maps[0]);
            }

            Forward();
            CollectFeatures();
            int predicted = _model.Readout.Predict();
            Confidence = (_model.Readout.Probabilities[predicted] * 255) >> 15;
            Saturations += _model.Readout.Saturations;
            return predicted;
        }

        /// <summary>Predicts, then learns the frame's label.</summary>
        /// <param name="frame">8-bit gray, row-major, FrameSize².</param>
        /// <param name="label">The true class.</param>
        /// <returns>The class that was predicted before anything was learnt.</returns>
        [Phase("train")]
        [Kernel]
        public int Train(byte[] frame, int label)
        {
            int predicted = Predict(frame);
            int step = _model.Step + 1;
            _model.Step = step;
            Readout readout = _model.Readout;
            int before = readout.Saturations;
            readout.Learn(label, _model.Seed, step, _model.Layers.Length);
            Saturations += readout.Saturations - before;
            for (int i = 0; i < _model.Layers.Length; i++)
            {
                if (_model.Layers[i].Learns)
                {
                    LearnLayer(i, label, step);
                }
            }

            return predicted;
        }

        [Phase("learn")]
        [Kernel]
        private void LearnLayer(int index, int label, int step)
        {
            ConvolutionLayer layer = _model.Layers[index];
            Pool(index, layer.PoolGrid);
            if (_rule.Run(layer, _sums, label, _signals))
            {
                if (_lanes != null)
                {
                    _laneUpdate.Run(layer, _lanes[index], _lanes[index + 1], _signals, _model.Seed, step, index);
                    Saturations += _rule.Saturations + _laneUpdate.Saturations;
                }
                else
                {
                    _update.Run(layer, _maps[index], _maps[index + 1], _signals, _model.Seed, step, index);
                    Saturations += _rule.Saturations + _update.Saturations;
                }

                if (layer.Modulation != null)
                {
                    _rule.LearnModulation(layer.Modulation, _model.Seed, step, index);
                    Saturations += layer.Modulation.Saturations;
                }
            }

            _localConfidence[index] = (byte)((_rule.TrueProbability * 255) >> 15);
        }

        [Phase("forward")]
        [Kernel]
        private void Forward()
        {
            ConvolutionLayer[] layers = _model.Layers;
            int saturations = 0;
            for (int i = 0; i < layers.Length; i++)
            {
                saturations += _lanes != null
                    ? _laneForward.Run(layers[i], _lanes[i], _lanes[i + 1])
                    : _forward.Run(layers[i], _maps[i], _maps[i + 1]);
            }

            Saturations += saturations;
        }

        [Phase("features")]
        [Kernel]
        private void CollectFeatures()
        {
            Readout readout = _model.Readout;
            ReadoutTap[] taps = readout.Taps;
            int first = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                ReadoutTap tap = taps[i];
                ConvolutionLayer layer = _model.Layers[tap.Layer];
                int count = layer.OutputChannels * tap.Grid * tap.Grid;
                if (tap.Grid == 1 && i > 0 && taps[i - 1].Layer == tap.Layer && LatentPool.CoversOnce(layer.OutputSize, taps[i - 1].Grid))
                {
                    LatentPool.Merge(_sums, layer.OutputChannels, taps[i - 1].Grid * taps[i - 1].Grid);
                }
                else
                {
                    Pool(tap.Layer, tap.Grid);
                }

                readout.Standardise(_sums, first, count);
                first += count;
            }
        }

        [Kernel]
        private void Pool(int layer, int grid)
        {
            if (_lanes != null)
            {
                _lanePool.Sum(_lanes[layer + 1], grid, _sums);
            }
            else
            {
                LatentPool.Sum(_maps[layer + 1], grid, _sums);
            }
        }

        private static bool FitLanes(ConvolutionLayer[] layers)
        {
            for (int i = 0; i < layers.Length; i++)
            {
                if (!LaneForward.Fits(layers[i]))
                {
                    return false;
                }
            }

            return true;
        }

        // A map's bands are as high as the next map's times the stride between them.
        private static LaneMap[] CreateLanes(Model model)
        {
            ConvolutionLayer[] layers = model.Layers;
            LaneMap[] maps = new LaneMap[layers.Length + 1];
            int rows = (layers[layers.Length - 1].OutputSize + LaneMap.Bands - 1) / LaneMap.Bands;
            for (int i = layers.Length; i >= 0; i--)
            {
                int channels = i == 0 ? 1 : layers[i - 1].OutputChannels;
                int size = i == 0 ? model.InputSize : layers[i - 1].OutputSize;
                int border = i < layers.Length ? layers[i].Padding : 0;
                int below = border != 0 && layers[i].Stride == 1 ? 1 : 0;
                maps[i] = new LaneMap(channels, size, rows, border, below, i == 0 ? LaneMap.InputOffset : 0);
                if (i > 0)
                {
                    layers[i - 1].SumWeights();
                    rows *= layers[i - 1].Stride;
                }
            }

            return maps;
        }

        private static int Larger(int a, int b)
        {
            return a > b ? a : b;
        }
    }
}
