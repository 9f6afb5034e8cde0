namespace LlsEdge.Learning
{
    /// <summary>A model's layers where the first stands for a <see cref="Backbone"/>, and the others, if any, are interpreted.</summary>
    public sealed class BackboneLayers : InterpretedLayers
    {
        private readonly BackboneRunner _backbone;
        private readonly InterpretedLayers _tail;
        private readonly ActivationMap _handover;

        /// <summary>Allocates the maps.</summary>
        /// <param name="model">A model with a backbone; training changes its other layers.</param>
        /// <param name="keepsMaps">Whether the other layers' maps stay until the next frame.</param>
        public BackboneLayers(Model model, bool keepsMaps)
        {
            ConvolutionLayer[] layers = model.Layers;
            _backbone = new BackboneRunner(model);
            _handover = new ActivationMap(layers[0].OutputChannels, layers[0].OutputSize, layers.Length > 1 ? layers[1].Padding : 0);
            _tail = layers.Length > 1 ? CreateInterpreted(model, keepsMaps, null) : null;
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
            _backbone.Run(frame, _handover);
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
            return index == 0 ? 0 : _tail.Forward(index);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Pool(int index, int grid, int[] sums)
        {
            if (index > 0)
            {
                return _tail.Pool(index, grid, sums);
            }

            LatentPool.Sum(_handover, grid, sums);
            return 0;
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
            return index == 0 ? _handover : index > 0 ? _tail.GetActivations(index) : null;
        }
    }
}
