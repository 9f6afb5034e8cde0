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

        /// <summary>Entries of the table that a plane works with.</summary>
        public const int TableLength = 256;

        // Sums of sixteen levels and of their squares share 32 bits.
        private const int SquareShift = 12;
        private const int LevelMask = (1 << SquareShift) - 1;
        private const int SquareMask = 0xFFFFF;

        // Gray levels are taken from a short copy, by constant indices: copying costs less than adding up indices.
        private const int Piece = 64;

        private readonly int _frameSize;
        private readonly int _factor;
        private readonly int _exponent;
        private readonly int _size;
        private readonly int _rowBands;
        private readonly byte[] _shrunk;
        private readonly byte[] _line;
        private readonly int[] _table;
        private byte[] _pixels;

        /// <summary>Creates the preparation.</summary>
        /// <param name="frameSize">Height and width of a frame.</param>
        /// <param name="factor">The downsampling factor, a divisor of the frame size, 1 to 8.</param>
        /// <param name="exponent">E, 0 to 5.</param>
        /// <param name="rowBands">How many bands of rows the trunk's input is cut into.</param>
        /// <param name="table">Scratch of at least <see cref="TableLength"/>, its own from <see cref="Measure"/> to the last <see cref="TakeRow"/>.</param>
        public FramePlane(int frameSize, int factor, int exponent, int rowBands, int[] table)
        {
            _frameSize = frameSize;
            _factor = factor;
            _exponent = exponent;
            _size = frameSize / factor;
            _rowBands = rowBands;
            _table = table;
            int line = rowBands * _size;
            _line = new byte[line > Piece ? line : Piece];
            if (factor > 1)
            {
                _shrunk = new byte[_size * _size];
            }
        }

        /// <summary>Gets the code of each gray level.</summary>
        public int[] Codes
        {
            get { return _table; }
        }

        /// <summary>Gives the gray levels of a row of every band, valid until the next row is taken.</summary>
        /// <param name="row">The row.</param>
        /// <returns>[band][column].</returns>
        [Kernel]
        public byte[] TakeRow(int row)
        {
            int size = _size;
            int from = row * size;
            int step = size / _rowBands * size;
            int to = 0;
            for (int a = 0; a < _rowBands; a++)
            {
                System.Array.Copy(_pixels, from, _line, to, size);
                from += step;
                to += size;
            }

            return _line;
        }

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

            _pixels = pixels;
            FillPowers();
            long sums = AddUp(pixels);
            int levels = (int)(sums & 0x7FFFFFFF);
            int squares = (int)(sums >> 32);
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
        private void FillPowers()
        {
            int[] powers = _table;
            for (int v = 0; v < TableLength; v++)
            {
                powers[v] = ((v * v) << SquareShift) | v;
            }
        }

        // The sum of all levels, and that of their squares in the upper half.
        [Kernel]
        private long AddUp(byte[] pixels)
        {
            int[] powers = _table;
            byte[] line = _line;
            int count = pixels.Length;
            int whole = count & -Piece;
            int levels = 0;
            int squares = 0;
            int sum;
            int i = 0;
            while (i < whole)
            {
                System.Array.Copy(pixels, i, line, 0, Piece);
                sum = powers[line[0]] + powers[line[1]] + powers[line[2]] + powers[line[3]] + powers[line[4]] + powers[line[5]] + powers[line[6]] + powers[line[7]]
                    + powers[line[8]] + powers[line[9]] + powers[line[10]] + powers[line[11]] + powers[line[12]] + powers[line[13]] + powers[line[14]] + powers[line[15]];
                levels += sum & LevelMask;
                squares += (sum >> SquareShift) & SquareMask;
                sum = powers[line[16]] + powers[line[17]] + powers[line[18]] + powers[line[19]] + powers[line[20]] + powers[line[21]] + powers[line[22]] + powers[line[23]]
                    + powers[line[24]] + powers[line[25]] + powers[line[26]] + powers[line[27]] + powers[line[28]] + powers[line[29]] + powers[line[30]] + powers[line[31]];
                levels += sum & LevelMask;
                squares += (sum >> SquareShift) & SquareMask;
                sum = powers[line[32]] + powers[line[33]] + powers[line[34]] + powers[line[35]] + powers[line[36]] + powers[line[37]] + powers[line[38]] + powers[line[39]]
                    + powers[line[40]] + powers[line[41]] + powers[line[42]] + powers[line[43]] + powers[line[44]] + powers[line[45]] + powers[line[46]] + powers[line[47]];
                levels += sum & LevelMask;
                squares += (sum >> SquareShift) & SquareMask;
                sum = powers[line[48]] + powers[line[49]] + powers[line[50]] + powers[line[51]] + powers[line[52]] + powers[line[53]] + powers[line[54]] + powers[line[55]]
                    + powers[line[56]] + powers[line[57]] + powers[line[58]] + powers[line[59]] + powers[line[60]] + powers[line[61]] + powers[line[62]] + powers[line[63]];
                levels += sum & LevelMask;
                squares += (sum >> SquareShift) & SquareMask;
                i += Piece;
            }

            while (i < count)
            {
                sum = powers[pixels[i]];
                levels += sum & LevelMask;
                squares += sum >> SquareShift;
                i++;
            }

            return ((long)squares << 32) + (long)levels;
        }

        [Kernel]
        private void FillCodes(int mean, int gain)
        {
            int[] codes = _table;
            int step = gain << 4;
            int value = (1 << 15) - (mean * gain);
            for (int v = 0; v < TableLength; v++)
            {
                int x = value >> 16;
                codes[v] = x > ZeroCode ? 2 * ZeroCode : x < -ZeroCode ? 0 : x + ZeroCode;
                value += step;
            }
        }
    }
}
