namespace LlsEdge.Learning
{
    /// <summary>
    /// The forward pass of a convolution on <see cref="LaneMap"/>s: eight output channels at a time, their weights in locals, so that three multiply-adds cost
    /// four opcodes; sums stay in lanes through bias, shift and ReLU. The results are those of <see cref="ConvolutionForward"/>, bit for bit. An output
    /// channel whose sums could leave a lane, which its weights tell, is computed value by value.
    /// </summary>
    public sealed partial class LaneForward
    {
        /// <summary>Outputs computed together.</summary>
        public const int Group = 8;

        /// <summary>The most positions that are worked on at once, unless a single row has more.</summary>
        public const int MostPositions = 48;

        private const int Offset = LaneMap.InputOffset;

        // Sums are kept plus this, so that all bits of a lane are its own; what stays below it in size fits.
        private const int LaneZero = 1 << 20;

        private readonly long[] _sums;
        private readonly long[] _bias = new long[Group];

        /// <summary>Creates the pass.</summary>
        /// <param name="scratch">Shared with others that do not run at the same time: <see cref="Group"/> words for each column of the widest map.</param>
        public LaneForward(long[] scratch)
        {
            _sums = scratch;
        }

        /// <summary>Tells whether a layer's shape and number formats are among those that are computed in lanes.</summary>
        /// <param name="layer">The layer.</param>
        /// <returns>True for 3×3 kernels with padding 1 and stride 1 or 2, and for 1×1 kernels that are not the network's first.</returns>
        public static bool Fits(ConvolutionLayer layer)
        {
            bool shape = layer.KernelSize == 3
                ? layer.Padding == 1 && layer.Stride <= 2
                : layer.KernelSize == 1 && layer.Padding == 0 && layer.Stride == 1 && layer.InputChannels > 1;
            return shape && layer.RequantiseShift <= 12 && (layer.InputChannels == 1 || layer.InputChannels % 4 == 0);
        }

        /// <summary>Computes the output map.</summary>
        /// <param name="layer">Shape, weights and shift; <see cref="Fits"/> holds.</param>
        /// <param name="input">The input.</param>
        /// <param name="output">Receives the activations.</param>
        /// <returns>How many outputs would have exceeded the limit.</returns>
        [Phase("convolution")]
        [Kernel]
        public int Run(ConvolutionLayer layer, LaneMap input, LaneMap output)
        {
            int rows = output.BandRows;
            int columns = output.Size;
            int outputs = layer.OutputChannels;
            int slab = _sums.Length / (Group * columns);
            int shift = layer.RequantiseShift;
            int bits = layer.ActivationBits;
            int rounding = 1 << shift;
            int[] bias = layer.Bias;
            int[] weightSums = layer.WeightSums;
            int origin = output.Origin;
            int planeLength = output.PlaneLength;
            int rowLength = output.RowLength;
            int slow = 0;
            int saturations = 0;
            for (int k = 0; k < outputs; k += Group)
            {
                for (int row = 0; row < rows; row += slab)
                {
                    int count = row + slab < rows ? slab : rows - row;
                    Convolve(layer, input, columns, k, row, count);
                    int target = origin + (k * planeLength) + (row * rowLength);
                    for (int i = 0; i < Group && k + i < outputs; i++)
                    {
                        if (FitsLanes(bias[k + i], weightSums[k + i], rounding))
                        {
                            saturations += Requantise(output.Values, target, rowLength, output.LanesOnMap, row, count, i, columns, shift, bits);
                        }
                        else
                        {
                            slow++;
                        }

                        target += planeLength;
                    }
                }
            }

            for (int k = 0; slow != 0 && k < outputs; k++)
            {
                if (!FitsLanes(bias[k], weightSums[k], rounding))
                {
                    saturations += RunSlowly(layer, input, output, k);
                }
            }

            output.CloseBands();
            return saturations;
        }

        // |Σ w·x + bias + half| < 2^20 for all inputs: what partial sums do does not matter, a word's lanes are right again at the end.
        [Kernel]
        private static bool FitsLanes(int bias, int weightSum, int rounding)
        {
            return (bias < 0 ? -bias : bias) + rounding + (127 * weightSum) < LaneZero;
        }

        [Kernel]
        private static int GetRowStart(ConvolutionLayer layer, int output)
        {
            return (output < layer.OutputChannels ? output : 0) * layer.WeightsPerChannel;
        }

        [Kernel]
        private static int RunSlowly(ConvolutionLayer layer, LaneMap input, LaneMap output, int channel)
        {
            sbyte[] w = layer.Weights;
            long[] x = input.Values;
            int kernel = layer.KernelSize;
            int shift = layer.RequantiseShift;
            int limit = layer.ActivationLimit;
            int saturations = 0;
            for (int y = 0; y < output.Size; y++)
            {
                int band = y / output.BandRows;
                int row = y - (band * output.BandRows);
                int lane = band * LaneMap.LaneBits;
                int target = output.Origin + (channel * output.PlaneLength) + (row * output.RowLength);
                for (int column = 0; column < output.Size; column++)
                {
                    int sum = layer.Bias[channel] + ((1 << shift) >> 1);
                    int at = channel * layer.WeightsPerChannel;
                    for (int c = 0; c < layer.InputChannels; c++)
                    {
                        int start = input.Origin + (c * input.PlaneLength) + (((row * layer.Stride) - layer.Padding) * input.RowLength);
                        for (int ky = 0; ky < kernel; ky++)
                        {
                            for (int kx = 0; kx < kernel; kx++)
                            {
                                int u = (column * layer.Stride) + kx - layer.Padding;
                                long word = x[start + (u >> 1)] >> (lane + ((u & 1) * LaneMap.OddShift));
                                sum += w[at] * ((int)(word & 1023) - input.Offset);
                                at++;
                            }

                            start += input.RowLength;
                        }
                    }

                    sum >>= shift;
                    if (sum > limit)
                    {
                        sum = limit;
                        saturations++;
                    }

                    int place = lane + ((column & 1) * LaneMap.OddShift);
                    long others = output.Values[target + (column >> 1)] & ~(1023L << place);
                    output.Values[target + (column >> 1)] = others | ((long)(sum > 0 ? sum : 0) << place);
                }
            }

            return saturations;
        }

        [Kernel]
        private void Convolve(ConvolutionLayer layer, LaneMap input, int columns, int output, int row, int rows)
        {
            sbyte[] w = layer.Weights;
            int per = layer.WeightsPerChannel;
            int half = ((1 << layer.RequantiseShift) >> 1) + LaneZero;
            for (int i = 0; i < Group; i++)
            {
                int k = output + i;
                _bias[i] = LaneMap.Ones * (k < layer.OutputChannels ? layer.Bias[k] + half : half);
            }

            int row0 = GetRowStart(layer, output);
            int row4 = GetRowStart(layer, output + 4);
            int inputs = layer.InputChannels;
            int plane = input.PlaneLength;
            int start = input.Origin + (((row * layer.Stride) - layer.Padding) * input.RowLength) - layer.Padding;
            if (inputs == 1)
            {
                ConvolveOneChannel(w, row0, row4, per, _bias, input.Values, start, input.RowLength, layer.Stride, _sums, rows, columns);
                return;
            }

            StartSums(_bias, _sums, rows * columns);
            if (layer.KernelSize == 1)
            {
                if (IsNearlyACopy(layer, output))
                {
                    AddFewPoints(w, row0, row4, per, inputs, input.Values, start, input.RowLength, plane, _sums, rows, columns);
                    return;
                }

                for (int c = 0; c < inputs; c += 8)
                {
                    AddEightPoints(
                        w, row0 + c, row4 + c, per, c + 8 <= inputs, input.Values, start + (c * plane), input.RowLength, plane, _sums, rows,
                        columns);
                }

                return;
            }

            for (int c = 0; c < inputs; c += 2)
            {
                int at = 9 * c;
                AddTwoChannels(w, row0 + at, row4 + at, per, input.Values, start + (c * plane), input.RowLength, plane, layer.Stride, _sums, rows, columns);
            }
        }

        // Sums of one output to activations, two columns a word.
        [Kernel]
        private int Requantise(long[] h, int target, int rowLength, long[] lanesOnMap, int firstRow, int rows, int place, int columns, int shift, int bits)
        {
            long[] sums = _sums;
            int signShift = 20 - shift;
            long ones = LaneMap.Ones;
            long kept = ones * ((1 << (21 - shift)) - 1);
            long beyond = ones * (LaneZero - (1 << bits));
            int saturations = 0;
            int i = place;
            for (int y = firstRow; y < firstRow + rows; y++)
            {
                // Bit signShift of a lane tells that the value is not negative; that bit less one keeps the bits below it. Lanes beyond the map are not.
                long onMap = lanesOnMap[y] & ones;
                int to = target;
                int end = to + (columns >> 1);
                while (to < end)
                {
                    long value = (sums[i] >> shift) & kept;
                    long positive = (value >> signShift) & onMap;
                    value &= (positive << signShift) - positive;
                    i += Group;
                    long odd = (sums[i] >> shift) & kept;
                    positive = (odd >> signShift) & onMap;
                    odd &= (positive << signShift) - positive;
                    i += Group;
                    if (((value | odd) & beyond) != 0)
                    {
                        long tooLarge = FindTooLarge(value, beyond);
                        value = (value & ~beyond) | ((tooLarge << bits) - tooLarge);
                        saturations += CountLanes(tooLarge);
                        tooLarge = FindTooLarge(odd, beyond);
                        odd = (odd & ~beyond) | ((tooLarge << bits) - tooLarge);
                        saturations += CountLanes(tooLarge);
                    }

                    h[to] = value | (odd << LaneMap.OddShift);
                    to++;
                }

                if ((columns & 1) != 0)
                {
                    long value = (sums[i] >> shift) & kept;
                    long positive = (value >> signShift) & onMap;
                    value &= (positive << signShift) - positive;
                    i += Group;
                    long tooLarge = FindTooLarge(value, beyond);
                    saturations += CountLanes(tooLarge);
                    h[to] = (value & ~beyond) | ((tooLarge << bits) - tooLarge);
                }

                target += rowLength;
            }

            return saturations;
        }

        // One in every lane that has a bit beyond those of an activation.
        [Kernel]
        private static long FindTooLarge(long lanes, long beyond)
        {
            return (((lanes & beyond) + (LaneMap.Ones * (LaneZero - 1))) >> 20) & LaneMap.Ones;
        }

        [Kernel]
        private static int CountLanes(long lanes)
        {
            return (int)(lanes + (lanes >> LaneMap.LaneBits) + (lanes >> (2 * LaneMap.LaneBits))) & 3;
        }
    }
}
