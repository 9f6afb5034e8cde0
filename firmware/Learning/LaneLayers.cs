using LlsEdge.Vision;

namespace LlsEdge.Learning
{
    /// <summary>Convolutions in lanes: maps are <see cref="LaneMap"/>s, every other one in the same memory.</summary>
    public sealed class LaneLayers : InterpretedLayers
    {
        private readonly Model _model;
        private readonly FrameLanes _frameLanes;
        private readonly LaneMap[] _maps;
        private readonly LaneForward _forward;
        private readonly LaneUpdate _update;
        private readonly LanePool _pool;

        /// <summary>Allocates the maps.</summary>
        /// <param name="model">The model, for which <see cref="Fit"/> holds; training changes it.</param>
        /// <param name="keepsMaps">Whether each map has memory of its own.</param>
        /// <param name="room">Free while these layers run, or null; taken for the maps if it is long enough.</param>
        public LaneLayers(Model model, bool keepsMaps, long[] room)
        {
            _model = model;
            _frameLanes = model.TrunkLayerCount == 0 ? new FrameLanes(model.FrameSize, model.DownsampleFactor, model.InputExponent) : null;
            ConvolutionLayer[] layers = model.Layers;
            _maps = new LaneMap[layers.Length + 1];

            // A map's bands are as high as the next map's times the stride between them.
            int rows = (layers[layers.Length - 1].OutputSize + LaneMap.Bands - 1) / LaneMap.Bands;
            int longestOdd = 0;
            int longestEven = 0;
            int columns = 0;
            int positions = 0;
            bool learns = false;
            int first = model.TrunkLayerCount;
            for (int i = layers.Length; i >= first; i--)
            {
                int channels = i == 0 ? 1 : layers[i - 1].OutputChannels;
                int size = i == 0 ? model.InputSize : layers[i - 1].OutputSize;
                int border = i < layers.Length ? layers[i].Padding : 0;
                int below = border != 0 && layers[i].Stride == 1 ? 1 : 0;
                LaneMap map = new LaneMap(channels, size, rows, border, below, i == 0 ? LaneMap.InputOffset : 0);
                _maps[i] = map;
                if ((i & 1) != 0)
                {
                    longestOdd = map.Length > longestOdd ? map.Length : longestOdd;
                }
                else
                {
                    longestEven = map.Length > longestEven ? map.Length : longestEven;
                }

                if (i > first)
                {
                    layers[i - 1].SumWeights();
                    learns |= layers[i - 1].Learns;
                    columns = size > columns ? size : columns;
                    int padded = (size + 2) / 3 * 3;
                    positions = padded > positions ? padded : positions;

                    // All errors of a learning layer at once, where they are not too many: with several inputs they would be made anew for each of them.
                    int all = padded * rows;
                    positions = layers[i - 1].Learns && all <= LaneForward.MostPositions && all > positions ? all : positions;
                    rows *= layers[i - 1].Stride;
                }
            }

            // Two maps are needed at a time.
            if (!keepsMaps && (room == null || room.Length < longestOdd + longestEven))
            {
                room = new long[longestOdd + longestEven];
            }

            for (int i = first; i <= layers.Length; i++)
            {
                if (keepsMaps)
                {
                    _maps[i].Attach(new long[_maps[i].Length], 0);
                }
                else
                {
                    _maps[i].Attach(room, (i & 1) != 0 ? 0 : longestOdd);
                }
            }

            long[] scratch = new long[LaneForward.Group * positions];
            int mostRows = _maps[first + 1].BandRows;
            _forward = new LaneForward(scratch);
            _pool = new LanePool(LaneMap.Bands * mostRows);
            _update = learns ? new LaneUpdate(scratch, mostRows, columns) : null;
        }

        /// <summary>Tells whether all of a model's layers can be computed in lanes.</summary>
        /// <param name="model">The model.</param>
        /// <returns>True if <see cref="LaneForward.Fits"/> holds for each of them.</returns>
        public static bool Fit(Model model)
        {
            ConvolutionLayer[] layers = model.Layers;
            for (int i = model.TrunkLayerCount; i < layers.Length; i++)
            {
                if (!LaneForward.Fits(layers[i]))
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        [Kernel]
        public override void Start(byte[] frame)
        {
            _maps[0].Open();
            _frameLanes.Fill(frame, _maps[0]);
        }

        /// <inheritdoc/>
        [Kernel]
        public override void Take(ActivationMap input)
        {
            LaneMap map = _maps[_model.TrunkLayerCount];
            map.Open();
            map.Pack(input);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Forward(int index)
        {
            _maps[index + 1].Open();
            return _forward.Run(_model.Layers[index], _maps[index], _maps[index + 1]);
        }

        /// <inheritdoc/>
        [Kernel]
        public override int Pool(int index, int grid, int[] sums)
        {
            _pool.Sum(_maps[index + 1], grid, sums);
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
            LaneMap lanes = _maps[index + 1];
            ActivationMap map = new ActivationMap(lanes.Channels, lanes.Size, lanes.Border);
            lanes.Unpack(map);
            return map;
        }
    }
}
