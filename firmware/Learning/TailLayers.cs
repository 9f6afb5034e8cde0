namespace LlsEdge.Learning
{
    /// <summary>A model's convolutions where the leading ones are a <see cref="CompiledTrunk"/>'s, and the others, if any, are interpreted.</summary>
    public sealed class TailLayers : InterpretedLayers
    {
        private readonly int _trunkLayers;
        private readonly TrunkRunner _trunk;
        private readonly InterpretedLayers _tail;
        private readonly ActivationMap _handover;

        /// <summary>Allocates the maps.</summary>
        /// <param name="model">A model for which <see cref="CompiledTrunk.CanRun"/> holds; training changes it.</param>
        /// <param name="keepsMaps">Whether the tail's maps stay until the next frame.</param>
        /// <param name="sums">Where the trunk adds up its cells.</param>
        /// <param name="scratch">Free for the trunk while it runs.</param>
        public TailLayers(Model model, bool keepsMaps, int[] sums, int[] scratch)
        {
            ConvolutionLayer[] layers = model.Layers;
            _trunkLayers = model.TrunkLayerCount;
            if (_trunkLayers < layers.Length)
            {
                ConvolutionLayer first = layers[_trunkLayers];
                _handover = new ActivationMap(first.InputChannels, first.InputSize, first.Padding);
            }

            _trunk = new TrunkRunner(CompiledTrunk.Installed, model, _handover, sums, scratch);
            if (_handover != null)
            {
                _tail = CreateInterpreted(model, keepsMaps, _trunk.Words);
            }
        }

        /// <inheritdoc/>
        public override ActivationMap Handover
        {
            get { return _handover; }
        }

        /// <inheritdoc/>
        [Kernel]
        public override void Start(byte[] frame)
        {
            _trunk.Run(frame);
            if (_tail != null)
            {
                _tail.Take(_handover);
            }
        }

        /// <inheritdoc/>
        [Kernel]
        public override void Take(ActivationMap input)
        {
            _tail.Take(input);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Forward(int index)
        {
            if (index < _trunkLayers)
            {
                // The whole trunk has run; its saturations count once.
                return index == 0 ? _trunk.Saturations : 0;
            }

            return _tail.Forward(index);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Pool(int index, int grid, int[] sums)
        {
            return index < _trunkLayers ? _trunk.FindSums(index, grid) : _tail.Pool(index, grid, sums);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Update(int index, int[] signals, int stepCount)
        {
            return _tail.Update(index, signals, stepCount);
        }

        /// <inheritdoc/>
        public override ActivationMap GetActivations(int index)
        {
            // Of a trunk's maps only a few rows are kept.
            return index < _trunkLayers ? null : _tail.GetActivations(index);
        }
    }
}
