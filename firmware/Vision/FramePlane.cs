using LlsEdge.Learning;

namespace LlsEdge.Vision
{
    /// <summary>
    /// A frame as a compiled trunk takes it: downsampled gray levels, and what each level becomes when the frame is standardised as
    /// <see cref="FrameInput"/> does: x + <see cref="ZeroCode"/>, so that lanes hold no negative number.
    /// </summary>
    public sealed class FramePlane
    {
        /// <summary>What stands for 0, the frame's mean; codes lie in 0 to twice this.</summary>
        public const int ZeroCode = 127;

        // A level's square, and the level itself, lie this far apart in one sum: 128² levels stay below it.
        private const int SquareShift = 24;

        private readonly int _frameSize;
        private readonly int _factor;
        private readonly int _exponent;
        private readonly int _size;
        private readonly byte[] _shrunk;
        private readonly long[] _powers;

        /// <summary>Creates the preparation.</summary>
        /// <param name="frameSize">Height and width of a frame.</param>
        /// <param name="factor">The downsampling factor, a divisor of the frame size, 1 to 8.</param>
        /// <param name="exponent">E, 0 to 5.</param>
        public FramePlane(int frameSize, int factor, int exponent)
        {
            _frameSize = frameSize;
            _factor = factor;
            _exponent = exponent;
            _size = frameSize / factor;
            Codes = new long[256];
            _powers = new long[256];
            for (int v = 0; v < 256; v++)
            {
                _powers[v] = ((long)(v * v) << SquareShift) + (long)v;
            }

            if (factor > 1)
            {
                _shrunk = new byte[_size * _size];
            }
        }

        /// <summary>Gets the downsampled gray levels, row-major; valid until the frame changes.</summary>
        public byte[] Pixels { get; private set; }

        /// <summary>Gets the code of each gray level.</summary>
        public long[] Codes { get; }

        /// <summary>Downsamples a frame and finds the codes.</summary>
        /// <param name="frame">8-bit gray, row-major, frame size squared.</param>
        [Phase("frame")]
        [Kernel]
        public void Measure(byte[] frame)
        {
            byte[] pixels = _shrunk == null ? frame : _shrunk;
            if (_factor == 2)
            {
                Halve(frame, pixels);
            }
            else if (_factor > 1)
            {
                Shrink(frame, pixels);
            }

            Pixels = pixels;
            long sum = AddUp(pixels);
            int levels = (int)(sum & ((1L << SquareShift) - 1));
            int squares = (int)(sum >> SquareShift);
            int count = _size * _size;
            int gain = FrameInput.GetGain(levels, squares, count, _exponent);
            FillCodes(FrameInput.GetMean(levels, count), gain);
        }

        [Kernel]
        private void Halve(byte[] frame, byte[] pixels)
        {
            int size = _size;
            int frameSize = _frameSize;
            int from = 0;
            int to = 0;
            for (int y = 0; y < size; y++)
            {
                int end = to + size;
                while (to < end)
                {
                    pixels[to] = (byte)((frame[from] + frame[from + 1] + frame[from + frameSize] + frame[from + frameSize + 1]) >> 2);
                    from += 2;
                    to++;
                }

                from += frameSize;
            }
        }

        [Kernel]
        private void Shrink(byte[] frame, byte[] pixels)
        {
            int size = _size;
            int factor = _factor;
            int frameSize = _frameSize;
            int area = factor * factor;
            int to = 0;
            for (int y = 0; y < size; y++)
            {
                int corner = y * factor * frameSize;
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

                        row += frameSize;
                    }

                    pixels[to] = (byte)(total / area);
                    to++;
                    corner += factor;
                }
            }
        }

        [Kernel]
        private long AddUp(byte[] pixels)
        {
            long[] powers = _powers;
            int count = pixels.Length;
            int whole = count & -8;
            long sum = 0;
            int i = 0;
            while (i < whole)
            {
                sum = sum + powers[pixels[i]] + powers[pixels[i + 1]] + powers[pixels[i + 2]] + powers[pixels[i + 3]]
                    + powers[pixels[i + 4]] + powers[pixels[i + 5]] + powers[pixels[i + 6]] + powers[pixels[i + 7]];
                i += 8;
            }

            while (i < count)
            {
                sum += powers[pixels[i]];
                i++;
            }

            return sum;
        }

        [Kernel]
        private void FillCodes(int mean, int gain)
        {
            long[] codes = Codes;
            int step = gain << 4;
            int value = (1 << 15) - (mean * gain);
            for (int v = 0; v < 256; v++)
            {
                int x = value >> 16;
                codes[v] = (long)(x > ZeroCode ? 2 * ZeroCode : x < -ZeroCode ? 0 : x + ZeroCode);
                value += step;
            }
        }
    }
}
