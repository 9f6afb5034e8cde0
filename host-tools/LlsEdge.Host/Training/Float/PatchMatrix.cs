using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// The matrix of a convolution's input patches over a chunk of frames, [channel·ky·kx][frame][position], so that a pass is one matrix product; and its way
/// back, from errors of patches to errors of the input.
/// Maps are [channel][frame][y][x].
/// </summary>
internal sealed class PatchMatrix
{
    private readonly int _channels;
    private readonly int _size;
    private readonly int _output;
    private readonly int _kernel;
    private readonly int _stride;
    private readonly int _padding;
    private readonly int _frames;

    public PatchMatrix(ConvolutionLayer layer, int frames)
    {
        _channels = layer.InputChannels;
        _size = layer.InputSize;
        _output = layer.OutputSize;
        _kernel = layer.KernelSize;
        _stride = layer.Stride;
        _padding = layer.Padding;
        _frames = frames;
        Positions = frames * _output * _output;
        Values = new float[layer.WeightsPerChannel * Positions];
        Errors = new float[Values.Length];
    }

    /// <summary>Gets the number of columns.</summary>
    public int Positions { get; }

    /// <summary>Gets the patches.</summary>
    public float[] Values { get; }

    /// <summary>Gets the errors of the patches, for <see cref="Scatter"/>.</summary>
    public float[] Errors { get; }

    /// <summary>Fills the patches from the input.</summary>
    public void Gather(float[] input)
    {
        for (int row = 0; row < _channels * _kernel * _kernel; row++)
        {
            (int first, int end) = Inside(row % _kernel);
            int dx = (row % _kernel) - _padding;
            int dy = (row / _kernel % _kernel) - _padding;
            int plane = row / (_kernel * _kernel) * _frames * _size * _size;
            Span<float> target = Values.AsSpan(row * Positions, Positions);
            for (int line = 0; line < _frames * _output; line++)
            {
                Span<float> cells = target.Slice(line * _output, _output);
                int v = (line % _output * _stride) + dy;
                if ((uint)v >= (uint)_size)
                {
                    cells.Clear();
                    continue;
                }

                ReadOnlySpan<float> source = input.AsSpan(plane + (((line / _output * _size) + v) * _size), _size);
                cells[..first].Clear();
                cells[end..].Clear();
                for (int x = first, u = (first * _stride) + dx; x < end; x++, u += _stride)
                {
                    cells[x] = source[u];
                }
            }
        }
    }

    /// <summary>Adds the errors of the patches to those of the input.</summary>
    public void Scatter(float[] inputError)
    {
        for (int row = 0; row < _channels * _kernel * _kernel; row++)
        {
            (int first, int end) = Inside(row % _kernel);
            int dx = (row % _kernel) - _padding;
            int dy = (row / _kernel % _kernel) - _padding;
            int plane = row / (_kernel * _kernel) * _frames * _size * _size;
            ReadOnlySpan<float> source = Errors.AsSpan(row * Positions, Positions);
            for (int line = 0; line < _frames * _output; line++)
            {
                int v = (line % _output * _stride) + dy;
                if ((uint)v < (uint)_size)
                {
                    ReadOnlySpan<float> cells = source.Slice(line * _output, _output);
                    Span<float> target = inputError.AsSpan(plane + (((line / _output * _size) + v) * _size), _size);
                    for (int x = first, u = (first * _stride) + dx; x < end; x++, u += _stride)
                    {
                        target[u] += cells[x];
                    }
                }
            }
        }
    }

    // The outputs [first, end) of a line whose tap at kernel column kx lies inside the input.
    private (int First, int End) Inside(int kx)
    {
        int first = Math.Max(0, (_padding - kx + _stride - 1) / _stride);
        int end = Math.Min(_output, ((_size - 1 + _padding - kx) / _stride) + 1);
        return (first, Math.Max(first, end));
    }
}
