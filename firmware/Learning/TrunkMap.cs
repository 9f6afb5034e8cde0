namespace LlsEdge.Learning
{
    /// <summary>
    /// A map of small non-negative activations, several positions to a <c>long</c>: the map is cut into <see cref="RowBands"/> × <see cref="ColumnBands"/>
    /// equal rectangles, and a word holds the same place of each, <see cref="LaneBits"/> bits apart; lane = column band · row bands + row band. A
    /// convolution whose stride divides its input's bands then finds its taps in whole words: only at a band's upper and left edge does a word come from
    /// the neighbouring band, which is the opposite edge's word shifted by a lane or a column of lanes.
    /// A lane holds an even channel's activation in its low bits and the next channel's above them; only the network's input has one channel.
    /// Rows of words are made from the last to the first, so that the row above a band's first is there when it is needed; as many are kept as the next
    /// layer's kernel is high.
    /// </summary>
    public sealed class TrunkMap
    {
        private readonly long[][] _rows;
        private readonly long[][] _above;
        private readonly long _zeroWord;
        private readonly long _rowMask;
        private readonly long _rowFill;
        private readonly long _columnMask;
        private readonly long _columnFill;
        private readonly int _columnShift;
        private readonly int _bits;

        /// <summary>Allocates the rows.</summary>
        /// <param name="channels">Channels; words of a position lie together.</param>
        /// <param name="bits">An activation's bits.</param>
        /// <param name="together">Channels that share a word, 1 or 2.</param>
        /// <param name="size">Height and width.</param>
        /// <param name="lanes">The lanes of all layers.</param>
        /// <param name="at">Where this map's lie in <paramref name="lanes"/>.</param>
        /// <param name="zero">What stands for zero.</param>
        /// <param name="padding">The zeros that the next layer assumes around the map.</param>
        /// <param name="rowsKept">How many rows are kept.</param>
        public TrunkMap(int channels, int bits, int together, int size, int[] lanes, int at, int zero, int padding, int rowsKept)
        {
            Channels = channels;
            Words = channels / together;
            _bits = bits;
            Size = size;
            RowBands = lanes[at];
            ColumnBands = lanes[at + 1];
            LaneBits = lanes[at + 2];
            Padding = padding;
            BandRows = size / RowBands;
            BandColumns = size / ColumnBands;
            _columnShift = RowBands * LaneBits;
            long lane = (1L << LaneBits) - 1;
            long zeroCode = (long)zero;
            for (int b = 0; b < ColumnBands; b++)
            {
                for (int a = 0; a < RowBands; a++)
                {
                    int shift = ((b * RowBands) + a) * LaneBits;
                    _zeroWord |= zeroCode << shift;
                    if (a > 0)
                    {
                        _rowMask |= lane << shift;
                    }
                    else
                    {
                        _rowFill |= zeroCode << shift;
                    }

                    if (b > 0)
                    {
                        _columnMask |= lane << shift;
                    }
                    else
                    {
                        _columnFill |= zeroCode << shift;
                    }
                }
            }

            int length = (padding + BandColumns) * Words;
            _rows = new long[rowsKept < BandRows ? rowsKept : BandRows][];
            for (int i = 0; i < _rows.Length; i++)
            {
                _rows[i] = new long[length];
            }

            _above = new long[padding][];
            for (int i = 0; i < padding; i++)
            {
                _above[i] = new long[length];
                for (int j = 0; j < length; j++)
                {
                    _above[i][j] = _zeroWord;
                }
            }
        }

        /// <summary>Gets the number of channels.</summary>
        public int Channels { get; }

        /// <summary>Gets the number of words of a position.</summary>
        public int Words { get; }

        /// <summary>Gets height and width.</summary>
        public int Size { get; }

        /// <summary>Gets the number of bands from top to bottom.</summary>
        public int RowBands { get; }

        /// <summary>Gets the number of bands from left to right.</summary>
        public int ColumnBands { get; }

        /// <summary>Gets the bits from one lane to the next.</summary>
        public int LaneBits { get; }

        /// <summary>Gets the number of columns and rows before a band that the next layer reads.</summary>
        public int Padding { get; }

        /// <summary>Gets a band's height, the number of rows of words.</summary>
        public int BandRows { get; }

        /// <summary>Gets a band's width, the number of words a row and channel.</summary>
        public int BandColumns { get; }

        /// <summary>Gets the index of the first column's words in a row.</summary>
        public int Origin
        {
            get { return Padding * Words; }
        }

        /// <summary>Gives a row of words.</summary>
        /// <param name="row">From −padding; a row that is still kept.</param>
        /// <returns>The words, [column from −padding][word].</returns>
        [Kernel]
        public long[] GetRow(int row)
        {
            return row < 0 ? _above[-1 - row] : _rows[row % _rows.Length];
        }

        /// <summary>Completes a row whose words are there from column 0 on, and the row above the bands where it follows from this one.</summary>
        /// <param name="row">The row.</param>
        [Phase("trunk-edges")]
        [Kernel]
        public void Finish(int row)
        {
            int padding = Padding;
            if (padding == 0)
            {
                return;
            }

            long[] words = GetRow(row);
            int count = padding * Words;
            Shift(words, BandColumns * Words, words, count, _columnShift, _columnMask, _columnFill);
            int above = row - BandRows;
            if (above >= -padding && RowBands > 1)
            {
                Shift(words, 0, _above[-1 - above], words.Length, LaneBits, _rowMask, _rowFill);
            }
        }

        /// <summary>Takes a row of words of a producer that cuts the map into other bands; after its row 0 all rows are complete.</summary>
        /// <param name="source">The words, [column][word].</param>
        /// <param name="row">The row, from the last to 0.</param>
        /// <param name="lanes">The lanes of all layers.</param>
        /// <param name="at">Where the producer's lie.</param>
        [Phase("trunk-regroup")]
        [Kernel]
        public void Regroup(long[] source, int row, int[] lanes, int at)
        {
            int rowBands = lanes[at];
            int columnBands = lanes[at + 1];
            int laneBits = lanes[at + 2];
            int bandRows = Size / rowBands;
            if (row == bandRows - 1)
            {
                Clear();
            }

            if (RowBands == 1 && columnBands == ColumnBands && rowBands * laneBits == LaneBits)
            {
                Split(source, row, rowBands, laneBits);
            }
            else
            {
                for (int a = 0; a < rowBands; a++)
                {
                    for (int b = 0; b < columnBands; b++)
                    {
                        MoveLane(source, (a * bandRows) + row, b, Size / columnBands, ((b * rowBands) + a) * laneBits, (1L << laneBits) - 1);
                    }
                }
            }

            if (row == 0)
            {
                for (int y = BandRows - 1; y >= 0; y--)
                {
                    Finish(y);
                }
            }
        }

        /// <summary>Copies a row's activations into an ordinary map.</summary>
        /// <param name="row">The row of words.</param>
        /// <param name="output">The map.</param>
        [Phase("trunk-unpack")]
        [Kernel]
        public void Unpack(int row, ActivationMap output)
        {
            long[] source = GetRow(row);
            sbyte[] values = output.Values;
            int channels = Channels;
            int plane = output.PlaneLength;
            int words = Words;
            int bits = _bits;
            int half = channels == words ? 0 : bits;
            long mask = (1L << bits) - 1;
            int from = Origin;
            for (int x = 0; x < BandColumns; x++)
            {
                for (int b = 0; b < ColumnBands; b++)
                {
                    for (int a = 0; a < RowBands; a++)
                    {
                        int shift = ((b * RowBands) + a) * LaneBits;
                        int to = (((a * BandRows) + row + output.Border) * output.RowLength) + (b * BandColumns) + x + output.Border;
                        int end = from + words;
                        for (int i = from; i < end; i++)
                        {
                            values[to] = (sbyte)((source[i] >> shift) & mask);
                            to += plane;
                            if (half != 0)
                            {
                                values[to] = (sbyte)((source[i] >> (shift + half)) & mask);
                                to += plane;
                            }
                        }
                    }
                }

                from += words;
            }
        }

        [Kernel]
        private static void Shift(long[] source, int from, long[] target, int count, int shift, long mask, long fill)
        {
            // A multiplication is a shift whose count need not be brought into range first.
            long factor = 1L << shift;
            int whole = count & -4;
            int i = 0;
            while (i < whole)
            {
                target[i] = ((source[from] * factor) & mask) | fill;
                target[i + 1] = ((source[from + 1] * factor) & mask) | fill;
                target[i + 2] = ((source[from + 2] * factor) & mask) | fill;
                target[i + 3] = ((source[from + 3] * factor) & mask) | fill;
                i += 4;
                from += 4;
            }

            while (i < count)
            {
                target[i] = ((source[from] * factor) & mask) | fill;
                i++;
                from++;
            }
        }

        [Kernel]
        private void Clear()
        {
            for (int y = 0; y < BandRows; y++)
            {
                System.Array.Clear(_rows[y], 0, _rows[y].Length);
            }
        }

        [Kernel]
        private void Split(long[] source, int row, int rowBands, int laneBits)
        {
            int bandRows = Size / rowBands;
            int count = BandColumns * Words;
            int origin = Origin;
            long mask = 0;
            for (int b = 0; b < ColumnBands; b++)
            {
                mask |= ((1L << laneBits) - 1) << (b * LaneBits);
            }

            for (int a = 0; a < rowBands; a++)
            {
                int shift = a * laneBits;
                long[] target = _rows[(a * bandRows) + row];
                for (int i = 0; i < count; i++)
                {
                    target[origin + i] = (source[i] >> shift) & mask;
                }
            }
        }

        [Kernel]
        private void MoveLane(long[] source, int row, int band, int columns, int shift, long mask)
        {
            int words = Words;
            long[] target = _rows[row % BandRows];
            int rowBand = row / BandRows;
            int from = 0;
            for (int x = band * columns; x < (band + 1) * columns; x++)
            {
                int left = (((x / BandColumns) * RowBands) + rowBand) * LaneBits;
                int to = Origin + (x % BandColumns * words);
                int end = from + words;
                while (from < end)
                {
                    target[to] |= ((source[from] >> shift) & mask) << left;
                    from++;
                    to++;
                }
            }
        }
    }
}
