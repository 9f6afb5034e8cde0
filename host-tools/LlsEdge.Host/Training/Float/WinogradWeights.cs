using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace LlsEdge.Host.Training.Float;

/// <summary>The map from 3×3 weights to the 36 points of <see cref="WinogradTiles"/>, U = G·g·Gᵀ, and its adjoint.</summary>
internal static unsafe class WinogradWeights
{
    private const int Kernel = 3;
    private const int Inputs = WinogradTiles.Inputs;
    private const int Width = WinogradTiles.Width;

    /// <summary>U, in panels of 32 columns as <see cref="GemmTile"/> reads them: [point][panel][row][32].</summary>
    /// <param name="weights">[ky][kx][row][column].</param>
    /// <param name="firstRow">The first row to do.</param>
    /// <param name="endRow">The row after the last to do.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="columns">Columns, a multiple of 32.</param>
    /// <param name="packed">U.</param>
    public static void ToPoints(float* weights, int firstRow, int endRow, int rows, int columns, float* packed)
    {
        float* workspace = stackalloc float[Inputs * Kernel * Width];
        nint tapStep = (nint)rows * columns;
        for (int r = firstRow; r < endRow; r++)
        {
            for (int c = 0; c < columns; c += Width)
            {
                float* from = weights + ((nint)r * columns) + c;
                for (int x = 0; x < Kernel; x++)
                {
                    Line(from + (x * tapStep), Kernel * tapStep, workspace + (x * Width), Kernel * Width);
                }

                int panel = c / GemmTile.Columns;
                float* to = packed + ((((nint)panel * rows) + r) * GemmTile.Columns) + (c % GemmTile.Columns);
                for (int y = 0; y < Inputs; y++)
                {
                    Line(workspace + (y * Kernel * Width), Width, to + (y * Inputs * tapStep), tapStep);
                }
            }
        }
    }

    /// <summary>g = Gᵀ·U·G.</summary>
    /// <param name="points">U as [point][row][column].</param>
    /// <param name="pointStep">From point to point.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, a multiple of 16.</param>
    /// <param name="weights">[ky][kx][row][column].</param>
    public static void FromPoints(float* points, nint pointStep, int rows, int columns, float* weights)
    {
        float* workspace = stackalloc float[Inputs * Kernel * Width];
        nint tapStep = (nint)rows * columns;
        for (nint i = 0; i < tapStep; i += Width)
        {
            for (int x = 0; x < Inputs; x++)
            {
                AdjointLine(points + (x * pointStep) + i, Inputs * pointStep, workspace + (x * Width), Inputs * Width);
            }

            for (int y = 0; y < Kernel; y++)
            {
                AdjointLine(workspace + (y * Inputs * Width), Width, weights + (y * Kernel * tapStep) + i, tapStep);
            }
        }
    }

    /// <summary>Three values to six by G.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line(float* from, nint step, float* to, nint toStep)
    {
        Lanes g0 = Vector512.Load(from);
        Lanes g1 = Vector512.Load(from + step);
        Lanes g2 = Vector512.Load(from + (2 * step));
        Lanes even = (g0 * (-2f / 3)) - (g2 * (1f / 3));
        Lanes odd = g1 * (-2f / 3 * WinogradTiles.Near);
        Lanes evenFar = (g0 * (1f / 6)) + (g2 * (1f / 3));
        Lanes oddFar = g1 * (1f / 6 * WinogradTiles.Far);
        g0.Store(to);
        (even + odd).Store(to + toStep);
        (even - odd).Store(to + (2 * toStep));
        (evenFar + oddFar).Store(to + (3 * toStep));
        (evenFar - oddFar).Store(to + (4 * toStep));
        g2.Store(to + (5 * toStep));
    }

    /// <summary>Six values to three by Gᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AdjointLine(float* from, nint step, float* to, nint toStep)
    {
        Lanes u1 = Vector512.Load(from + step);
        Lanes u2 = Vector512.Load(from + (2 * step));
        Lanes u3 = Vector512.Load(from + (3 * step));
        Lanes u4 = Vector512.Load(from + (4 * step));
        Lanes even = u1 + u2;
        Lanes odd = u1 - u2;
        Lanes evenFar = u3 + u4;
        Lanes oddFar = u3 - u4;
        (Vector512.Load(from) - (even * (2f / 3)) + (evenFar * (1f / 6))).Store(to);
        ((odd * (-2f / 3 * WinogradTiles.Near)) + (oddFar * (1f / 6 * WinogradTiles.Far))).Store(to + toStep);
        (((evenFar - even) * (1f / 3)) + Vector512.Load(from + (5 * step))).Store(to + (2 * toStep));
    }
}
