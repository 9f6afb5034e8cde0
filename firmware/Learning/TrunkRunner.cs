using LlsEdge.Vision;

namespace LlsEdge.Learning
{
    /// <summary>
    /// Runs a compiled trunk: a row of a layer is computed as soon as the rows of its input are there, so that of each map only a few rows are ever kept.
    /// </summary>
    public sealed class TrunkRunner
    {
        private readonly CompiledTrunk _trunk;
        private readonly ConvolutionLayer[] _layers;
        private readonly int[] _lanes;
        private readonly FramePlane _plane;
        private readonly TrunkMap[] _maps;
        private readonly long[] _words;
        private readonly int[] _rows;
        private readonly int[] _next;
        private readonly TrunkPool[] _pools;
        private readonly int[] _sums;
        private readonly ActivationMap _output;

        /// <summary>Allocates the rows of a model's maps.</summary>
        /// <param name="trunk">The trunk.</param>
        /// <param name="model">A model with that trunk.</param>
        /// <param name="output">Receives the map of the last compiled layer, null where nobody reads it.</param>
        /// <param name="sums">Receives the cell sums of the readout's taps, <see cref="CountSums"/> or more.</param>
        /// <param name="scratch">At least <see cref="FramePlane.TableLength"/>, free while the trunk runs.</param>
        public TrunkRunner(CompiledTrunk trunk, Model model, ActivationMap output, int[] sums, int[] scratch)
        {
            int count = trunk.LayerCount;
            _trunk = trunk;
            _layers = model.Layers;
            _lanes = trunk.GetLanes();
            _plane = new FramePlane(model.FrameSize, model.DownsampleFactor, model.InputExponent, _lanes[0], scratch);
            _maps = new TrunkMap[count + 1];
            _next = new int[count + 1];
            _pools = new TrunkPool[count];
            _output = output;
            _sums = sums;
            int channels = 1;
            int size = model.InputSize;
            int length = 0;
            int firstSum = 0;
            int highest = 0;
            for (int i = 0; i <= count; i++)
            {
                // A map is cut as the layer that makes it is.
                int at = (i == 0 ? 0 : i - 1) * CompiledTrunk.LaneFields;
                bool last = i == count;
                int kept = last ? 1 : Splits(i) ? 0 : _layers[i].KernelSize;
                int zero = i == 0 ? FramePlane.ZeroCode : 0;
                _maps[i] = new TrunkMap(i == 0 ? 1 : channels >> 1, size, _lanes, at, zero, last ? 0 : _layers[i].Padding, kept);
                length += _maps[i].Length;
                if (i > 0)
                {
                    ReadoutTap[] taps = FindTaps(model.Readout.Taps, i - 1);
                    if (taps.Length > 0)
                    {
                        _pools[i - 1] = new TrunkPool(channels, _layers[i - 1].ActivationBits, size, _lanes, at, taps, sums, firstSum);
                        firstSum += TrunkPool.CountSums(taps, channels, size);
                    }
                }

                if (!last)
                {
                    channels = _layers[i].OutputChannels;
                    size = _layers[i].OutputSize;
                    highest = _layers[i].KernelSize > highest ? _layers[i].KernelSize : highest;
                }
            }

            _rows = new int[2 * highest];
            _words = new long[length];
            for (int i = count; i >= 0; i--)
            {
                length -= _maps[i].Length;
                _maps[i].Attach(_words, length);
            }
        }

        /// <summary>Gets the words of all maps, which hold nothing that is needed between two frames.</summary>
        public long[] Words
        {
            get { return _words; }
        }

        /// <summary>Gets how many activations exceeded their limits in the last frame.</summary>
        public int Saturations { get; private set; }

        /// <summary>Runs the trunk.</summary>
        /// <param name="frame">8-bit gray, row-major.</param>
        [Phase("trunk")]
        [Kernel]
        public void Run(byte[] frame)
        {
            Saturations = 0;
            System.Array.Clear(_sums, 0, _sums.Length);
            _plane.Measure(frame);
            for (int i = 0; i < _maps.Length; i++)
            {
                _next[i] = _maps[i].BandRows - 1;
            }

            Produce(_maps.Length - 1, 0);
        }

        /// <summary>Counts the cell sums of a trunk's layers.</summary>
        /// <param name="model">The model.</param>
        /// <param name="layerCount">How many layers the trunk has.</param>
        /// <returns>How many sums.</returns>
        public static int CountSums(Model model, int layerCount)
        {
            int count = 0;
            for (int i = 0; i < layerCount; i++)
            {
                count += TrunkPool.CountSums(FindTaps(model.Readout.Taps, i), model.Layers[i].OutputChannels, model.Layers[i].OutputSize);
            }

            return count;
        }

        /// <summary>Finds a compiled layer's cell sums over the grid of one of the readout's taps.</summary>
        /// <param name="layer">The layer's index.</param>
        /// <param name="grid">The tap's grid.</param>
        /// <returns>The index of the first one; they are channel-major.</returns>
        [Kernel]
        public int FindSums(int layer, int grid)
        {
            return _pools[layer].Find(grid);
        }

        private static ReadoutTap[] FindTaps(ReadoutTap[] taps, int layer)
        {
            int count = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                count += taps[i].Layer == layer ? 1 : 0;
            }

            ReadoutTap[] found = new ReadoutTap[count];
            for (int i = taps.Length - 1; i >= 0; i--)
            {
                if (taps[i].Layer == layer)
                {
                    count--;
                    found[count] = taps[i];
                }
            }

            return found;
        }

        // Whether a layer reads a map of several row bands row by row.
        [Kernel]
        private bool Splits(int layer)
        {
            int at = layer * CompiledTrunk.LaneFields;
            return layer > 0 && _lanes[at] != _lanes[at - CompiledTrunk.LaneFields];
        }

        [Kernel]
        private void Produce(int map, int row)
        {
            while (_next[map] >= row)
            {
                int next = _next[map];
                if (map == 0)
                {
                    FillInput(next);
                }
                else
                {
                    int first = Splits(map - 1) ? 0 : FindFirst(map - 1, next);
                    Produce(map - 1, first > 0 ? first : 0);
                    ComputeRow(map - 1, next);
                }

                _next[map] = next - 1;
            }
        }

        [Kernel]
        private int FindFirst(int layer, int row)
        {
            return (row * _layers[layer].Stride) - _layers[layer].Padding;
        }

        [Kernel]
        private void FillInput(int row)
        {
            TrunkMap map = _maps[0];
            _trunk.PackRow(_plane.TakeRow(row), _plane.Codes, _words, map.FindRow(row) + map.Origin);
            map.Finish(row);
        }

        [Kernel]
        private void ComputeRow(int layer, int row)
        {
            TrunkMap input = _maps[layer];
            TrunkMap map = _maps[layer + 1];
            int[] rows = _rows;
            int first = FindFirst(layer, row);
            int height = _layers[layer].KernelSize;
            bool splits = Splits(layer);
            for (int i = 0; i < height; i++)
            {
                rows[i] = input.FindRow(first);
                if (splits)
                {
                    rows[height + i] = input.FindLane(first);
                }

                first++;
            }

            int target = map.FindRow(row) + map.Origin;
            Saturations += _trunk.RunRow(layer, _words, rows, target);
            if (_pools[layer] != null)
            {
                _pools[layer].Add(_words, target, row);
            }

            map.Finish(row);
            if (_output != null && layer == _pools.Length - 1)
            {
                map.Unpack(row, _layers[layer].ActivationBits, _output);
            }
        }
    }
}
