namespace LlsEdge.Learning
{
    // The errors of eight outputs in words, position by position.
    public sealed partial class LaneUpdate
    {
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
    }
}
