using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Fast;

/// <summary>A square basis unpacked to ±1 (entry 0 is 0), eight columns at a time.</summary>
internal sealed class FastBasis : LatentBasis
{
    private readonly int[][] _signs;

    private FastBasis(int[][] signs) => _signs = signs;

    /// <inheritdoc/>
    public override int Rows => _signs.Length;

    /// <summary>Unpacks a model's basis.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The same numbers, faster; the model's own basis where it is of another kind, or where sums could leave 32 bits.</returns>
    public static LatentBasis Of(Model model)
    {
        if (model.Basis is not SquareBasis square || !model.Layers.All(FitsInt32))
        {
            return model.Basis;
        }

        int rowBytes = square.Bits.Length / square.Rows;
        return new FastBasis([.. Enumerable.Range(0, square.Rows).Select(c => Enumerable.Range(0, rowBytes * 8)
            .Select(t => t == 0 ? 0 : ((square.Bits[(c * rowBytes) + (t >> 3)] >> (t & 7)) & 1) != 0 ? 1 : -1).ToArray())]);
    }

    /// <inheritdoc/>
    public override void Project(int[] latent, int length, long[] projections)
    {
        ReadOnlySpan<Vector256<int>> z = MemoryMarshal.Cast<int, Vector256<int>>(latent.AsSpan(0, length));
        for (int c = 0; c < _signs.Length; c++)
        {
            int[] signs = _signs[c];
            ReadOnlySpan<Vector256<int>> b = MemoryMarshal.Cast<int, Vector256<int>>(signs);
            Vector256<int> sums = Vector256<int>.Zero;
            for (int i = 0; i < z.Length; i++)
            {
                sums += z[i] * b[i];
            }

            int sum = Vector256.Sum(sums);
            for (int t = z.Length * 8; t < length; t++)
            {
                sum += latent[t] * signs[t];
            }

            projections[c] = sum;
        }
    }

    /// <inheritdoc/>
    public override void ProjectBack(int[] residuals, int length, int[] signals)
    {
        Array.Clear(signals, 0, length);
        Span<Vector256<int>> g = MemoryMarshal.Cast<int, Vector256<int>>(signals.AsSpan(0, length));
        for (int c = 0; c < _signs.Length; c++)
        {
            int[] signs = _signs[c];
            int residual = residuals[c];
            Vector256<int> r = Vector256.Create(residual);
            ReadOnlySpan<Vector256<int>> b = MemoryMarshal.Cast<int, Vector256<int>>(signs);
            for (int i = 0; i < g.Length; i++)
            {
                g[i] += r * b[i];
            }

            for (int t = g.Length * 8; t < length; t++)
            {
                signals[t] += residual * signs[t];
            }
        }
    }

    private static bool FitsInt32(ConvolutionLayer layer)
    {
        int cell = LatentPool.GetCellSize(layer.OutputSize, layer.PoolGrid);
        return 127L * cell * cell * layer.LatentLength < int.MaxValue;
    }
}
