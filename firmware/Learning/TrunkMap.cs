namespace LlsEdge.Learning
{
    /// <summary>
    /// A map of small non-negative activations, several positions to a <c>long</c>: the map is cut into one or two row bands × column bands, equal rectangles,
    /// and a word holds the same place of each, some bits apart; lane = column band · row bands + row band. A convolution whose stride divides its input's bands then
    /// finds its taps in whole words: only at a band's upper and left edge does a word come from the neighbouring band, which is the opposite edge's word
    /// shifted by a lane or a column of lanes.
    /// A lane holds an even channel's activation in its low bits and the next channel's above them; only the network's input has one channel.
    /// Rows of words are made from the last to the first, so that the row above a band's first is there when it is needed; as many are kept as the next
    /// layer's kernel is high. A layer whose output has one band of rows reads a map of several row by row, from one lane after the other: of such a map all
    /// rows are kept.
    /// </summary>
    public sealed class TrunkMap
    {
        private readonly int _rowBands;
        private readonly int _columnBands;
        private readonly int _laneBits;
        private readonly int _bandColumns;
        private readonly int _wordCount;
        private readonly int _padding;
        private readonly int _rowLength;
        private readonly int _rowsKept;
        private readonly bool _isWhole;
        private readonly long _zeroWord;
        private readonly long _rowMask;
        private long[] _words;
        private int _start;

        /// <summary>Finds where a map's words lie.</summary>
        /// <param name="wordCount">Words of a position, which lie together.</param>
        /// <param name="size">Height and width.</param>
        /// <param name="lanes">The lanes of all layers.</param>
        /// <param name="at">Where this map's lie in <paramref name="lanes"/>.</param>
        /// <param name="zero">What stands for zero.</param>
        /// <param name="padding">The zeros that the next layer assumes around the map.</param>
        /// <param name="rowsKept">How many rows are kept, as many as the next layer's kernel is high; 0 for a map that is read row by row, of which all are.</param>
        public TrunkMap(int wordCount, int size, int[] lanes, int at, int zero, int padding, int rowsKept)
        {
            _rowBands = lanes[at];
            _columnBands = lanes[at + 1];
            _laneBits = lanes[at + 2];
            _bandColumns = size / _columnBands;
            _wordCount = wordCount;
            _padding = padding;
            BandRows = size / _rowBands;
            _rowLength = (((padding + _bandColumns) * wordCount) + 1) & -2;
            _isWhole = rowsKept == 0;
            _rowsKept = _isWhole ? BandRows : rowsKept;
            for (int b = 0; b < _columnBands; b++)
            {
                for (int a = 0; a < _rowBands; a++)
                {
                    int shift = ((b * _rowBands) + a) * _laneBits;
                    _zeroWord |= (long)zero << shift;
                    _rowMask |= a == 0 ? 0 : ((1L << _laneBits) - 1) << shift;
                }
            }
        }

        /// <summary>Gets the number of words that are kept.</summary>
        public int Length
        {
            get { return (_rowsKept * _rowLength) + (Folds ? _padding * _rowLength / 2 : 0); }
        }

        /// <summary>Gets a band's height, the number of rows of words.</summary>
        public int BandRows { get; }

        /// <summary>Gets from a row's first word to that of its column 0.</summary>
        public int Origin
        {
            get { return _padding * _wordCount; }
        }

        // Whether the rows above the bands come from the bands above.
        private bool Folds
        {
            [Kernel]
            get { return _rowBands > 1 && !_isWhole; }
        }

        /// <summary>Takes the words; nothing in them need last from one frame to the next.</summary>
        /// <param name="words">The words of all maps.</param>
        /// <param name="start">The first of this map's.</param>
        public void Attach(long[] words, int start)
        {
            _words = words;
            _start = start;
        }

        /// <summary>Finds a row of words.</summary>
        /// <param name="row">The map's row, from −padding; one that is still kept.</param>
        /// <returns>The index of the first word, [column from −padding][word].</returns>
        [Kernel]
        public int FindRow(int row)
        {
            int place = row >= 0 ? row % _rowsKept : _rowsKept + row;
            return _start + (place * _rowLength);
        }

        /// <summary>Finds a row of the map in the row of words that holds it.</summary>
        /// <param name="row">The map's row, from −padding.</param>
        /// <returns>The first bit of the band; above the map the sign's, which is 0 in all words.</returns>
        [Kernel]
        public int FindLane(int row)
        {
            return row < 0 ? 63 : row / BandRows * _laneBits;
        }

        /// <summary>Completes a row whose words are there from column 0 on; with the bands' first row, the rows above are there too.</summary>
        /// <param name="row">The row.</param>
        [Phase("trunk-edges")]
        [Kernel]
        public void Finish(int row)
        {
            int padding = _padding;
            if (padding == 0)
            {
                return;
            }

            // What is shifted out of the last lane lies above it.
            int start = FindRow(row);
            int lanes = _rowBands * _laneBits;
            long factor = 1L << lanes;
            Shift(start + (_bandColumns * _wordCount), start, padding * _wordCount, factor, (1L << (lanes * _columnBands)) - factor, _zeroWord & (factor - 1));
            if (row >= BandRows - padding && Folds)
            {
                Fold(start, BandRows - 1 - row);
            }

            if (row == 0 && !_isWhole)
            {
                for (int above = 0; above < padding; above++)
                {
                    if (Folds)
                    {
                        Unfold(above, FindRow(-1 - above));
                    }
                    else
                    {
                        Fill(FindRow(-1 - above));
                    }
                }
            }
        }

        /// <summary>Copies a row's activations into an ordinary map.</summary>
        /// <param name="row">The row of words.</param>
        /// <param name="bits">An activation's bits.</param>
        /// <param name="output">The map.</param>
        [Phase("trunk-unpack")]
        [Kernel]
        public void Unpack(int row, int bits, ActivationMap output)
        {
            long[] source = _words;
            sbyte[] values = output.Values;
            int plane = output.PlaneLength;
            long mask = (1L << bits) - 1;
            int from = FindRow(row) + Origin;
            for (int x = 0; x < _bandColumns; x++)
            {
                int end = from + _wordCount;
                for (int b = 0; b < _columnBands; b++)
                {
                    for (int a = 0; a < _rowBands; a++)
                    {
                        int low = ((b * _rowBands) + a) * _laneBits;
                        int high = low + bits;
                        int to = (((a * BandRows) + row + output.Border) * output.RowLength) + (b * _bandColumns) + x + output.Border;
                        for (int i = from; i < end; i++)
                        {
                            long word = source[i];
                            values[to] = (sbyte)((word >> low) & mask);
                            to += plane;
                            values[to] = (sbyte)((word >> high) & mask);
                            to += plane;
                        }
                    }
                }

                from = end;
            }
        }

        // Keeps the upper band of a row, two words in one: the lower band's lanes hold the second word's.
        [Kernel]
        private void Fold(int from, int row)
        {
            long[] words = _words;
            long below = _rowMask;
            long factor = 1L << _laneBits;
            int end = from + _rowLength;
            int to = FindFolded(row);
            while (from < end)
            {
                words[to] = (words[from] & ~below) | ((words[from + 1] * factor) & below);
                from += 2;
                to++;
            }
        }

        // The row above the bands: the lower band's comes from the upper one.
        [Kernel]
        private void Unfold(int row, int to)
        {
            long[] words = _words;
            long below = _rowMask;
            long factor = 1L << _laneBits;
            long zero = _zeroWord & ~below;
            int end = to + _rowLength;
            int from = FindFolded(row);
            while (to < end)
            {
                long word = words[from];
                words[to] = ((word * factor) & below) | zero;
                words[to + 1] = (word & below) | zero;
                to += 2;
                from++;
            }
        }

        [Kernel]
        private int FindFolded(int row)
        {
            return _start + (_rowsKept * _rowLength) + (row * _rowLength / 2);
        }

        [Kernel]
        private void Fill(int to)
        {
            long[] words = _words;
            long zero = _zeroWord;
            int end = to + _rowLength;
            while (to < end)
            {
                words[to] = zero;
                to++;
            }
        }

        // A multiplication is a shift whose count need not be brought into range first.
        [Kernel]
        private void Shift(int from, int to, int count, long factor, long mask, long fill)
        {
            long[] words = _words;
            int end = to + count;
            int whole = to + (count & -4);
            while (to < whole)
            {
                words[to] = ((words[from] * factor) & mask) | fill;
                words[to + 1] = ((words[from + 1] * factor) & mask) | fill;
                words[to + 2] = ((words[from + 2] * factor) & mask) | fill;
                words[to + 3] = ((words[from + 3] * factor) & mask) | fill;
                to += 4;
                from += 4;
            }

            while (to < end)
            {
                words[to] = ((words[from] * factor) & mask) | fill;
                to++;
                from++;
            }
        }
    }
}
