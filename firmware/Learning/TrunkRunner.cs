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
        private readonly long[][][] _inputs;
        private readonly long[][] _scratch;
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
            _inputs = new long[count][][];
            _scratch = new long[count][];
            _next = new int[count + 1];
            _pools = new TrunkPool[count];
            _output = output;
            _sums = sums;
            int firstSum = 0;
            int channels = 1;
            int size = model.InputSize;
            int zero = FramePlane.ZeroCode;
            for (int i = 0; i <= count; i++)
            {
                bool last = i == count;
                int at = (last ? i - 1 : i) * CompiledTrunk.LaneFields;
                bool regroups = i > 0 && !last && !SameLanes(at, at - CompiledTrunk.LaneFields);
                int bits = i == 0 ? 8 : _layers[i - 1].ActivationBits;
                int together = i == 0 ? 1 : 2;
                int kept = last ? 1 : regroups ? size : _layers[i].KernelSize;
                _maps[i] = new TrunkMap(channels, bits, together, size, _lanes, at, zero, last ? 0 : _layers[i].Padding, kept);
                if (i > 0)
                {
                    if (regroups)
                    {
                        _scratch[i - 1] = new long[size / _lanes[at - CompiledTrunk.LaneFields + 1] * (channels / together)];
                    }

                    ReadoutTap[] taps = FindTaps(model.Readout.Taps, i - 1);
                    if (taps.Length > 0)
                    {
                        _pools[i - 1] = new TrunkPool(channels, bits, size, _lanes, (i - 1) * CompiledTrunk.LaneFields, taps, sums, firstSum);
                        firstSum += TrunkPool.CountSums(taps, channels, size);
                    }
                }

                if (!last)
                {
                    _inputs[i] = new long[_layers[i].KernelSize][];
                    channels = _layers[i].OutputChannels;
                    size = _layers[i].OutputSize;
                    zero = 0;
                }
            }
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
                if (i > 0)
                {
                    if (_scratch[i - 1] != null)
                    {
                        _next[i] = (_maps[i].Size / _lanes[(i - 1) * CompiledTrunk.LaneFields]) - 1;
                    }
                }
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

        private bool SameLanes(int a, int b)
        {
            return _lanes[a] == _lanes[b] && _lanes[a + 1] == _lanes[b + 1] && _lanes[a + 2] == _lanes[b + 2];
        }

        [Kernel]
        private void Produce(int map, int row)
        {
            // A map that is cut anew is complete only after its producer's last row.
            int lowest = map > 0 && _scratch[map - 1] != null ? 0 : row;
            while (_next[map] >= lowest)
            {
                if (map == 0)
                {
                    FillInput(_next[0]);
                }
                else
                {
                    ComputeRow(map - 1, _next[map]);
                }

                _next[map]--;
            }
        }

        [Kernel]
        private void FillInput(int row)
        {
            TrunkMap map = _maps[0];
            _trunk.PackRow(_plane.TakeRow(row), _plane.Codes, map.GetRow(row), map.Origin);
            map.Finish(row);
        }

        [Kernel]
        private void ComputeRow(int layer, int row)
        {
            ConvolutionLayer shape = _layers[layer];
            TrunkMap input = _maps[layer];
            TrunkMap map = _maps[layer + 1];
            int first = (row * shape.Stride) - shape.Padding;
            Produce(layer, first > 0 ? first : 0);
            long[][] rows = _inputs[layer];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = input.GetRow(first + i);
            }

            long[] scratch = _scratch[layer];
            long[] words = scratch == null ? map.GetRow(row) : scratch;
            int origin = scratch == null ? map.Origin : 0;
            Saturations += _trunk.RunRow(layer, rows, words, origin);
            if (_pools[layer] != null)
            {
                _pools[layer].Add(words, origin, row);
            }

            if (scratch == null)
            {
                map.Finish(row);
            }
            else
            {
                map.Regroup(scratch, row, _lanes, layer * CompiledTrunk.LaneFields);
            }

            if (_output != null && layer == _inputs.Length - 1)
            {
                map.Unpack(row, _output);
            }
        }
    }
}
