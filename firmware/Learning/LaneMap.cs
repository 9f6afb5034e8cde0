namespace LlsEdge.Learning
{
    /// <summary>
    /// One layer's activations, six to a <c>long</c>. The map is cut into three bands of rows; a lane of 21 bits holds the same place of each band, and inside
    /// a lane lie an even column (bits 0 to 9) and the odd one on its right (bits 10 to 19). One multiplication by a weight then serves three positions, and a
    /// convolution finds its taps in whole words, because a layer's bands are its stride times as high as the next one's. Where the bands reach beyond the map,
    /// and beside it, the words hold zeros.
    /// The network's input, which is signed, is kept plus <see cref="InputOffset"/>.
    /// </summary>
    public sealed class LaneMap
    {
        /// <summary>Bands, the lanes of a word.</summary>
        public const int Bands = 3;

        /// <summary>Bits from one lane to the next.</summary>
        public const int LaneBits = 21;

        /// <summary>Bits from an even column to the odd one beside it.</summary>
        public const int OddShift = 10;

        /// <summary>What is added to the values of the network's input.</summary>
        public const int InputOffset = 128;

        /// <summary>One in every lane.</summary>
        public const long Ones = 1L | (1L << LaneBits) | (1L << (2 * LaneBits));

        /// <summary>The even columns' bits.</summary>
        public const long Even = Ones * 1023;

        private const long AllFields = Ones * 0xFFFFF;

        private readonly int _origin;
        private int _start;
        private readonly int _bottom;

        /// <summary>Lays out a map; it has no memory yet.</summary>
        /// <param name="channels">Number of channels.</param>
        /// <param name="size">Height and width.</param>
        /// <param name="bandRows">Rows of a band, at least a third of the height.</param>
        /// <param name="border">Zeros that the next layer assumes on each side, 0 or 1.</param>
        /// <param name="rowsBelow">1 where the next layer reads the row below a band, else 0.</param>
        /// <param name="offset">What is added to the values: 0 or <see cref="InputOffset"/>.</param>
        public LaneMap(int channels, int size, int bandRows, int border, int rowsBelow, int offset)
        {
            Channels = channels;
            Size = size;
            BandRows = bandRows;
            Border = border;
            Offset = offset;
            Pairs = (size + 1) >> 1;
            RowLength = Pairs + border;
            PlaneLength = (bandRows + border + rowsBelow) * RowLength;
            _origin = border * (RowLength + 1);
            _bottom = rowsBelow;

            LanesOnMap = new long[bandRows];
            for (int y = 0; y < size; y++)
            {
                LanesOnMap[y % bandRows] |= 0x1FFFFFL << (y / bandRows * LaneBits);
            }

            // A convolution's last tile may read up to three words beyond the last row; they meet errors of zero.
            Length = (channels * PlaneLength) + 4;
        }

        /// <summary>Gets the number of channels.</summary>
        public int Channels { get; }

        /// <summary>Gets height and width.</summary>
        public int Size { get; }

        /// <summary>Gets the number of rows of words.</summary>
        public int BandRows { get; }

        /// <summary>Gets the number of zeros on each side, 0 or 1.</summary>
        public int Border { get; }

        /// <summary>Gets what was added to the values.</summary>
        public int Offset { get; }

        /// <summary>Gets the number of words of a row.</summary>
        public int Pairs { get; }

        /// <summary>Gets the distance between vertically neighbouring words.</summary>
        public int RowLength { get; }

        /// <summary>Gets the distance between the same place in neighbouring channels.</summary>
        public int PlaneLength { get; }

        /// <summary>Gets the index of the first channel's first word.</summary>
        public int Origin
        {
            [Kernel]
            get { return _start + _origin; }
        }

        /// <summary>Gets the bits of the lanes that lie on the map, for each row of words.</summary>
        public long[] LanesOnMap { get; }

        /// <summary>Gets the number of words, borders included.</summary>
        public int Length { get; }

        /// <summary>Gets the words, <see cref="Length"/> or more: maps that are not needed at the same time may share them.</summary>
        public long[] Values { get; private set; }

        private long ZeroWord
        {
            get { return Ones * (Offset + (Offset << OddShift)); }
        }

        /// <summary>Takes the words.</summary>
        /// <param name="values">The array that holds them.</param>
        /// <param name="start">The index of the first one.</param>
        public void Attach(long[] values, int start)
        {
            Values = values;
            _start = start;
        }

        /// <summary>Makes the borders zero, and without an offset everything: to be called before the map is written.</summary>
        [Kernel]
        public void Open()
        {
            long[] values = Values;
            if (Offset == 0)
            {
                System.Array.Clear(values, _start, Length);
                return;
            }

            // Rows of words are written whole, but for the one on their left and the rows above and below.
            long zeros = ZeroWord;
            int rowLength = RowLength;
            int end = _start + (Channels * PlaneLength);
            for (int i = _start; i < end; i += rowLength)
            {
                values[i] = zeros;
            }

            while (end < _start + Length)
            {
                values[end] = zeros;
                end++;
            }
        }

        /// <summary>Fills the rows that a band shares with its neighbours; to be called when all rows are written.</summary>
        [Kernel]
        public void CloseBands()
        {
            if (Border == 0)
            {
                return;
            }

            long[] values = Values;
            int pairs = Pairs;
            int last = (BandRows - 1) * RowLength;
            int fill = Offset + (Offset << OddShift);
            long below = AllFields & ~0xFFFFFL;
            long above = AllFields >> LaneBits;
            long top = fill;
            long end = (long)fill << (2 * LaneBits);
            int at = Origin;
            for (int c = 0; c < Channels; c++)
            {
                int from = at + last;
                int to = at - RowLength;
                for (int i = 0; i < pairs; i++)
                {
                    values[to + i] = ((values[from + i] << LaneBits) & below) | top;
                }

                if (_bottom != 0)
                {
                    to = from + RowLength;
                    for (int i = 0; i < pairs; i++)
                    {
                        values[to + i] = ((values[at + i] >> LaneBits) & above) | end;
                    }
                }

                at += PlaneLength;
            }
        }

        /// <summary>Takes the values of an ordinary map, to a map that was opened.</summary>
        /// <param name="map">Of the same shape.</param>
        [Kernel]
        public void Pack(ActivationMap map)
        {
            long[] values = Values;
            sbyte[] source = map.Values;
            long zeros = ZeroWord;
            int size = Size;
            int whole = size >> 1;
            for (int c = 0; c < Channels; c++)
            {
                int origin = Origin + (c * PlaneLength);
                int from = (c * map.PlaneLength) + (map.Border * (map.RowLength + 1));
                for (int y = 0; y < size; y++)
                {
                    int band = y / BandRows;
                    int shift = band * LaneBits;
                    int to = origin + ((y - (band * BandRows)) * RowLength);
                    int at = from;
                    for (int i = 0; i < whole; i++)
                    {
                        long word = band == 0 ? zeros : values[to];
                        values[to] = word + ((long)(source[at] + (source[at + 1] << OddShift)) << shift);
                        to++;
                        at += 2;
                    }

                    if (whole < Pairs)
                    {
                        long word = band == 0 ? zeros : values[to];
                        values[to] = word + ((long)source[at] << shift);
                    }

                    from += map.RowLength;
                }
            }

            CloseBands();
        }

        /// <summary>Gives the values to an ordinary map.</summary>
        /// <param name="map">Of the same shape.</param>
        public void Unpack(ActivationMap map)
        {
            for (int c = 0; c < Channels; c++)
            {
                for (int y = 0; y < Size; y++)
                {
                    int band = y / BandRows;
                    int from = Origin + (c * PlaneLength) + ((y - (band * BandRows)) * RowLength);
                    int to = (c * map.PlaneLength) + ((y + map.Border) * map.RowLength) + map.Border;
                    for (int x = 0; x < Size; x++)
                    {
                        long word = Values[from + (x >> 1)] >> ((band * LaneBits) + ((x & 1) * OddShift));
                        map.Values[to + x] = (sbyte)((int)(word & 1023) - Offset);
                    }
                }
            }
        }
    }
}
