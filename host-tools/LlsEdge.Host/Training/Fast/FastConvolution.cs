using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Fast;

/// <summary>
/// A convolution's forward pass and update by AVX2. Patches lie in rows of 16-bit numbers, padded with zeros to whole vectors: forward is their dot
/// products with the weights' rows,
/// and the gradient of a weights' row is the sum of patches, each times its position's error. Integer sums do not depend on their order, so the results are
/// those of <see cref="ConvolutionForward"/> and
/// <see cref="ConvolutionUpdate"/>.
/// </summary>
internal sealed unsafe class FastConvolution
{
    private const int Lanes = 16;

    private readonly ConvolutionLayer _layer;
    private readonly int _row;
    private readonly int _positions;
    private readonly int _pairs;
    private readonly short[] _weights;
    private readonly short[] _masters;
    private readonly short[] _patches;
    private readonly short[] _pairedPatches;
    private readonly short[] _errors;
    private readonly int[] _outputOffsets;
    private readonly int[][] _cellsOfPosition;

    /// <summary>Takes a layer's weights.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="output">The map it will write.</param>
    public FastConvolution(ConvolutionLayer layer, ActivationMap output)
    {
        _layer = layer;
        int count = layer.WeightsPerChannel;
        _row = (count + Lanes - 1) / Lanes * Lanes;
        _positions = layer.OutputSize * layer.OutputSize;
        _pairs = (_positions + 1) / 2;
        _weights = new short[layer.OutputChannels * _row];
        _masters = new short[layer.Learns ? _weights.Length : 0];
        _patches = new short[2 * _pairs * _row];
        _pairedPatches = new short[layer.Learns ? _patches.Length : 0];
        _errors = new short[2 * _pairs];
        _outputOffsets = [.. Enumerable.Range(0, _positions).Select(p =>
            (((p / layer.OutputSize) + output.Border) * output.RowLength) + (p % layer.OutputSize) + output.Border)];
        _cellsOfPosition = [.. Enumerable.Range(0, _positions).Select(FindCells)];
        for (int k = 0; k < layer.OutputChannels; k++)
        {
            for (int j = 0; j < count; j++)
            {
                _weights[(k * _row) + j] = layer.Weights[(k * count) + j];
                if (layer.Learns)
                {
                    _masters[(k * _row) + j] = layer.Masters[(k * count) + j];
                }
            }
        }
    }

    /// <summary>How many masters and biases of the last update hit their limits.</summary>
    public int Saturations { get; private set; }

    /// <summary>Computes the output map.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">Receives the activations.</param>
    /// <returns>How many outputs would have exceeded the limit.</returns>
    public int Forward(ActivationMap input, ActivationMap output)
    {
        GatherPatches(input);
        int row = _row;
        int plane = output.PlaneLength;
        int shift = _layer.RequantiseShift;
        Vector128<int> half = Vector128.Create(1 << shift >> 1);
        Vector128<int> most = Vector128.Create(_layer.ActivationLimit);
        int saturations = 0;
        fixed (short* weights = _weights, patches = _patches)
        fixed (sbyte* h = output.Values)
        fixed (int* bias = _layer.Bias)
        {
            for (int p = 0; p < _positions; p++)
            {
                short* patch = patches + (p * row);
                sbyte* target = h + _outputOffsets[p];
                for (int k = 0; k < _layer.OutputChannels; k += 4)
                {
                    Vector128<int> sums = Vector128.ShiftRightArithmetic(DotFour(patch, weights + (k * row), row) + Vector128.Load(bias + k) + half, shift);
                    saturations -= Vector128.Sum(Vector128.GreaterThan(sums, most));
                    sums = Vector128.Max(Vector128.Min(sums, most), Vector128<int>.Zero);
                    target[0] = (sbyte)sums.GetElement(0);
                    target[plane] = (sbyte)sums.GetElement(1);
                    target[2 * plane] = (sbyte)sums.GetElement(2);
                    target[3 * plane] = (sbyte)sums.GetElement(3);
                    target += 4 * plane;
                }
            }
        }

        return saturations;
    }

    /// <summary>Moves masters, weights and biases against the gradient; the patches are those of the last <see cref="Forward"/>.</summary>
    /// <param name="output">The layer's output.</param>
    /// <param name="signals">dz of each channel and cell.</param>
    /// <param name="seed">The model's seed.</param>
    /// <param name="step">The training step.</param>
    /// <param name="layerIndex">The layer's index.</param>
    public void Update(ActivationMap output, int[] signals, int seed, int step, int layerIndex)
    {
        Saturations = 0;
        PairPatches();
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            int biasGradient = FillErrors(output, signals, k);
            int key = StochasticRounding.Key(seed, step, layerIndex, k);
            UpdateRow(k, key);
            UpdateBias(k, biasGradient, key);
        }
    }

    /// <summary>Writes the weights into the layer.</summary>
    public void Store()
    {
        if (!_layer.Learns)
        {
            return;
        }

        int count = _layer.WeightsPerChannel;
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            Array.Copy(_masters, k * _row, _layer.Masters, k * count, count);
        }

        _layer.RoundMasters();
    }

    private static Vector128<int> DotFour(short* patch, short* weights, int row)
    {
        short* weights1 = weights + row;
        short* weights2 = weights1 + row;
        short* weights3 = weights2 + row;
        Vector256<int> sum0 = Vector256<int>.Zero;
        Vector256<int> sum1 = sum0;
        Vector256<int> sum2 = sum0;
        Vector256<int> sum3 = sum0;
        for (int j = 0; j < row; j += Lanes)
        {
            Vector256<short> x = Vector256.Load(patch + j);
            sum0 += Avx2.MultiplyAddAdjacent(x, Vector256.Load(weights + j));
            sum1 += Avx2.MultiplyAddAdjacent(x, Vector256.Load(weights1 + j));
            sum2 += Avx2.MultiplyAddAdjacent(x, Vector256.Load(weights2 + j));
            sum3 += Avx2.MultiplyAddAdjacent(x, Vector256.Load(weights3 + j));
        }

        Vector256<int> sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(sum0, sum1), Avx2.HorizontalAdd(sum2, sum3));
        return sums.GetLower() + sums.GetUpper();
    }

    private void GatherPatches(ActivationMap input)
    {
        int kernel = _layer.KernelSize;
        int size = _layer.OutputSize;
        int origin = (input.Border - _layer.Padding) * (input.RowLength + 1);
        fixed (sbyte* x = input.Values)
        fixed (short* patches = _patches)
        {
            for (int p = 0; p < _positions; p++)
            {
                sbyte* corner = x + origin + (p / size * _layer.Stride * input.RowLength) + (p % size * _layer.Stride);
                short* target = patches + (p * _row);
                for (int c = 0; c < _layer.InputChannels; c++)
                {
                    sbyte* line = corner + (c * input.PlaneLength);
                    for (int ky = 0; ky < kernel; ky++)
                    {
                        for (int kx = 0; kx < kernel; kx++)
                        {
                            *target++ = line[kx];
                        }

                        line += input.RowLength;
                    }
                }
            }
        }
    }

    // Two neighbouring positions' patches, entry by entry in turn, so that one multiply-add takes both.
    private void PairPatches()
    {
        fixed (short* patches = _patches, paired = _pairedPatches)
        {
            for (int pair = 0; pair < _pairs; pair++)
            {
                short* first = patches + (2 * pair * _row);
                short* second = first + _row;
                short* target = paired + (2 * pair * _row);
                for (int j = 0; j < _row; j += Lanes)
                {
                    Vector256<short> a = Vector256.Load(first + j);
                    Vector256<short> b = Vector256.Load(second + j);
                    Avx2.UnpackLow(a, b).Store(target + (2 * j));
                    Avx2.UnpackHigh(a, b).Store(target + (2 * j) + Lanes);
                }
            }
        }
    }

    private int FillErrors(ActivationMap output, int[] signals, int channel)
    {
        int cells = _layer.PoolGrid * _layer.PoolGrid;
        int plane = channel * output.PlaneLength;
        int total = 0;
        for (int p = 0; p < _positions; p++)
        {
            int error = 0;
            if (output.Values[plane + _outputOffsets[p]] > 0)
            {
                foreach (int cell in _cellsOfPosition[p])
                {
                    error += signals[(channel * cells) + cell];
                }
            }

            _errors[p] = (short)error;
            total += error;
        }

        return total;
    }

    private void UpdateRow(int channel, int key)
    {
        int shift = _layer.UpdateShift;
        Vector256<int> mask = Vector256.Create((1 << shift) - 1);
        Vector256<int> largest = Vector256.Create(_layer.LargestMaster);
        Vector256<int> smallest = Vector256.Create(_layer.SmallestMaster);
        int fraction = _layer.MasterFraction;
        Vector256<int> rounding = Vector256.Create(1 << fraction >> 1);
        Vector256<int> factor = RoundingStream.EightFactor;
        Vector256<int> summand = RoundingStream.EightSummand;
        Vector256<int> random = RoundingStream.Start(key);
        Vector256<int> limited = Vector256<int>.Zero;
        int row = _row;
        fixed (short* paired = _pairedPatches, errors = _errors, masters = _masters, weights = _weights)
        {
            short* master = masters + (channel * row);
            short* weight = weights + (channel * row);
            int* error = (int*)errors;
            for (int j = 0; j < row; j += Lanes)
            {
                Vector256<int> low = Vector256<int>.Zero;
                Vector256<int> high = low;
                short* patch = paired + (2 * j);
                for (int pair = 0; pair < _pairs; pair++)
                {
                    int both = error[pair];
                    if (both != 0)
                    {
                        Vector256<short> e = Vector256.Create(both).AsInt16();
                        low += Avx2.MultiplyAddAdjacent(Vector256.Load(patch), e);
                        high += Avx2.MultiplyAddAdjacent(Vector256.Load(patch + Lanes), e);
                    }

                    patch += 2 * row;
                }

                Vector256<int> first = Avx2.ConvertToVector256Int32(Vector128.Load(master + j));
                Vector256<int> second = Avx2.ConvertToVector256Int32(Vector128.Load(master + j + 8));
                first -= Vector256.ShiftRightArithmetic(Avx2.Permute2x128(low, high, 0x20) + (Vector256.ShiftRightLogical(random, 32 - shift) & mask), shift);
                random = (random * factor) + summand;
                second -= Vector256.ShiftRightArithmetic(Avx2.Permute2x128(low, high, 0x31) + (Vector256.ShiftRightLogical(random, 32 - shift) & mask), shift);
                random = (random * factor) + summand;
                Vector256<int> firstInside = Vector256.Max(Vector256.Min(first, largest), smallest);
                Vector256<int> secondInside = Vector256.Max(Vector256.Min(second, largest), smallest);
                limited += Vector256.Equals(first, firstInside) + Vector256.Equals(second, secondInside);
                Narrow(firstInside, secondInside).Store(master + j);
                Narrow(Vector256.ShiftRightArithmetic(firstInside + rounding, fraction), Vector256.ShiftRightArithmetic(secondInside + rounding, fraction)).Store(weight + j);
            }
        }

        // Equal lanes counted −1 each.
        Saturations += row + Vector256.Sum(limited);
    }

    private static Vector256<short> Narrow(Vector256<int> first, Vector256<int> second) =>
        Avx2.Permute4x64(Avx2.PackSignedSaturate(first, second).AsInt64(), 0b11_01_10_00).AsInt16();

    private void UpdateBias(int channel, int gradient, int random)
    {
        int shift = _layer.BiasUpdateShift;
        int dither = (random >> (32 - shift)) & ((1 << shift) - 1);
        int bias = _layer.Bias[channel] - ((gradient + dither) >> shift);
        int limited = FixedPoint.Clamp(bias, -ConvolutionUpdate.BiasLimit, ConvolutionUpdate.BiasLimit);
        Saturations += limited != bias ? 1 : 0;
        _layer.Bias[channel] = limited;
    }

    private int[] FindCells(int position)
    {
        int grid = _layer.PoolGrid;
        int size = _layer.OutputSize;
        int cell = LatentPool.GetCellSize(size, grid);
        int y = position / size;
        int x = position % size;
        return [.. Enumerable.Range(0, grid * grid).Where(c => IsInside(y, c / grid) && IsInside(x, c % grid))];
        bool IsInside(int at, int index) => at >= index * size / grid && at < (index * size / grid) + cell;
    }
}
