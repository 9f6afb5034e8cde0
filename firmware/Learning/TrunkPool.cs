namespace LlsEdge.Learning
{
    /// <summary>
    /// The cell sums of a compiled layer's map for the readout's taps, added up while the rows pass: words are added as they are over rectangles that no
    /// cell's edge cuts in any lane and that are small enough for a lane; then each lane goes to its cells.
    /// </summary>
    public sealed class TrunkPool
    {
        private const int None = -1;

        private readonly int _channels;
        private readonly int _size;
        private readonly int _rowBands;
        private readonly int _columnBands;
        private readonly int _laneBits;
        private readonly int _bits;
        private readonly long _mask;
        private readonly ReadoutTap[] _taps;
        private readonly int[] _sums;
        private readonly int[] _starts;
        private readonly bool[] _rowStarts;
        private readonly int[] _columnStarts;
        private readonly long[] _words;

        /// <summary>Allocates the rectangles.</summary>
        /// <param name="channels">The map's channels.</param>
        /// <param name="bits">An activation's bits.</param>
        /// <param name="size">The map's height and width.</param>
        /// <param name="lanes">The lanes of all layers.</param>
        /// <param name="at">Where this layer's lie.</param>
        /// <param name="taps">The taps of this layer.</param>
        /// <param name="sums">Where the sums are added up; cleared before a frame's first row.</param>
        /// <param name="first">The index of the first one.</param>
        public TrunkPool(int channels, int bits, int size, int[] lanes, int at, ReadoutTap[] taps, int[] sums, int first)
        {
            _channels = channels;
            _size = size;
            _rowBands = lanes[at];
            _columnBands = lanes[at + 1];
            _laneBits = lanes[at + 2];
            _bits = bits;
            int limit = (1 << bits) - 1;
            for (int i = 0; i < _rowBands * _columnBands; i++)
            {
                _mask |= (long)limit << (i * _laneBits);
            }

            _taps = taps;
            _sums = sums;
            _starts = new int[taps.Length];
            for (int i = 0; i < taps.Length; i++)
            {
                int own = CountSums(taps, i, channels, size);
                _starts[i] = own > 0 ? first : None;
                first += own;
            }

            int most = ((1 << _laneBits) - 1) / limit;
            bool[] columns = FindCuts(size / _columnBands, most);
            int widest = 0;
            int count = 0;
            int width = 0;
            for (int x = 0; x < columns.Length; x++)
            {
                width = columns[x] ? 1 : width + 1;
                widest = width > widest ? width : widest;
                count += columns[x] ? 1 : 0;
            }

            _columnStarts = new int[count + 1];
            _columnStarts[count] = size / _columnBands;
            for (int x = columns.Length - 1; x >= 0; x--)
            {
                if (columns[x])
                {
                    count--;
                    _columnStarts[count] = x;
                }
            }

            _rowStarts = FindCuts(size / _rowBands, most / widest);
            _words = new long[(_columnStarts.Length - 1) * channels];
        }

        /// <summary>Counts the sums of a layer's taps.</summary>
        /// <param name="taps">The taps of the layer.</param>
        /// <param name="channels">Its channels.</param>
        /// <param name="size">Its map's height and width.</param>
        /// <returns>How many.</returns>
        public static int CountSums(ReadoutTap[] taps, int channels, int size)
        {
            int count = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                count += CountSums(taps, i, channels, size);
            }

            return count;
        }

        /// <summary>Adds a row; rows come from the last to the first.</summary>
        /// <param name="words">The row's words.</param>
        /// <param name="origin">The index of column 0.</param>
        /// <param name="row">The row.</param>
        [Phase("trunk-pool")]
        [Kernel]
        public void Add(long[] words, int origin, int row)
        {
            int count = _channels >> 1;
            for (int block = 0; block < _columnStarts.Length - 1; block++)
            {
                int first = origin + (_columnStarts[block] * count);
                int end = origin + (_columnStarts[block + 1] * count);
                AddBlock(words, first, end, block * _channels, count);
            }

            if (_rowStarts[row])
            {
                Distribute(row);
            }
        }

        /// <summary>Finds a tap's sums.</summary>
        /// <param name="grid">The grid of one of the taps.</param>
        /// <returns>The index of the first of channels · grid² sums, channel-major.</returns>
        [Kernel]
        public int Find(int grid)
        {
            int i = 0;
            while (_taps[i].Grid != grid || _starts[i] < 0)
            {
                i++;
            }

            return _starts[i];
        }

        // What the learner merges from the tap before needs no sums of its own.
        private static int CountSums(ReadoutTap[] taps, int tap, int channels, int size)
        {
            int grid = taps[tap].Grid;
            return grid == 1 && tap > 0 && LatentPool.CoversOnce(size, taps[tap - 1].Grid) ? 0 : channels * grid * grid;
        }

        private bool[] FindCuts(int band, int most)
        {
            bool[] cuts = new bool[band];
            cuts[0] = true;
            for (int i = 0; i < _taps.Length; i++)
            {
                int grid = _taps[i].Grid;
                int cell = LatentPool.GetCellSize(_size, grid);
                for (int p = 0; p < grid; p++)
                {
                    int start = p * _size / grid;
                    cuts[start % band] = true;
                    cuts[(start + cell) % band] = true;
                }
            }

            int length = 0;
            for (int i = 0; i < band; i++)
            {
                length = cuts[i] ? 1 : length + 1;
                if (length > most)
                {
                    cuts[i] = true;
                    length = 1;
                }
            }

            return cuts;
        }

        [Kernel]
        private void AddBlock(long[] words, int first, int end, int to, int count)
        {
            long[] sums = _words;
            long mask = _mask;
            int bits = _bits;
            int stop = to + count + count;
            while (to < stop)
            {
                long low = sums[to];
                long high = sums[to + 1];
                for (int i = first; i < end; i += count)
                {
                    long word = words[i];
                    low += word & mask;
                    high += (word >> bits) & mask;
                }

                sums[to] = low;
                sums[to + 1] = high;
                first++;
                to += 2;
            }
        }

        [Kernel]
        private void Distribute(int row)
        {
            int channels = _channels;
            for (int block = 0; block < _columnStarts.Length - 1; block++)
            {
                for (int b = 0; b < _columnBands; b++)
                {
                    for (int a = 0; a < _rowBands; a++)
                    {
                        int shift = ((b * _rowBands) + a) * _laneBits;
                        int y = (a * (_size / _rowBands)) + row;
                        int x = (b * (_size / _columnBands)) + _columnStarts[block];
                        for (int i = 0; i < _taps.Length; i++)
                        {
                            if (_starts[i] >= 0)
                            {
                                AddToCells(i, y, x, block * channels, shift);
                            }
                        }
                    }
                }
            }

            System.Array.Clear(_words, 0, _words.Length);
        }

        [Kernel]
        private void AddToCells(int tap, int y, int x, int from, int shift)
        {
            int grid = _taps[tap].Grid;
            int size = _size;
            int cell = LatentPool.GetCellSize(size, grid);
            for (int py = 0; py < grid; py++)
            {
                int top = py * size / grid;
                if (y >= top && y < top + cell)
                {
                    for (int px = 0; px < grid; px++)
                    {
                        int left = px * size / grid;
                        if (x >= left && x < left + cell)
                        {
                            AddLane(_starts[tap] + (py * grid) + px, grid * grid, from, shift);
                        }
                    }
                }
            }
        }

        [Kernel]
        private void AddLane(int to, int step, int from, int shift)
        {
            // The number of channels is a multiple of 4.
            int[] sums = _sums;
            long[] words = _words;
            long mask = (1L << _laneBits) - 1;
            int end = from + _channels;
            int i = from;
            while (i < end)
            {
                sums[to] = sums[to] + (int)((words[i] >> shift) & mask);
                to += step;
                sums[to] = sums[to] + (int)((words[i + 1] >> shift) & mask);
                to += step;
                sums[to] = sums[to] + (int)((words[i + 2] >> shift) & mask);
                to += step;
                sums[to] = sums[to] + (int)((words[i + 3] >> shift) & mask);
                to += step;
                i += 4;
            }
        }
    }
}
