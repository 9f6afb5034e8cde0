using LlsEdge.Vision;

namespace LlsEdge.Learning
{
    /// <summary>Convolutions of any shape, value by value: the reference for <see cref="LaneLayers"/>, and what runs where those do not fit.</summary>
    public sealed class PlainLayers : InterpretedLayers
    {
        private readonly Model _model;
        private readonly FrameInput _frameInput;
        private readonly ActivationMap[] _maps;
        private readonly ConvolutionForward _forward;
        private readonly ConvolutionUpdate _update;

        /// <summary>Allocates the maps.</summary>
        /// <param name="model">The model; training changes it.</param>
        public PlainLayers(Model model)
        {
            _model = model;
            _frameInput = model.TrunkLayerCount == 0 ? new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent) : null;
            ConvolutionLayer[] layers = model.Layers;
            _maps = new ActivationMap[layers.Length + 1];
            int largestPatch = 1;
            int largestLearningPatch = 0;
            int largestCell = 1;
            int channels = 1;
            int size = model.InputSize;
            int first = model.TrunkLayerCount;
            if (first > 0)
            {
                channels = layers[first].InputChannels;
                size = layers[first].InputSize;
            }

            for (int i = first; i < layers.Length; i++)
            {
                ConvolutionLayer layer = layers[i];
                _maps[i] = new ActivationMap(channels, size, layer.Padding);
                channels = layer.OutputChannels;
                size = layer.OutputSize;
                largestPatch = Larger(largestPatch, layer.WeightsPerChannel);
                if (layer.Learns)
                {
                    int cell = LatentPool.GetCellSize(size, layer.PoolGrid);
                    largestLearningPatch = Larger(largestLearningPatch, layer.WeightsPerChannel);
                    largestCell = Larger(largestCell, cell * cell);
                }
            }

            _maps[layers.Length] = new ActivationMap(channels, size, 0);
            _forward = new ConvolutionForward(largestPatch);
            _update = largestLearningPatch > 0 ? new ConvolutionUpdate(largestCell, largestLearningPatch) : null;
        }

        /// <inheritdoc/>
        [Kernel]
        public override void Start(byte[] frame)
        {
            _frameInput.Fill(frame, _maps[0]);
        }

        /// <inheritdoc/>
        [Kernel]
        public override void Take(ActivationMap input)
        {
            System.Array.Copy(input.Values, 0, _maps[_model.TrunkLayerCount].Values, 0, input.Values.Length);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Forward(int index)
        {
            return _forward.Run(_model.Layers[index], _maps[index], _maps[index + 1]);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Pool(int index, int grid, int[] sums)
        {
            LatentPool.Sum(_maps[index + 1], grid, sums);
            return 0;
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Update(int index, int[] signals, int stepCount)
        {
            _update.Run(_model.Layers[index], _maps[index], _maps[index + 1], signals, _model.Seed, stepCount, index);
            return _update.Saturations;
        }

        /// <inheritdoc/>
        public override ActivationMap GetActivations(int index)
        {
            return _maps[index + 1];
        }

        private static int Larger(int a, int b)
        {
            return a > b ? a : b;
        }
    }
}
