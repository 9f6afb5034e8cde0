using LlsEdge.Vision;

namespace LlsEdge.Learning
{
    /// <summary>
    /// Runs and teaches a model, a frame at a time. All buffers are allocated once; a step allocates nothing.
    /// In a training step a layer learns as soon as it has run, for it needs nothing from the layers above and its output is there already; the readout
    /// decides, then learns. So the prediction is that of the model before the step, and maps need not be kept.
    /// </summary>
    public sealed class Learner
    {
        private const int NoLabel = -1;
        private const int StepBits = 24;

        private readonly Model _model;
        private readonly InterpretedLayers _layers;
        private readonly ActivationMap _handover;
        private readonly LlsRule _rule;
        private readonly int[] _sums;
        private readonly int[] _signals;
        private readonly byte[] _localConfidence;
        private Reservoir _memory;
        private int _predicted;
        private int _rehearsals;

        /// <summary>Allocates the buffers of a model.</summary>
        /// <param name="model">The model; the learner changes it. <see cref="CompiledTrunk.CanRun"/> holds for it.</param>
        public Learner(Model model)
            : this(model, false)
        {
        }

        /// <summary>Allocates the buffers of a model.</summary>
        /// <param name="model">The model; the learner changes it.</param>
        /// <param name="keepsMaps">Whether <see cref="GetActivations"/> shall be asked for more than the last layer.</param>
        public Learner(Model model, bool keepsMaps)
        {
            _model = model;
            ConvolutionLayer[] layers = model.Layers;
            _localConfidence = new byte[layers.Length];
            int longestSignal = 0;
            int mostSums = 1;
            for (int i = 0; i < layers.Length; i++)
            {
                if (layers[i].Learns)
                {
                    longestSignal = Larger(longestSignal, layers[i].LatentLength);
                }
            }

            ReadoutTap[] taps = model.Readout.Taps;
            for (int i = 0; i < taps.Length; i++)
            {
                if (!layers[taps[i].Layer].IsCompiled || model.Backbone != null)
                {
                    mostSums = Larger(mostSums, layers[taps[i].Layer].OutputChannels * taps[i].Grid * taps[i].Grid);
                }
            }

            // A trunk's sums lie side by side until the readout has had them; a tail's layers come later.
            _sums = new int[Larger(Larger(mostSums, TrunkRunner.CountSums(model, model.TrunkHash == null ? 0 : model.TrunkLayerCount)), longestSignal)];
            int[] scratch = new int[Larger(longestSignal, model.TrunkHash == null ? 0 : FramePlane.TableLength)];
            _layers = InterpretedLayers.Create(model, keepsMaps, _sums, scratch);
            _handover = _layers.Handover;
            if (longestSignal > 0)
            {
                _rule = new LlsRule(model.Basis, model.InverseTemperature, model.ClassCount);
                _signals = scratch;
            }
        }

        /// <summary>Gets the model.</summary>
        public Model Model
        {
            get { return _model; }
        }

        /// <summary>Gets p of the class that the last step predicted, 0 to 255.</summary>
        public int Confidence { get; private set; }

        /// <summary>Gets how many activations, signals, weights and features hit their limits in the last step, its rehearsals included.</summary>
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
            return _layers.GetActivations(layer);
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
            return See(frame, NoLabel, 0);
        }

        /// <summary>Predicts, then learns the frame's label.</summary>
        /// <param name="frame">8-bit gray, row-major, FrameSize².</param>
        /// <param name="label">The true class.</param>
        /// <returns>The class that was predicted before anything was learnt.</returns>
        [Phase("train")]
        [Kernel]
        public int Train(byte[] frame, int label)
        {
            int step = _model.Step + 1;
            int predicted = See(frame, label, step);
            LearnReadout(label, step);
            return predicted;
        }

        /// <summary>Gets a value indicating whether what is taught is kept for <see cref="Rehearse"/>.</summary>
        public bool Remembers
        {
            get { return _memory != null; }
        }

        /// <summary>Keeps what is taught from now on, for <see cref="Rehearse"/>; allocates.</summary>
        /// <param name="places">Frames to keep.</param>
        /// <returns>False where there is nothing to rehearse: the model has no trunk or backbone, or no layer above it learns.</returns>
        public bool Remember(int places)
        {
            if (_handover == null || _rule == null)
            {
                return false;
            }

            _memory = new Reservoir(places, _model.ClassCount, _handover.Values.Length);
            return true;
        }

        /// <summary>
        /// Teaches the layers above the trunk a frame again that <see cref="Remember"/> has kept; the readout, which gains nothing by it, stays. The same
        /// frames and as many rehearsals after each give the same bits.
        /// </summary>
        [Phase("rehearse")]
        [Kernel]
        public void Rehearse()
        {
            // Rehearsals are no steps of their own, but have their own random numbers.
            _rehearsals++;
            int key = _model.Step + (_rehearsals << StepBits);
            int label = _memory.Draw(StochasticRounding.Key(_model.Seed, key, _model.Layers.Length, 0), _handover.Values);
            if (label < 0)
            {
                return;
            }

            _layers.Take(_handover);
            int saturations = 0;
            for (int i = _model.TrunkLayerCount; i < _model.Layers.Length; i++)
            {
                saturations += _layers.Forward(i);
                if (_model.Layers[i].Learns)
                {
                    saturations += LearnLayer(i, label, key);
                }
            }

            Saturations += saturations;
        }

        /// <summary>
        /// Lets the camera's mean follow the frame of the last <see cref="Predict"/>, of which nobody says what it shows; see <see cref="Readout.Follow"/>.
        /// </summary>
        /// <param name="background">The class of frames that show the empty room.</param>
        [Kernel]
        public void Follow(int background)
        {
            _model.Readout.Follow(_predicted, background);
        }

        /// <summary>Forgets the camera, which has been moved: its mean starts anew, what else was learnt stays.</summary>
        public void ForgetCamera()
        {
            _model.Readout.ForgetCamera();
        }

        private static int Larger(int a, int b)
        {
            return a > b ? a : b;
        }

        [Kernel]
        private int See(byte[] frame, int label, int step)
        {
            ConvolutionLayer[] layers = _model.Layers;
            _model.Readout.Start();
            _layers.Start(frame);
            int saturations = 0;
            for (int i = 0; i < layers.Length; i++)
            {
                saturations += _layers.Forward(i);
                CollectFeatures(i);
                if (label != NoLabel && layers[i].Learns)
                {
                    saturations += LearnLayer(i, label, step);
                }
            }

            Decide(saturations);
            return _predicted;
        }

        [Kernel]
        private void Decide(int saturations)
        {
            Readout readout = _model.Readout;
            _predicted = readout.Predict();
            Confidence = (readout.Probabilities[_predicted] * 255) >> 15;
            Saturations = saturations + readout.Saturations;
        }

        [Phase("learn")]
        [Kernel]
        private int LearnLayer(int index, int label, int step)
        {
            ConvolutionLayer layer = _model.Layers[index];
            int saturations = 0;
            _layers.Pool(index, layer.PoolGrid, _sums);
            if (_rule.Run(layer, _sums, label, _signals))
            {
                saturations = _rule.Saturations + _layers.Update(index, _signals, step);
                if (layer.Modulation != null)
                {
                    _rule.LearnModulation(layer.Modulation, _model.Seed, step, index);
                    saturations += layer.Modulation.Saturations;
                }
            }

            _localConfidence[index] = (byte)((_rule.TrueProbability * 255) >> 15);
            return saturations;
        }

        // Apart from the step's first part, whose kernels want what variables take here.
        [Kernel]
        private void LearnReadout(int label, int step)
        {
            Readout readout = _model.Readout;
            int before = readout.Saturations;
            readout.Learn(label, _model.Seed, step, _model.Layers.Length);
            Saturations += readout.Saturations - before;

            // Only now: a step that ends in a fault, such as too little memory, does not count.
            _model.Step = step;
            _rehearsals = 0;
            if (_memory != null)
            {
                _memory.Offer(_handover.Values, label, StochasticRounding.Key(_model.Seed, step, _model.Layers.Length, 0));
            }
        }

        // The readout's features that come from a layer's map.
        [Phase("features")]
        [Kernel]
        private void CollectFeatures(int index)
        {
            Readout readout = _model.Readout;
            ReadoutTap[] taps = readout.Taps;
            ConvolutionLayer layer = _model.Layers[index];
            int first = 0;
            int pooled = 0;
            int start = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                ReadoutTap tap = taps[i];
                int grid = tap.Grid;
                int count = _model.Layers[tap.Layer].OutputChannels * grid * grid;
                if (tap.Layer == index)
                {
                    if (grid == 1 && pooled != 0 && LatentPool.CoversOnce(layer.OutputSize, pooled))
                    {
                        LatentPool.Merge(_sums, start, layer.OutputChannels, pooled * pooled);
                    }
                    else
                    {
                        start = _layers.Pool(index, grid, _sums);
                    }

                    pooled = grid;
                    readout.Standardise(_sums, start, first, count);
                }

                first += count;
            }
        }
    }
}
