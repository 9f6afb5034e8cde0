namespace LlsEdge.Learning
{
    /// <summary>
    /// A map of small non-negative activations, several positions to a <c>long</c>: the map is cut into row bands × column bands, equal rectangles, and a word
    /// holds the same place of each, some bits apart; lane = column band · row bands + row band. A convolution whose stride divides its input's bands then
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
        private readonly int _rowsAbove;
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
        /// <param name="rowsKept">How many rows are kept; 0 for a map that is read row by row, of which all are and none above the bands.</param>
        public TrunkMap(int wordCount, int size, int[] lanes, int at, int zero, int padding, int rowsKept)
        {
            _rowBands = lanes[at];
            _columnBands = lanes[at + 1];
            _laneBits = lanes[at + 2];
            _bandColumns = size / _columnBands;
            _wordCount = wordCount;
            _padding = padding;
            BandRows = size / _rowBands;
            _rowLength = (padding + _bandColumns) * wordCount;
            _rowsKept = rowsKept > 0 && rowsKept < BandRows ? rowsKept : BandRows;
            _rowsAbove = rowsKept > 0 ? padding : 0;
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
            get { return (_rowsKept + _rowsAbove) * _rowLength; }
        }

        /// <summary>Gets a band's height, the number of rows of words.</summary>
        public int BandRows { get; }

        /// <summary>Gets from a row's first word to that of its column 0.</summary>
        public int Origin
        {
            get { return _padding * _wordCount; }
        }

        /// <summary>Takes the words; the rows above the bands are zero at first.</summary>
        /// <param name="words">The words of all maps.</param>
        /// <param name="start">The first of this map's.</param>
        public void Attach(long[] words, int start)
        {
            _words = words;
            _start = start;
            for (int i = _rowsKept * _rowLength; i < Length; i++)
            {
                words[start + i] = _zeroWord;
            }
        }

        /// <summary>Finds a row of words.</summary>
        /// <param name="row">The map's row, from −padding; one that is still kept.</param>
        /// <returns>The index of the first word, [column from −padding][word].</returns>
        [Kernel]
        public int FindRow(int row)
        {
            int place = row >= 0 ? row % _rowsKept : _rowsAbove > 0 ? _rowsKept - 1 - row : 0;
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

        /// <summary>Completes a row whose words are there from column 0 on, and the row above the bands where it follows from this one.</summary>
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
            int laneBits = _laneBits;
            int lanes = _rowBands * laneBits;
            long zero = _zeroWord;
            long factor = 1L << lanes;
            Shift(start + (_bandColumns * _wordCount), start, padding * _wordCount, factor, (1L << (lanes * _columnBands)) - factor, zero & (factor - 1));
            int above = row - BandRows;
            if (above >= -_rowsAbove && _rowBands > 1)
            {
                Shift(start, FindRow(above), _rowLength, 1L << laneBits, _rowMask, zero & ~_rowMask);
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
