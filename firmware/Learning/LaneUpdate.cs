namespace LlsEdge.Learning
{
    /// <summary>
    /// The weight update of a convolution on <see cref="LaneMap"/>s, bit for bit that of <see cref="ConvolutionUpdate"/>. The errors of a position in the three
    /// bands are packed in the reverse order of the inputs': the product of both words then has, in its top lane, the sum of the three products of error and
    /// input, and the sum over words is the gradient. Eight outputs and the taps of an input channel are summed in locals. As many rows are summed at once as
    /// the errors' sizes allow without overflow; a row whose errors alone are too large for a lane is added value by value.
    /// </summary>
    public sealed class LaneUpdate
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

        // Cells overlap where P does not divide the size; a run is columns of the same cells.
        [Kernel]
        private void FindCells(int size, int grid)
        {
            int cell = LatentPool.GetCellSize(size, grid);
            int first = 0;
            int last = 0;
            for (int i = 0; i < size; i++)
            {
                if (i >= (first * size / grid) + cell)
                {
                    first++;
                }

                if (last + 1 < grid && i >= (last + 1) * size / grid)
                {
                    last++;
                }

                _firstCell[i] = (byte)first;
                _lastCell[i] = (byte)last;
            }

            int end = size;
            for (int i = size - 1; i >= 0; i--)
            {
                _runEnd[i] = (byte)end;
                if (i > 0 && (_firstCell[i - 1] != _firstCell[i] || _lastCell[i - 1] != _lastCell[i]))
                {
                    end = i;
                }
            }
        }

        // The signals of all cells that hold a position.
        [Kernel]
        private int GetSignal(int[] signals, int plane, int grid, int y, int x)
        {
            int sum = 0;
            for (int py = _firstCell[y]; py <= _lastCell[y]; py++)
            {
                for (int px = _firstCell[x]; px <= _lastCell[x]; px++)
                {
                    sum += signals[plane + (py * grid) + px];
                }
            }

            return sum;
        }

        // The errors of some rows of words of eight outputs, position by position; counts what they come to.
        [Kernel]
        private void FillErrors(ConvolutionLayer layer, LaneMap input, LaneMap output, int[] signals, int firstOutput, int firstRow, int rows, bool counts)
        {
            _slow = 0;
            for (int y = 0; y < rows; y++)
            {
                _rowErrors[y] = 0;
                _slowRows[y] = 0;
            }

            int size = output.Size;
            int grid = layer.PoolGrid;
            int outputs = layer.OutputChannels;
            int rowLength = output.RowLength;
            int planeLength = output.PlaneLength;
            int start = output.Origin + (firstOutput * planeLength) + (firstRow * rowLength);
            bool overlap = LatentPool.GetCellSize(size, grid) * grid != size;
            for (int i = 0; i < Group; i++)
            {
                if (firstOutput + i < outputs)
                {
                    FillOutput(
                        output.Values, start, rowLength, size, output.BandRows, signals, (firstOutput + i) * grid * grid, grid, overlap, i,
                        firstRow, rows, counts);
                }
                else
                {
                    ClearErrors(i, rows * ((size + 2) / 3) * 3);
                }

                start += planeLength;
            }
        }

        [Kernel]
        private void ClearErrors(int place, int positions)
        {
            for (int i = 0; i < positions; i++)
            {
                _errors[place] = 0;
                place += Group;
            }
        }

        [Kernel]
        private void FillOutput(
            long[] h, int rowStart, int rowLength, int size, int bandRows, int[] signals, int plane, int grid, bool overlap, int place,
            int firstRow, int rows, bool counts)
        {
            long[] errors = _errors;
            byte[] firstCell = _firstCell;
            byte[] runEnd = _runEnd;
            long ones = LaneMap.Ones;
            long one = 1;
            long nearly = ones * (127 + (127 << LaneMap.OddShift));
            int padded = (size + 2) / 3 * 3;
            int e = place;
            int bias = 0;
            int active = 0;
            for (int y = 0; y < rows; y++)
            {
                // Lanes below the map hold zeros: whatever signal they are given has no effect.
                int y0 = firstRow + y;
                int y1 = y0 + bandRows;
                int y2 = y1 + bandRows;
                y1 = y1 < size ? y1 : size - 1;
                y2 = y2 < size ? y2 : size - 1;
                int cell0 = plane + (firstCell[y0] * grid);
                int cell1 = plane + (firstCell[y1] * grid);
                int cell2 = plane + (firstCell[y2] * grid);
                int sizes = 0;
                int start = e;
                int column = 0;
                while (column < size)
                {
                    int end = runEnd[column];
                    int px = firstCell[column];
                    int d0 = signals[cell0 + px];
                    int d1 = signals[cell1 + px];
                    int d2 = signals[cell2 + px];
                    if (overlap)
                    {
                        d0 = GetSignal(signals, plane, grid, y0, column);
                        d1 = GetSignal(signals, plane, grid, y1, column);
                        d2 = GetSignal(signals, plane, grid, y2, column);
                    }

                    if ((d0 | d1 | d2) == 0)
                    {
                        while (column < end)
                        {
                            errors[e] = 0;
                            e += Group;
                            column++;
                        }

                        continue;
                    }

                    long error0 = (long)d0 << (2 * LaneMap.LaneBits);
                    long error1 = (long)d1 << LaneMap.LaneBits;
                    long error2 = d2;
                    long count = 0;
                    int at = rowStart + (column >> 1);
                    if ((column & 1) != 0)
                    {
                        // One in every lane whose output is above zero.
                        long on = ((h[at] + nearly) >> 17) & ones;
                        count = on;
                        errors[e] = ((on & one) * error0) + (((on >> LaneMap.LaneBits) & one) * error1) + ((on >> (2 * LaneMap.LaneBits)) * error2);
                        e += Group;
                        at++;
                        column++;
                    }

                    int lastPair = end - 1;
                    while (column < lastPair)
                    {
                        long both = h[at] + nearly;
                        long on = (both >> 7) & ones;
                        long odd = (both >> 17) & ones;
                        count = count + on + odd;
                        errors[e] = ((on & one) * error0) + (((on >> LaneMap.LaneBits) & one) * error1) + ((on >> (2 * LaneMap.LaneBits)) * error2);
                        errors[e + Group] = ((odd & one) * error0) + (((odd >> LaneMap.LaneBits) & one) * error1) + ((odd >> (2 * LaneMap.LaneBits)) * error2);
                        e += 2 * Group;
                        at++;
                        column += 2;
                    }

                    if (column < end)
                    {
                        long on = ((h[at] + nearly) >> 7) & ones;
                        count += on;
                        errors[e] = ((on & one) * error0) + (((on >> LaneMap.LaneBits) & one) * error1) + ((on >> (2 * LaneMap.LaneBits)) * error2);
                        e += Group;
                        column++;
                    }

                    int n0 = (int)count & 0x1FFFFF;
                    int n1 = (int)(count >> LaneMap.LaneBits) & 0x1FFFFF;
                    int n2 = (int)(count >> (2 * LaneMap.LaneBits));
                    bias += (n0 * d0) + (n1 * d1) + (n2 * d2);
                    n0 *= d0;
                    n1 *= d1;
                    n2 *= d2;
                    sizes += (n0 < 0 ? -n0 : n0) + (n1 < 0 ? -n1 : n1) + (n2 < 0 ? -n2 : n2);
                }

                while (column < padded)
                {
                    errors[e] = 0;
                    e += Group;
                    column++;
                }

                active |= sizes;
                if (sizes > _largestErrors && !FitsInParts(start, padded))
                {
                    ClearErrors(start, padded);
                    _slowRows[y] = (byte)(_slowRows[y] | (1 << place));
                    _slow = 1;
                }
                else if (sizes > _rowErrors[y])
                {
                    _rowErrors[y] = sizes;
                }

                rowStart += rowLength;
            }

            if (counts)
            {
                _biasGradient[place] += bias;
                if (active != 0)
                {
                    _active |= 1 << place;
                }
            }
        }

        // Tells whether the errors of each part of a row that can be added up apart fit a lane.
        [Kernel]
        private bool FitsInParts(int start, int positions)
        {
            long[] errors = _errors;
            int part = 3 * _splitTiles;
            int sizes = 0;
            int left = part;
            for (int i = 0; i < positions; i++)
            {
                // The lanes of a sum of signed numbers: what is left after a lane is taken off is a multiple of the next one's unit.
                long word = errors[start];
                int low = (int)((word << TopShift) >> TopShift);
                word = (word - low) >> LaneMap.LaneBits;
                int middle = (int)((word << TopShift) >> TopShift);
                int high = (int)((word - middle) >> LaneMap.LaneBits);
                sizes += (low < 0 ? -low : low) + (middle < 0 ? -middle : middle) + (high < 0 ? -high : high);
                start += Group;
                left--;
                if (sizes > _largestErrors)
                {
                    return false;
                }

                if (left == 0)
                {
                    left = part;
                    sizes = 0;
                }
            }

            return true;
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

        // The sums of error·input of eight outputs and the nine taps of one input channel, over some rows of words, in top lanes.
        [Kernel]
        private static void CorrelateOneChannel(
            long[] x, int start, int rowLength, int stride, long[] errors, int from, int[] gradient, bool adds, int rows, int columns)
        {
            long half = Half;
            long a0 = half;
            long a1 = half;
            long a2 = half;
            long a3 = half;
            long a4 = half;
            long a5 = half;
            long a6 = half;
            long a7 = half;
            long a8 = half;
            long b0 = half;
            long b1 = half;
            long b2 = half;
            long b3 = half;
            long b4 = half;
            long b5 = half;
            long b6 = half;
            long b7 = half;
            long b8 = half;
            long c0 = half;
            long c1 = half;
            long c2 = half;
            long c3 = half;
            long c4 = half;
            long c5 = half;
            long c6 = half;
            long c7 = half;
            long c8 = half;
            long d0 = half;
            long d1 = half;
            long d2 = half;
            long d3 = half;
            long d4 = half;
            long d5 = half;
            long d6 = half;
            long d7 = half;
            long d8 = half;
            long f0 = half;
            long f1 = half;
            long f2 = half;
            long f3 = half;
            long f4 = half;
            long f5 = half;
            long f6 = half;
            long f7 = half;
            long f8 = half;
            long g0 = half;
            long g1 = half;
            long g2 = half;
            long g3 = half;
            long g4 = half;
            long g5 = half;
            long g6 = half;
            long g7 = half;
            long g8 = half;
            long h0 = half;
            long h1 = half;
            long h2 = half;
            long h3 = half;
            long h4 = half;
            long h5 = half;
            long h6 = half;
            long h7 = half;
            long h8 = half;
            long k0 = half;
            long k1 = half;
            long k2 = half;
            long k3 = half;
            long k4 = half;
            long k5 = half;
            long k6 = half;
            long k7 = half;
            long k8 = half;
            long even = LaneMap.Even;
            int down1 = rowLength;
            int down2 = rowLength + rowLength;
            int e = from;
            while (rows > 0)
            {
                int at = start;
                for (int column = 0; column < columns; column += 3)
                {
                    long x00;
                    long x01;
                    long x02;
                    long x10;
                    long x11;
                    long x12;
                    long x20;
                    long x21;
                    long x22;
                    long x03;
                    long x04;
                    long x05;
                    long x13;
                    long x14;
                    long x15;
                    long x23;
                    long x24;
                    long x25;
                    long x06;
                    long x07;
                    long x08;
                    long x16;
                    long x17;
                    long x18;
                    long x26;
                    long x27;
                    long x28;
                    if (stride == 2)
                    {
                        x00 = (x[at] >> LaneMap.OddShift) & even;
                        long word = x[at + 1];
                        x01 = word & even;
                        x02 = (word >> LaneMap.OddShift) & even;
                        x10 = x02;
                        word = x[at + 2];
                        x11 = word & even;
                        x12 = (word >> LaneMap.OddShift) & even;
                        x20 = x12;
                        word = x[at + 3];
                        x21 = word & even;
                        x22 = (word >> LaneMap.OddShift) & even;
                        x03 = (x[at + down1] >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 1];
                        x04 = word & even;
                        x05 = (word >> LaneMap.OddShift) & even;
                        x13 = x05;
                        word = x[at + down1 + 2];
                        x14 = word & even;
                        x15 = (word >> LaneMap.OddShift) & even;
                        x23 = x15;
                        word = x[at + down1 + 3];
                        x24 = word & even;
                        x25 = (word >> LaneMap.OddShift) & even;
                        x06 = (x[at + down2] >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 1];
                        x07 = word & even;
                        x08 = (word >> LaneMap.OddShift) & even;
                        x16 = x08;
                        word = x[at + down2 + 2];
                        x17 = word & even;
                        x18 = (word >> LaneMap.OddShift) & even;
                        x26 = x18;
                        word = x[at + down2 + 3];
                        x27 = word & even;
                        x28 = (word >> LaneMap.OddShift) & even;
                        at += 3;
                    }
                    else if ((column & 1) == 0)
                    {
                        x00 = (x[at] >> LaneMap.OddShift) & even;
                        long word = x[at + 1];
                        x01 = word & even;
                        x02 = (word >> LaneMap.OddShift) & even;
                        word = x[at + 2];
                        x12 = word & even;
                        x22 = (word >> LaneMap.OddShift) & even;
                        x10 = x01;
                        x11 = x02;
                        x20 = x02;
                        x21 = x12;
                        x03 = (x[at + down1] >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 1];
                        x04 = word & even;
                        x05 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 2];
                        x15 = word & even;
                        x25 = (word >> LaneMap.OddShift) & even;
                        x13 = x04;
                        x14 = x05;
                        x23 = x05;
                        x24 = x15;
                        x06 = (x[at + down2] >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 1];
                        x07 = word & even;
                        x08 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 2];
                        x18 = word & even;
                        x28 = (word >> LaneMap.OddShift) & even;
                        x16 = x07;
                        x17 = x08;
                        x26 = x08;
                        x27 = x18;
                        at++;
                    }
                    else
                    {
                        long word = x[at + 1];
                        x00 = word & even;
                        x01 = (word >> LaneMap.OddShift) & even;
                        word = x[at + 2];
                        x02 = word & even;
                        x12 = (word >> LaneMap.OddShift) & even;
                        x22 = x[at + 3] & even;
                        x10 = x01;
                        x11 = x02;
                        x20 = x02;
                        x21 = x12;
                        word = x[at + down1 + 1];
                        x03 = word & even;
                        x04 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 2];
                        x05 = word & even;
                        x15 = (word >> LaneMap.OddShift) & even;
                        x25 = x[at + down1 + 3] & even;
                        x13 = x04;
                        x14 = x05;
                        x23 = x05;
                        x24 = x15;
                        word = x[at + down2 + 1];
                        x06 = word & even;
                        x07 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 2];
                        x08 = word & even;
                        x18 = (word >> LaneMap.OddShift) & even;
                        x28 = x[at + down2 + 3] & even;
                        x16 = x07;
                        x17 = x08;
                        x26 = x08;
                        x27 = x18;
                        at += 2;
                    }

                    long e0 = errors[e];
                    long e1 = errors[e + 8];
                    long e2 = errors[e + 16];
                    if ((e0 | e1 | e2) != 0)
                    {
                        a0 = a0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        a1 = a1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        a2 = a2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        a3 = a3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        a4 = a4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        a5 = a5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        a6 = a6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        a7 = a7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        a8 = a8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 1];
                    e1 = errors[e + 9];
                    e2 = errors[e + 17];
                    if ((e0 | e1 | e2) != 0)
                    {
                        b0 = b0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        b1 = b1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        b2 = b2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        b3 = b3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        b4 = b4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        b5 = b5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        b6 = b6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        b7 = b7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        b8 = b8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 2];
                    e1 = errors[e + 10];
                    e2 = errors[e + 18];
                    if ((e0 | e1 | e2) != 0)
                    {
                        c0 = c0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        c1 = c1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        c2 = c2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        c3 = c3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        c4 = c4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        c5 = c5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        c6 = c6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        c7 = c7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        c8 = c8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 3];
                    e1 = errors[e + 11];
                    e2 = errors[e + 19];
                    if ((e0 | e1 | e2) != 0)
                    {
                        d0 = d0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        d1 = d1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        d2 = d2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        d3 = d3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        d4 = d4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        d5 = d5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        d6 = d6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        d7 = d7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        d8 = d8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 4];
                    e1 = errors[e + 12];
                    e2 = errors[e + 20];
                    if ((e0 | e1 | e2) != 0)
                    {
                        f0 = f0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        f1 = f1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        f2 = f2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        f3 = f3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        f4 = f4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        f5 = f5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        f6 = f6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        f7 = f7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        f8 = f8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 5];
                    e1 = errors[e + 13];
                    e2 = errors[e + 21];
                    if ((e0 | e1 | e2) != 0)
                    {
                        g0 = g0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        g1 = g1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        g2 = g2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        g3 = g3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        g4 = g4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        g5 = g5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        g6 = g6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        g7 = g7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        g8 = g8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 6];
                    e1 = errors[e + 14];
                    e2 = errors[e + 22];
                    if ((e0 | e1 | e2) != 0)
                    {
                        h0 = h0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        h1 = h1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        h2 = h2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        h3 = h3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        h4 = h4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        h5 = h5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        h6 = h6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        h7 = h7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        h8 = h8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 7];
                    e1 = errors[e + 15];
                    e2 = errors[e + 23];
                    if ((e0 | e1 | e2) != 0)
                    {
                        k0 = k0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        k1 = k1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        k2 = k2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        k3 = k3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        k4 = k4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        k5 = k5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        k6 = k6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        k7 = k7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        k8 = k8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e += 24;
                }

                start += stride * rowLength;
                rows--;
            }

            if (adds)
            {
                gradient[0] = gradient[0] + (int)((a0 << 1) >> TopShift);
                gradient[1] = gradient[1] + (int)((a1 << 1) >> TopShift);
                gradient[2] = gradient[2] + (int)((a2 << 1) >> TopShift);
                gradient[3] = gradient[3] + (int)((a3 << 1) >> TopShift);
                gradient[4] = gradient[4] + (int)((a4 << 1) >> TopShift);
                gradient[5] = gradient[5] + (int)((a5 << 1) >> TopShift);
                gradient[6] = gradient[6] + (int)((a6 << 1) >> TopShift);
                gradient[7] = gradient[7] + (int)((a7 << 1) >> TopShift);
                gradient[8] = gradient[8] + (int)((a8 << 1) >> TopShift);
                gradient[9] = gradient[9] + (int)((b0 << 1) >> TopShift);
                gradient[10] = gradient[10] + (int)((b1 << 1) >> TopShift);
                gradient[11] = gradient[11] + (int)((b2 << 1) >> TopShift);
                gradient[12] = gradient[12] + (int)((b3 << 1) >> TopShift);
                gradient[13] = gradient[13] + (int)((b4 << 1) >> TopShift);
                gradient[14] = gradient[14] + (int)((b5 << 1) >> TopShift);
                gradient[15] = gradient[15] + (int)((b6 << 1) >> TopShift);
                gradient[16] = gradient[16] + (int)((b7 << 1) >> TopShift);
                gradient[17] = gradient[17] + (int)((b8 << 1) >> TopShift);
                gradient[18] = gradient[18] + (int)((c0 << 1) >> TopShift);
                gradient[19] = gradient[19] + (int)((c1 << 1) >> TopShift);
                gradient[20] = gradient[20] + (int)((c2 << 1) >> TopShift);
                gradient[21] = gradient[21] + (int)((c3 << 1) >> TopShift);
                gradient[22] = gradient[22] + (int)((c4 << 1) >> TopShift);
                gradient[23] = gradient[23] + (int)((c5 << 1) >> TopShift);
                gradient[24] = gradient[24] + (int)((c6 << 1) >> TopShift);
                gradient[25] = gradient[25] + (int)((c7 << 1) >> TopShift);
                gradient[26] = gradient[26] + (int)((c8 << 1) >> TopShift);
                gradient[27] = gradient[27] + (int)((d0 << 1) >> TopShift);
                gradient[28] = gradient[28] + (int)((d1 << 1) >> TopShift);
                gradient[29] = gradient[29] + (int)((d2 << 1) >> TopShift);
                gradient[30] = gradient[30] + (int)((d3 << 1) >> TopShift);
                gradient[31] = gradient[31] + (int)((d4 << 1) >> TopShift);
                gradient[32] = gradient[32] + (int)((d5 << 1) >> TopShift);
                gradient[33] = gradient[33] + (int)((d6 << 1) >> TopShift);
                gradient[34] = gradient[34] + (int)((d7 << 1) >> TopShift);
                gradient[35] = gradient[35] + (int)((d8 << 1) >> TopShift);
                gradient[36] = gradient[36] + (int)((f0 << 1) >> TopShift);
                gradient[37] = gradient[37] + (int)((f1 << 1) >> TopShift);
                gradient[38] = gradient[38] + (int)((f2 << 1) >> TopShift);
                gradient[39] = gradient[39] + (int)((f3 << 1) >> TopShift);
                gradient[40] = gradient[40] + (int)((f4 << 1) >> TopShift);
                gradient[41] = gradient[41] + (int)((f5 << 1) >> TopShift);
                gradient[42] = gradient[42] + (int)((f6 << 1) >> TopShift);
                gradient[43] = gradient[43] + (int)((f7 << 1) >> TopShift);
                gradient[44] = gradient[44] + (int)((f8 << 1) >> TopShift);
                gradient[45] = gradient[45] + (int)((g0 << 1) >> TopShift);
                gradient[46] = gradient[46] + (int)((g1 << 1) >> TopShift);
                gradient[47] = gradient[47] + (int)((g2 << 1) >> TopShift);
                gradient[48] = gradient[48] + (int)((g3 << 1) >> TopShift);
                gradient[49] = gradient[49] + (int)((g4 << 1) >> TopShift);
                gradient[50] = gradient[50] + (int)((g5 << 1) >> TopShift);
                gradient[51] = gradient[51] + (int)((g6 << 1) >> TopShift);
                gradient[52] = gradient[52] + (int)((g7 << 1) >> TopShift);
                gradient[53] = gradient[53] + (int)((g8 << 1) >> TopShift);
                gradient[54] = gradient[54] + (int)((h0 << 1) >> TopShift);
                gradient[55] = gradient[55] + (int)((h1 << 1) >> TopShift);
                gradient[56] = gradient[56] + (int)((h2 << 1) >> TopShift);
                gradient[57] = gradient[57] + (int)((h3 << 1) >> TopShift);
                gradient[58] = gradient[58] + (int)((h4 << 1) >> TopShift);
                gradient[59] = gradient[59] + (int)((h5 << 1) >> TopShift);
                gradient[60] = gradient[60] + (int)((h6 << 1) >> TopShift);
                gradient[61] = gradient[61] + (int)((h7 << 1) >> TopShift);
                gradient[62] = gradient[62] + (int)((h8 << 1) >> TopShift);
                gradient[63] = gradient[63] + (int)((k0 << 1) >> TopShift);
                gradient[64] = gradient[64] + (int)((k1 << 1) >> TopShift);
                gradient[65] = gradient[65] + (int)((k2 << 1) >> TopShift);
                gradient[66] = gradient[66] + (int)((k3 << 1) >> TopShift);
                gradient[67] = gradient[67] + (int)((k4 << 1) >> TopShift);
                gradient[68] = gradient[68] + (int)((k5 << 1) >> TopShift);
                gradient[69] = gradient[69] + (int)((k6 << 1) >> TopShift);
                gradient[70] = gradient[70] + (int)((k7 << 1) >> TopShift);
                gradient[71] = gradient[71] + (int)((k8 << 1) >> TopShift);
            }
            else
            {
                gradient[0] = (int)((a0 << 1) >> TopShift);
                gradient[1] = (int)((a1 << 1) >> TopShift);
                gradient[2] = (int)((a2 << 1) >> TopShift);
                gradient[3] = (int)((a3 << 1) >> TopShift);
                gradient[4] = (int)((a4 << 1) >> TopShift);
                gradient[5] = (int)((a5 << 1) >> TopShift);
                gradient[6] = (int)((a6 << 1) >> TopShift);
                gradient[7] = (int)((a7 << 1) >> TopShift);
                gradient[8] = (int)((a8 << 1) >> TopShift);
                gradient[9] = (int)((b0 << 1) >> TopShift);
                gradient[10] = (int)((b1 << 1) >> TopShift);
                gradient[11] = (int)((b2 << 1) >> TopShift);
                gradient[12] = (int)((b3 << 1) >> TopShift);
                gradient[13] = (int)((b4 << 1) >> TopShift);
                gradient[14] = (int)((b5 << 1) >> TopShift);
                gradient[15] = (int)((b6 << 1) >> TopShift);
                gradient[16] = (int)((b7 << 1) >> TopShift);
                gradient[17] = (int)((b8 << 1) >> TopShift);
                gradient[18] = (int)((c0 << 1) >> TopShift);
                gradient[19] = (int)((c1 << 1) >> TopShift);
                gradient[20] = (int)((c2 << 1) >> TopShift);
                gradient[21] = (int)((c3 << 1) >> TopShift);
                gradient[22] = (int)((c4 << 1) >> TopShift);
                gradient[23] = (int)((c5 << 1) >> TopShift);
                gradient[24] = (int)((c6 << 1) >> TopShift);
                gradient[25] = (int)((c7 << 1) >> TopShift);
                gradient[26] = (int)((c8 << 1) >> TopShift);
                gradient[27] = (int)((d0 << 1) >> TopShift);
                gradient[28] = (int)((d1 << 1) >> TopShift);
                gradient[29] = (int)((d2 << 1) >> TopShift);
                gradient[30] = (int)((d3 << 1) >> TopShift);
                gradient[31] = (int)((d4 << 1) >> TopShift);
                gradient[32] = (int)((d5 << 1) >> TopShift);
                gradient[33] = (int)((d6 << 1) >> TopShift);
                gradient[34] = (int)((d7 << 1) >> TopShift);
                gradient[35] = (int)((d8 << 1) >> TopShift);
                gradient[36] = (int)((f0 << 1) >> TopShift);
                gradient[37] = (int)((f1 << 1) >> TopShift);
                gradient[38] = (int)((f2 << 1) >> TopShift);
                gradient[39] = (int)((f3 << 1) >> TopShift);
                gradient[40] = (int)((f4 << 1) >> TopShift);
                gradient[41] = (int)((f5 << 1) >> TopShift);
                gradient[42] = (int)((f6 << 1) >> TopShift);
                gradient[43] = (int)((f7 << 1) >> TopShift);
                gradient[44] = (int)((f8 << 1) >> TopShift);
                gradient[45] = (int)((g0 << 1) >> TopShift);
                gradient[46] = (int)((g1 << 1) >> TopShift);
                gradient[47] = (int)((g2 << 1) >> TopShift);
                gradient[48] = (int)((g3 << 1) >> TopShift);
                gradient[49] = (int)((g4 << 1) >> TopShift);
                gradient[50] = (int)((g5 << 1) >> TopShift);
                gradient[51] = (int)((g6 << 1) >> TopShift);
                gradient[52] = (int)((g7 << 1) >> TopShift);
                gradient[53] = (int)((g8 << 1) >> TopShift);
                gradient[54] = (int)((h0 << 1) >> TopShift);
                gradient[55] = (int)((h1 << 1) >> TopShift);
                gradient[56] = (int)((h2 << 1) >> TopShift);
                gradient[57] = (int)((h3 << 1) >> TopShift);
                gradient[58] = (int)((h4 << 1) >> TopShift);
                gradient[59] = (int)((h5 << 1) >> TopShift);
                gradient[60] = (int)((h6 << 1) >> TopShift);
                gradient[61] = (int)((h7 << 1) >> TopShift);
                gradient[62] = (int)((h8 << 1) >> TopShift);
                gradient[63] = (int)((k0 << 1) >> TopShift);
                gradient[64] = (int)((k1 << 1) >> TopShift);
                gradient[65] = (int)((k2 << 1) >> TopShift);
                gradient[66] = (int)((k3 << 1) >> TopShift);
                gradient[67] = (int)((k4 << 1) >> TopShift);
                gradient[68] = (int)((k5 << 1) >> TopShift);
                gradient[69] = (int)((k6 << 1) >> TopShift);
                gradient[70] = (int)((k7 << 1) >> TopShift);
                gradient[71] = (int)((k8 << 1) >> TopShift);
            }
        }

        // The same of eight outputs and eight input channels (or the last four) of a 1×1 kernel.
        [Kernel]
        private static void CorrelateEightPoints(
            long[] x, int start, int rowLength, int planeLength, int lastPlanes, long[] errors, int from, int[] gradient, bool adds,
            int rows, int columns)
        {
            long half = Half;
            long a0 = half;
            long a1 = half;
            long a2 = half;
            long a3 = half;
            long a4 = half;
            long a5 = half;
            long a6 = half;
            long a7 = half;
            long b0 = half;
            long b1 = half;
            long b2 = half;
            long b3 = half;
            long b4 = half;
            long b5 = half;
            long b6 = half;
            long b7 = half;
            long c0 = half;
            long c1 = half;
            long c2 = half;
            long c3 = half;
            long c4 = half;
            long c5 = half;
            long c6 = half;
            long c7 = half;
            long d0 = half;
            long d1 = half;
            long d2 = half;
            long d3 = half;
            long d4 = half;
            long d5 = half;
            long d6 = half;
            long d7 = half;
            long f0 = half;
            long f1 = half;
            long f2 = half;
            long f3 = half;
            long f4 = half;
            long f5 = half;
            long f6 = half;
            long f7 = half;
            long g0 = half;
            long g1 = half;
            long g2 = half;
            long g3 = half;
            long g4 = half;
            long g5 = half;
            long g6 = half;
            long g7 = half;
            long h0 = half;
            long h1 = half;
            long h2 = half;
            long h3 = half;
            long h4 = half;
            long h5 = half;
            long h6 = half;
            long h7 = half;
            long k0 = half;
            long k1 = half;
            long k2 = half;
            long k3 = half;
            long k4 = half;
            long k5 = half;
            long k6 = half;
            long k7 = half;
            long even = LaneMap.Even;
            int e = from;
            while (rows > 0)
            {
                int at = start;
                for (int column = 0; column < columns; column += 3)
                {
                    int place = at;
                    long x00;
                    long x10;
                    long x20;
                    long x01;
                    long x11;
                    long x21;
                    long x02;
                    long x12;
                    long x22;
                    long x03;
                    long x13;
                    long x23;
                    long x04;
                    long x14;
                    long x24;
                    long x05;
                    long x15;
                    long x25;
                    long x06;
                    long x16;
                    long x26;
                    long x07;
                    long x17;
                    long x27;
                    if ((column & 1) == 0)
                    {
                        long word = x[place];
                        x00 = word & even;
                        x10 = (word >> LaneMap.OddShift) & even;
                        x20 = x[place + 1] & even;
                        place += planeLength;
                        word = x[place];
                        x01 = word & even;
                        x11 = (word >> LaneMap.OddShift) & even;
                        x21 = x[place + 1] & even;
                        place += planeLength;
                        word = x[place];
                        x02 = word & even;
                        x12 = (word >> LaneMap.OddShift) & even;
                        x22 = x[place + 1] & even;
                        place += planeLength;
                        word = x[place];
                        x03 = word & even;
                        x13 = (word >> LaneMap.OddShift) & even;
                        x23 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x04 = word & even;
                        x14 = (word >> LaneMap.OddShift) & even;
                        x24 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x05 = word & even;
                        x15 = (word >> LaneMap.OddShift) & even;
                        x25 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x06 = word & even;
                        x16 = (word >> LaneMap.OddShift) & even;
                        x26 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x07 = word & even;
                        x17 = (word >> LaneMap.OddShift) & even;
                        x27 = x[place + 1] & even;
                        at++;
                    }
                    else
                    {
                        x00 = (x[place] >> LaneMap.OddShift) & even;
                        long word = x[place + 1];
                        x10 = word & even;
                        x20 = (word >> LaneMap.OddShift) & even;
                        place += planeLength;
                        x01 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x11 = word & even;
                        x21 = (word >> LaneMap.OddShift) & even;
                        place += planeLength;
                        x02 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x12 = word & even;
                        x22 = (word >> LaneMap.OddShift) & even;
                        place += planeLength;
                        x03 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x13 = word & even;
                        x23 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x04 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x14 = word & even;
                        x24 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x05 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x15 = word & even;
                        x25 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x06 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x16 = word & even;
                        x26 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x07 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x17 = word & even;
                        x27 = (word >> LaneMap.OddShift) & even;
                        at += 2;
                    }

                    long e0 = errors[e];
                    long e1 = errors[e + 8];
                    long e2 = errors[e + 16];
                    if ((e0 | e1 | e2) != 0)
                    {
                        a0 = a0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        a1 = a1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        a2 = a2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        a3 = a3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        a4 = a4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        a5 = a5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        a6 = a6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        a7 = a7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 1];
                    e1 = errors[e + 9];
                    e2 = errors[e + 17];
                    if ((e0 | e1 | e2) != 0)
                    {
                        b0 = b0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        b1 = b1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        b2 = b2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        b3 = b3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        b4 = b4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        b5 = b5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        b6 = b6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        b7 = b7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 2];
                    e1 = errors[e + 10];
                    e2 = errors[e + 18];
                    if ((e0 | e1 | e2) != 0)
                    {
                        c0 = c0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        c1 = c1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        c2 = c2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        c3 = c3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        c4 = c4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        c5 = c5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        c6 = c6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        c7 = c7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 3];
                    e1 = errors[e + 11];
                    e2 = errors[e + 19];
                    if ((e0 | e1 | e2) != 0)
                    {
                        d0 = d0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        d1 = d1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        d2 = d2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        d3 = d3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        d4 = d4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        d5 = d5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        d6 = d6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        d7 = d7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 4];
                    e1 = errors[e + 12];
                    e2 = errors[e + 20];
                    if ((e0 | e1 | e2) != 0)
                    {
                        f0 = f0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        f1 = f1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        f2 = f2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        f3 = f3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        f4 = f4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        f5 = f5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        f6 = f6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        f7 = f7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 5];
                    e1 = errors[e + 13];
                    e2 = errors[e + 21];
                    if ((e0 | e1 | e2) != 0)
                    {
                        g0 = g0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        g1 = g1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        g2 = g2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        g3 = g3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        g4 = g4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        g5 = g5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        g6 = g6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        g7 = g7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 6];
                    e1 = errors[e + 14];
                    e2 = errors[e + 22];
                    if ((e0 | e1 | e2) != 0)
                    {
                        h0 = h0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        h1 = h1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        h2 = h2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        h3 = h3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        h4 = h4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        h5 = h5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        h6 = h6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        h7 = h7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 7];
                    e1 = errors[e + 15];
                    e2 = errors[e + 23];
                    if ((e0 | e1 | e2) != 0)
                    {
                        k0 = k0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        k1 = k1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        k2 = k2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        k3 = k3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        k4 = k4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        k5 = k5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        k6 = k6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        k7 = k7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e += 24;
                }

                start += rowLength;
                rows--;
            }

            if (adds)
            {
                gradient[0] = gradient[0] + (int)((a0 << 1) >> TopShift);
                gradient[1] = gradient[1] + (int)((a1 << 1) >> TopShift);
                gradient[2] = gradient[2] + (int)((a2 << 1) >> TopShift);
                gradient[3] = gradient[3] + (int)((a3 << 1) >> TopShift);
                gradient[4] = gradient[4] + (int)((a4 << 1) >> TopShift);
                gradient[5] = gradient[5] + (int)((a5 << 1) >> TopShift);
                gradient[6] = gradient[6] + (int)((a6 << 1) >> TopShift);
                gradient[7] = gradient[7] + (int)((a7 << 1) >> TopShift);
                gradient[9] = gradient[9] + (int)((b0 << 1) >> TopShift);
                gradient[10] = gradient[10] + (int)((b1 << 1) >> TopShift);
                gradient[11] = gradient[11] + (int)((b2 << 1) >> TopShift);
                gradient[12] = gradient[12] + (int)((b3 << 1) >> TopShift);
                gradient[13] = gradient[13] + (int)((b4 << 1) >> TopShift);
                gradient[14] = gradient[14] + (int)((b5 << 1) >> TopShift);
                gradient[15] = gradient[15] + (int)((b6 << 1) >> TopShift);
                gradient[16] = gradient[16] + (int)((b7 << 1) >> TopShift);
                gradient[18] = gradient[18] + (int)((c0 << 1) >> TopShift);
                gradient[19] = gradient[19] + (int)((c1 << 1) >> TopShift);
                gradient[20] = gradient[20] + (int)((c2 << 1) >> TopShift);
                gradient[21] = gradient[21] + (int)((c3 << 1) >> TopShift);
                gradient[22] = gradient[22] + (int)((c4 << 1) >> TopShift);
                gradient[23] = gradient[23] + (int)((c5 << 1) >> TopShift);
                gradient[24] = gradient[24] + (int)((c6 << 1) >> TopShift);
                gradient[25] = gradient[25] + (int)((c7 << 1) >> TopShift);
                gradient[27] = gradient[27] + (int)((d0 << 1) >> TopShift);
                gradient[28] = gradient[28] + (int)((d1 << 1) >> TopShift);
                gradient[29] = gradient[29] + (int)((d2 << 1) >> TopShift);
                gradient[30] = gradient[30] + (int)((d3 << 1) >> TopShift);
                gradient[31] = gradient[31] + (int)((d4 << 1) >> TopShift);
                gradient[32] = gradient[32] + (int)((d5 << 1) >> TopShift);
                gradient[33] = gradient[33] + (int)((d6 << 1) >> TopShift);
                gradient[34] = gradient[34] + (int)((d7 << 1) >> TopShift);
                gradient[36] = gradient[36] + (int)((f0 << 1) >> TopShift);
                gradient[37] = gradient[37] + (int)((f1 << 1) >> TopShift);
                gradient[38] = gradient[38] + (int)((f2 << 1) >> TopShift);
                gradient[39] = gradient[39] + (int)((f3 << 1) >> TopShift);
                gradient[40] = gradient[40] + (int)((f4 << 1) >> TopShift);
                gradient[41] = gradient[41] + (int)((f5 << 1) >> TopShift);
                gradient[42] = gradient[42] + (int)((f6 << 1) >> TopShift);
                gradient[43] = gradient[43] + (int)((f7 << 1) >> TopShift);
                gradient[45] = gradient[45] + (int)((g0 << 1) >> TopShift);
                gradient[46] = gradient[46] + (int)((g1 << 1) >> TopShift);
                gradient[47] = gradient[47] + (int)((g2 << 1) >> TopShift);
                gradient[48] = gradient[48] + (int)((g3 << 1) >> TopShift);
                gradient[49] = gradient[49] + (int)((g4 << 1) >> TopShift);
                gradient[50] = gradient[50] + (int)((g5 << 1) >> TopShift);
                gradient[51] = gradient[51] + (int)((g6 << 1) >> TopShift);
                gradient[52] = gradient[52] + (int)((g7 << 1) >> TopShift);
                gradient[54] = gradient[54] + (int)((h0 << 1) >> TopShift);
                gradient[55] = gradient[55] + (int)((h1 << 1) >> TopShift);
                gradient[56] = gradient[56] + (int)((h2 << 1) >> TopShift);
                gradient[57] = gradient[57] + (int)((h3 << 1) >> TopShift);
                gradient[58] = gradient[58] + (int)((h4 << 1) >> TopShift);
                gradient[59] = gradient[59] + (int)((h5 << 1) >> TopShift);
                gradient[60] = gradient[60] + (int)((h6 << 1) >> TopShift);
                gradient[61] = gradient[61] + (int)((h7 << 1) >> TopShift);
                gradient[63] = gradient[63] + (int)((k0 << 1) >> TopShift);
                gradient[64] = gradient[64] + (int)((k1 << 1) >> TopShift);
                gradient[65] = gradient[65] + (int)((k2 << 1) >> TopShift);
                gradient[66] = gradient[66] + (int)((k3 << 1) >> TopShift);
                gradient[67] = gradient[67] + (int)((k4 << 1) >> TopShift);
                gradient[68] = gradient[68] + (int)((k5 << 1) >> TopShift);
                gradient[69] = gradient[69] + (int)((k6 << 1) >> TopShift);
                gradient[70] = gradient[70] + (int)((k7 << 1) >> TopShift);
            }
            else
            {
                gradient[0] = (int)((a0 << 1) >> TopShift);
                gradient[1] = (int)((a1 << 1) >> TopShift);
                gradient[2] = (int)((a2 << 1) >> TopShift);
                gradient[3] = (int)((a3 << 1) >> TopShift);
                gradient[4] = (int)((a4 << 1) >> TopShift);
                gradient[5] = (int)((a5 << 1) >> TopShift);
                gradient[6] = (int)((a6 << 1) >> TopShift);
                gradient[7] = (int)((a7 << 1) >> TopShift);
                gradient[9] = (int)((b0 << 1) >> TopShift);
                gradient[10] = (int)((b1 << 1) >> TopShift);
                gradient[11] = (int)((b2 << 1) >> TopShift);
                gradient[12] = (int)((b3 << 1) >> TopShift);
                gradient[13] = (int)((b4 << 1) >> TopShift);
                gradient[14] = (int)((b5 << 1) >> TopShift);
                gradient[15] = (int)((b6 << 1) >> TopShift);
                gradient[16] = (int)((b7 << 1) >> TopShift);
                gradient[18] = (int)((c0 << 1) >> TopShift);
                gradient[19] = (int)((c1 << 1) >> TopShift);
                gradient[20] = (int)((c2 << 1) >> TopShift);
                gradient[21] = (int)((c3 << 1) >> TopShift);
                gradient[22] = (int)((c4 << 1) >> TopShift);
                gradient[23] = (int)((c5 << 1) >> TopShift);
                gradient[24] = (int)((c6 << 1) >> TopShift);
                gradient[25] = (int)((c7 << 1) >> TopShift);
                gradient[27] = (int)((d0 << 1) >> TopShift);
                gradient[28] = (int)((d1 << 1) >> TopShift);
                gradient[29] = (int)((d2 << 1) >> TopShift);
                gradient[30] = (int)((d3 << 1) >> TopShift);
                gradient[31] = (int)((d4 << 1) >> TopShift);
                gradient[32] = (int)((d5 << 1) >> TopShift);
                gradient[33] = (int)((d6 << 1) >> TopShift);
                gradient[34] = (int)((d7 << 1) >> TopShift);
                gradient[36] = (int)((f0 << 1) >> TopShift);
                gradient[37] = (int)((f1 << 1) >> TopShift);
                gradient[38] = (int)((f2 << 1) >> TopShift);
                gradient[39] = (int)((f3 << 1) >> TopShift);
                gradient[40] = (int)((f4 << 1) >> TopShift);
                gradient[41] = (int)((f5 << 1) >> TopShift);
                gradient[42] = (int)((f6 << 1) >> TopShift);
                gradient[43] = (int)((f7 << 1) >> TopShift);
                gradient[45] = (int)((g0 << 1) >> TopShift);
                gradient[46] = (int)((g1 << 1) >> TopShift);
                gradient[47] = (int)((g2 << 1) >> TopShift);
                gradient[48] = (int)((g3 << 1) >> TopShift);
                gradient[49] = (int)((g4 << 1) >> TopShift);
                gradient[50] = (int)((g5 << 1) >> TopShift);
                gradient[51] = (int)((g6 << 1) >> TopShift);
                gradient[52] = (int)((g7 << 1) >> TopShift);
                gradient[54] = (int)((h0 << 1) >> TopShift);
                gradient[55] = (int)((h1 << 1) >> TopShift);
                gradient[56] = (int)((h2 << 1) >> TopShift);
                gradient[57] = (int)((h3 << 1) >> TopShift);
                gradient[58] = (int)((h4 << 1) >> TopShift);
                gradient[59] = (int)((h5 << 1) >> TopShift);
                gradient[60] = (int)((h6 << 1) >> TopShift);
                gradient[61] = (int)((h7 << 1) >> TopShift);
                gradient[63] = (int)((k0 << 1) >> TopShift);
                gradient[64] = (int)((k1 << 1) >> TopShift);
                gradient[65] = (int)((k2 << 1) >> TopShift);
                gradient[66] = (int)((k3 << 1) >> TopShift);
                gradient[67] = (int)((k4 << 1) >> TopShift);
                gradient[68] = (int)((k5 << 1) >> TopShift);
                gradient[69] = (int)((k6 << 1) >> TopShift);
                gradient[70] = (int)((k7 << 1) >> TopShift);
            }
        }
    }
}
