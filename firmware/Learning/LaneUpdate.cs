namespace LlsEdge.Learning
{
    /// <summary>
    /// The weight update of a convolution on <see cref="LaneMap"/>s, bit for bit that of <see cref="ConvolutionUpdate"/>. The errors of a position in the three
    /// bands are packed in the reverse order of the inputs': the product of both words then has, in its top lane, the sum of the three products of error and
    /// input, and the sum over words is the gradient. Eight outputs and the taps of an input channel are summed in locals. As many rows are summed at once as
    /// the errors' sizes allow without overflow; a row whose errors alone are too large for a lane is added value by value.
    /// </summary>
    public sealed partial class LaneUpdate
    {
        private const int Group = LaneForward.Group;
        private const int Taps = 9;

        // A top lane of 21 bits: bit 63 takes part in no sum.
        private const int TopShift = 43;
        private const long Half = 1L << 41;
        private const int LaneLimit = (1 << 20) - 2;

        private readonly long[] _errors;
        private readonly int[] _gradient = new int[Group * Taps];
        private readonly int[] _keys = new int[Group];
        private readonly int[] _randoms = new int[Group];
        private readonly int[] _biasGradient = new int[Group];
        private readonly int[] _rowErrors;
        private readonly byte[] _slowRows;
        private int _splitTiles;
        private readonly byte[] _firstCell;
        private readonly byte[] _lastCell;
        private readonly byte[] _runEnd;
        private bool _adds;
        private int _slow;
        private int _active;
        private int _largestErrors;
        private int _shift;
        private int _fraction;
        private int _largestMaster;
        private int _smallestMaster;

        /// <summary>Creates the update.</summary>
        /// <param name="scratch">Shared with <see cref="LaneForward"/>: <see cref="Group"/> words for each column of the widest map, rounded up to threes.</param>
        /// <param name="mostRows">The most rows of words of a map.</param>
        /// <param name="largestSize">The largest height of a map.</param>
        public LaneUpdate(long[] scratch, int mostRows, int largestSize)
        {
            _errors = scratch;
            _rowErrors = new int[mostRows];
            _slowRows = new byte[mostRows];
            _firstCell = new byte[largestSize];
            _lastCell = new byte[largestSize];
            _runEnd = new byte[largestSize];
        }

        /// <summary>Gets how many masters and biases of the last update hit their limits.</summary>
        public int Saturations { get; private set; }

        /// <summary>Moves masters, weights and biases against the gradient.</summary>
        /// <param name="layer">The layer.</param>
        /// <param name="input">Its input.</param>
        /// <param name="output">Its output: where it is 0, ReLU passes no error.</param>
        /// <param name="signals">dz of each channel and cell, as <see cref="LlsRule.Run"/> leaves it.</param>
        /// <param name="seed">The model's seed.</param>
        /// <param name="step">The training step.</param>
        /// <param name="layerIndex">The layer's index, part of the key of the rounding stream.</param>
        [Phase("update")]
        [Kernel]
        public void Run(ConvolutionLayer layer, LaneMap input, LaneMap output, int[] signals, int seed, int step, int layerIndex)
        {
            Saturations = 0;
            _splitTiles = layer.Stride == 2 ? 1 : 2;
            _largestErrors = LaneLimit / (input.Offset == 0 ? 127 : 255);
            _shift = layer.UpdateShift;
            _fraction = layer.MasterFraction;
            _largestMaster = layer.LargestMaster;
            _smallestMaster = layer.SmallestMaster;
            int perOutput = layer.WeightsPerChannel;
            short[] masters = layer.Masters;
            sbyte[] weights = layer.Weights;
            int[] weightSums = layer.WeightSums;
            int inputs = layer.InputChannels;
            int offset = input.Offset;
            FindCells(output.Size, layer.PoolGrid);
            int tiles = (output.Size + 2) / 3;
            int slab = _errors.Length / (3 * Group * tiles);
            int rows = output.BandRows;
            bool points = layer.KernelSize == 1;
            int channelStep = points ? 8 : 1;
            for (int k = 0; k < layer.OutputChannels; k += Group)
            {
                for (int i = 0; i < Group; i++)
                {
                    _biasGradient[i] = 0;
                    int key = StochasticRounding.Key(seed, step, layerIndex, k + i);
                    _keys[i] = key;
                    _randoms[i] = key;
                }

                _active = 0;
                for (int c = 0; c < inputs; c += channelStep)
                {
                    _adds = false;
                    for (int row = 0; row < rows; row += slab)
                    {
                        int count = row + slab < rows ? slab : rows - row;
                        if (c == 0 || slab < rows)
                        {
                            FillErrors(layer, input, output, signals, k, row, count, c == 0);
                        }

                        if (_active != 0)
                        {
                            Correlate(layer, input, c, row, count, tiles);
                            if (_slow != 0)
                            {
                                if (!_adds)
                                {
                                    System.Array.Clear(_gradient, 0, _gradient.Length);
                                    _adds = true;
                                }

                                AddSlowRows(layer, input, output, signals, k, c, row, count);
                            }
                        }
                    }

                    if (_active == 0)
                    {
                        break;
                    }

                    if (!_adds)
                    {
                        System.Array.Clear(_gradient, 0, _gradient.Length);
                    }

                    if (offset != 0)
                    {
                        TakeOffset(offset);
                    }

                    int taps = points ? (c + 8 <= inputs ? 8 : 4) : Taps;
                    Apply(masters, weights, weightSums, k, (k * perOutput) + (points ? c : c * Taps), perOutput, taps);
                }

                for (int i = 0; i < Group; i++)
                {
                    if ((_active & (1 << i)) != 0)
                    {
                        ApplyBias(layer, k + i, _biasGradient[i], _keys[i]);
                    }
                }
            }
        }

        [Kernel]
        private void Correlate(ConvolutionLayer layer, LaneMap input, int channel, int firstRow, int rows, int tiles)
        {
            int limit = _largestErrors;
            int columns = tiles * 3;
            int rowLength = input.RowLength;
            int planeLength = input.PlaneLength;
            int padding = layer.Padding;
            int stride = layer.Stride;
            int rowStep = stride * rowLength;
            int start = input.Origin + (channel * planeLength) - padding + (firstRow * rowStep) - (padding * rowLength);
            bool points = layer.KernelSize == 1;
            int lastPlanes = channel + 8 <= layer.InputChannels ? planeLength : 0;
            int[] rowErrors = _rowErrors;
            long[] x = input.Values;
            int from = 0;
            int tile = 0;
            while (from < rows)
            {
                int to = from;
                int sizes = 0;
                while (to < rows && sizes + rowErrors[to] <= limit)
                {
                    sizes += rowErrors[to];
                    to++;
                }

                int errors = ((from * columns) + (tile * 3)) * Group;
                int at = start + (from * rowStep);
                int count = to - from;
                int width = columns;
                if (count == 0)
                {
                    // Too much for a lane: a part of the row at a time, three words each.
                    at += tile / _splitTiles * 3;
                    count = 1;
                    width = 3 * (tile + _splitTiles <= tiles ? _splitTiles : tiles - tile);
                    tile += _splitTiles;
                    if (tile >= tiles)
                    {
                        tile = 0;
                        to++;
                    }
                }
                else if (sizes == 0)
                {
                    from = to;
                    continue;
                }

                if (points)
                {
                    CorrelateEightPoints(x, at, rowLength, planeLength, lastPlanes, _errors, errors, _gradient, _adds, count, width);
                }
                else
                {
                    CorrelateOneChannel(x, at, rowLength, stride, _errors, errors, _gradient, _adds, count, width);
                }

                _adds = true;
                from = to;
            }
        }

        [Kernel]
        private void AddSlowRows(ConvolutionLayer layer, LaneMap input, LaneMap output, int[] signals, int firstOutput, int channel, int firstRow, int rows)
        {
            int cells = layer.PoolGrid * layer.PoolGrid;
            int size = output.Size;
            int left = layer.InputChannels - channel;
            int steps = layer.KernelSize == 1 ? (left < 8 ? left : 8) : 3;
            for (int y = 0; y < rows; y++)
            {
                if (_slowRows[y] != 0)
                {
                    int row = firstRow + y;
                    int start = input.Origin + (channel * input.PlaneLength) + (((row * layer.Stride) - layer.Padding) * input.RowLength);
                    for (int i = 0; i < Group; i++)
                    {
                        if ((_slowRows[y] & (1 << i)) != 0)
                        {
                            int from = output.Origin + ((firstOutput + i) * output.PlaneLength) + (row * output.RowLength);
                            for (int band = 0; band < LaneMap.Bands && (band * output.BandRows) + row < size; band++)
                            {
                                AddSlowRow(
                                    layer, input, output.Values, from, size, signals, (firstOutput + i) * cells,
                                    (band * output.BandRows) + row, start, steps, band * LaneMap.LaneBits, i * Taps);
                            }
                        }
                    }
                }
            }
        }

        [Kernel]
        private void AddSlowRow(
            ConvolutionLayer layer, LaneMap input, long[] h, int from, int size, int[] signals, int plane, int y, int start, int steps,
            int lane, int first)
        {
            int[] gradient = _gradient;
            long[] x = input.Values;
            int grid = layer.PoolGrid;
            int stride = layer.Stride;
            int kernel = layer.KernelSize;
            int padding = layer.Padding;

            // The rows of a 3×3 kernel, or the channels of a 1×1 kernel.
            int step = kernel == 1 ? input.PlaneLength : input.RowLength;
            bool overlap = LatentPool.GetCellSize(size, grid) * grid != size;
            int cells = plane + (_firstCell[y] * grid);
            int oddLane = lane + LaneMap.OddShift;
            for (int column = 0; column < size; column++)
            {
                if (((h[from + (column >> 1)] >> ((column & 1) == 0 ? lane : oddLane)) & 1023) != 0)
                {
                    int signal = overlap ? GetSignal(signals, plane, grid, y, column) : signals[cells + _firstCell[column]];
                    int left = (column * stride) - padding;
                    bool odd = (left & 1) != 0;
                    int at = first;
                    int row = start + (left >> 1);
                    for (int s = 0; s < steps; s++)
                    {
                        long word = x[row];
                        if (kernel == 1)
                        {
                            gradient[at] = gradient[at] + (signal * ((int)(word >> (odd ? oddLane : lane)) & 1023));
                            at++;
                        }
                        else
                        {
                            long next = x[row + 1];
                            gradient[at] = gradient[at] + (signal * ((int)(word >> (odd ? oddLane : lane)) & 1023));
                            gradient[at + 1] = gradient[at + 1] + (signal * ((int)(odd ? next >> lane : word >> oddLane) & 1023));
                            gradient[at + 2] = gradient[at + 2] + (signal * ((int)(next >> (odd ? oddLane : lane)) & 1023));
                            at += 3;
                        }

                        row += step;
                    }
                }
            }
        }

        // Inputs were too large by the offset wherever there was an error.
        [Kernel]
        private void TakeOffset(int offset)
        {
            int at = 0;
            for (int i = 0; i < Group; i++)
            {
                int share = offset * _biasGradient[i];
                for (int t = 0; t < Taps; t++)
                {
                    _gradient[at] = _gradient[at] - share;
                    at++;
                }
            }
        }

        // Moves the weights of some taps of eight outputs, three taps a turn.
        [Kernel]
        private void Apply(short[] masters, sbyte[] weights, int[] weightSums, int firstChannel, int first, int perOutput, int taps)
        {
            int[] gradient = _gradient;
            int active = _active;
            int shift = _shift;
            int randomShift = 32 - shift;
            int fraction = _fraction;
            int half = (1 << fraction) >> 1;
            for (int place = 0; place < Group; place++)
            {
                if (((active >> place) & 1) != 0)
                {
                    int channel = firstChannel + place;
                    int random = _randoms[place];
                    int change;
                    int i = place * Taps;
                    int end = i + taps;
                    int lastThree = end - 2;
                    int at = first;
                    while (i < lastThree)
                    {
                        random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                        change = (gradient[i] + (int)((uint)random >> randomShift)) >> shift;
                        if (change != 0)
                        {
                            int before = masters[at] + half;
                            int after = before - change;
                            if (((before ^ after) >> fraction) != 0)
                            {
                                after = ChangeWeight(weights, weightSums, channel, at, before, after);
                            }

                            masters[at] = (short)(after - half);
                        }

                        random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                        change = (gradient[i + 1] + (int)((uint)random >> randomShift)) >> shift;
                        if (change != 0)
                        {
                            int before = masters[at + 1] + half;
                            int after = before - change;
                            if (((before ^ after) >> fraction) != 0)
                            {
                                after = ChangeWeight(weights, weightSums, channel, at + 1, before, after);
                            }

                            masters[at + 1] = (short)(after - half);
                        }

                        random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                        change = (gradient[i + 2] + (int)((uint)random >> randomShift)) >> shift;
                        if (change != 0)
                        {
                            int before = masters[at + 2] + half;
                            int after = before - change;
                            if (((before ^ after) >> fraction) != 0)
                            {
                                after = ChangeWeight(weights, weightSums, channel, at + 2, before, after);
                            }

                            masters[at + 2] = (short)(after - half);
                        }

                        i += 3;
                        at += 3;
                    }

                    while (i < end)
                    {
                        random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                        change = (gradient[i] + (int)((uint)random >> randomShift)) >> shift;
                        if (change != 0)
                        {
                            int before = masters[at] + half;
                            int after = before - change;
                            if (((before ^ after) >> fraction) != 0)
                            {
                                after = ChangeWeight(weights, weightSums, channel, at, before, after);
                            }

                            masters[at] = (short)(after - half);
                        }

                        i++;
                        at++;
                    }

                    _randoms[place] = random;
                }

                first += perOutput;
            }
        }

        // A master, half a weight added, that crosses to another weight: only then can it leave its limits.
        [Kernel]
        private int ChangeWeight(sbyte[] weights, int[] weightSums, int channel, int at, int before, int after)
        {
            int fraction = _fraction;
            int half = (1 << fraction) >> 1;
            if (after > _largestMaster + half)
            {
                after = _largestMaster + half;
                Saturations++;
            }
            else if (after < _smallestMaster + half)
            {
                after = _smallestMaster + half;
                Saturations++;
            }

            int old = before >> fraction;
            int weight = after >> fraction;
            weights[at] = (sbyte)weight;
            weightSums[channel] = weightSums[channel] + (weight < 0 ? -weight : weight) - (old < 0 ? -old : old);
            return after;
        }

        [Kernel]
        private void ApplyBias(ConvolutionLayer layer, int channel, int gradient, int random)
        {
            int shift = layer.BiasUpdateShift;
            int dither = (random >> (32 - shift)) & ((1 << shift) - 1);
            int bias = layer.Bias[channel] - ((gradient + dither) >> shift);
            int limited = FixedPoint.Clamp(bias, -ConvolutionUpdate.BiasLimit, ConvolutionUpdate.BiasLimit);
            if (limited != bias)
            {
                Saturations++;
            }

            layer.Bias[channel] = limited;
        }
    }
}
