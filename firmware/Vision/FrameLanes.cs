using LlsEdge.Learning;

namespace LlsEdge.Vision
{
    /// <summary>
    /// <see cref="FrameInput"/> for a network in lanes: the same downsampling and standardisation. What a gray level becomes depends on the frame's mean and
    /// deviation only, so it is looked up.
    /// </summary>
    public sealed class FrameLanes
    {
        private readonly int _frameSize;
        private readonly int _factor;
        private readonly int _exponent;
        private readonly byte[] _codes = new byte[256];

        /// <summary>Creates the preparation.</summary>
        /// <param name="frameSize">Height and width of a frame.</param>
        /// <param name="factor">The downsampling factor, a divisor of the frame size, 1 to 8.</param>
        /// <param name="exponent">E, 0 to 5.</param>
        public FrameLanes(int frameSize, int factor, int exponent)
        {
            _frameSize = frameSize;
            _factor = factor;
            _exponent = exponent;
        }

        /// <summary>Fills the network's input.</summary>
        /// <param name="frame">8-bit gray, row-major, frame size squared.</param>
        /// <param name="input">One channel of frame size / factor with <see cref="LaneMap.InputOffset"/>.</param>
        [Phase("frame")]
        [Kernel]
        public void Fill(byte[] frame, LaneMap input)
        {
            int size = input.Size;
            int count = size * size;
            long sums = _factor == 2 && input.BandRows * LaneMap.Bands == size && (size & 1) == 0 ? Halve(frame, input) : Shrink(frame, input);
            int sum = (int)(sums >> 32);
            int squares = (int)(sums & 0x7FFFFFFF);
            FillCodes(FrameInput.GetMean(sum, count), FrameInput.GetGain(sum, squares, count, _exponent));
            Encode(input);
            input.CloseBands();
        }

        [Kernel]
        private void FillCodes(int mean, int gain)
        {
            byte[] codes = _codes;
            int difference = -mean;
            for (int v = 0; v < 256; v++)
            {
                int value = ((difference * gain) + (1 << 15)) >> 16;
                value = value > 127 ? 127 : value < -127 ? -127 : value;
                codes[v] = (byte)(value + LaneMap.InputOffset);
                difference += 16;
            }
        }

        // Gray levels as words; returns their sum in the upper half and the sum of their squares in the lower one. Two columns of three bands a turn.
        [Kernel]
        private long Halve(byte[] frame, LaneMap input)
        {
            long[] values = input.Values;
            int down = _frameSize;
            int down1 = down + 1;
            int down2 = down + 2;
            int down3 = down + 3;
            int rows = input.BandRows;
            int pairs = input.Pairs;
            int band = rows * 2 * down;
            int start = input.Origin;
            int first = 0;
            int sum = 0;
            int squares = 0;
            for (int y = 0; y < rows; y++)
            {
                int i = first;
                int j = i + band;
                int k = j + band;
                int to = start;
                int end = to + pairs;
                while (to < end)
                {
                    int a = (frame[i] + frame[i + 1] + frame[i + down] + frame[i + down1]) >> 2;
                    int b = (frame[i + 2] + frame[i + 3] + frame[i + down2] + frame[i + down3]) >> 2;
                    int c = (frame[j] + frame[j + 1] + frame[j + down] + frame[j + down1]) >> 2;
                    int d = (frame[j + 2] + frame[j + 3] + frame[j + down2] + frame[j + down3]) >> 2;
                    int e = (frame[k] + frame[k + 1] + frame[k + down] + frame[k + down1]) >> 2;
                    int f = (frame[k + 2] + frame[k + 3] + frame[k + down2] + frame[k + down3]) >> 2;
                    sum = sum + a + b + c + d + e + f;
                    squares = squares + (a * a) + (b * b) + (c * c) + (d * d) + (e * e) + (f * f);
                    values[to] = (long)(a + (b << LaneMap.OddShift)) + ((long)(c + (d << LaneMap.OddShift)) << LaneMap.LaneBits)
                        + ((long)(e + (f << LaneMap.OddShift)) << (2 * LaneMap.LaneBits));
                    i += 4;
                    j += 4;
                    k += 4;
                    to++;
                }

                first += 2 * down;
                start += input.RowLength;
            }

            return ((long)sum << 32) + (long)squares;
        }

        // The same for any factor and size; the columns and rows beyond the map are black for now.
        [Kernel]
        private long Shrink(byte[] frame, LaneMap input)
        {
            long[] values = input.Values;
            int size = input.Size;
            int factor = _factor;
            int area = factor * factor;
            int sum = 0;
            int squares = 0;
            for (int y = 0; y < size; y++)
            {
                int band = y / input.BandRows;
                int shift = band * LaneMap.LaneBits;
                int to = input.Origin + ((y - (band * input.BandRows)) * input.RowLength);
                int corner = y * factor * _frameSize;
                for (int x = 0; x < size; x++)
                {
                    int total = 0;
                    int row = corner;
                    for (int dy = 0; dy < factor; dy++)
                    {
                        int end = row + factor;
                        for (int i = row; i < end; i++)
                        {
                            total += frame[i];
                        }

                        row += _frameSize;
                    }

                    int value = factor == 1 ? total : total / area;
                    sum += value;
                    squares += value * value;
                    corner += factor;
                    if ((x & 1) == 0)
                    {
                        values[to] = (band == 0 ? 0 : values[to]) + ((long)value << shift);
                    }
                    else
                    {
                        values[to] = values[to] + ((long)(value << LaneMap.OddShift) << shift);
                        to++;
                    }
                }
            }

            return ((long)sum << 32) + (long)squares;
        }

        [Kernel]
        private void Encode(LaneMap input)
        {
            long[] values = input.Values;
            byte[] codes = _codes;
            int pairs = input.Pairs;
            int odd = input.Size & 1;
            int start = input.Origin;
            for (int y = 0; y < input.BandRows; y++)
            {
                int to = start;
                int end = to + pairs;
                while (to < end)
                {
                    long word = values[to];
                    long low = codes[(int)word & 255] + (codes[(int)(word >> 10) & 255] << LaneMap.OddShift);
                    long middle = codes[(int)(word >> 21) & 255] + (codes[(int)(word >> 31) & 255] << LaneMap.OddShift);
                    long high = codes[(int)(word >> 42) & 255] + (codes[(int)(word >> 52) & 255] << LaneMap.OddShift);
                    values[to] = low + (middle << LaneMap.LaneBits) + (high << (2 * LaneMap.LaneBits));
                    to++;
                }

                long zeros = LaneMap.Ones * (LaneMap.InputOffset + (LaneMap.InputOffset << LaneMap.OddShift));
                if (odd != 0)
                {
                    values[end - 1] = (values[end - 1] & LaneMap.Even) | (zeros & ~LaneMap.Even);
                }

                long onMap = input.LanesOnMap[y];
                if (input.BandRows * LaneMap.Bands != input.Size)
                {
                    for (int i = start; i < end; i++)
                    {
                        values[i] = (values[i] & onMap) | (zeros & ~onMap);
                    }
                }

                start += input.RowLength;
            }
        }
    }
}
