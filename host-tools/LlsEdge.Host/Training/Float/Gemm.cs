using System.Runtime.CompilerServices;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Matrix products, row-major, in SIMD, on the calling thread. Sums run in a fixed order, so that results repeat. A caller uses several cores by giving
/// each its own rows.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>So many steps of the inner index keep a panel of B (this × 32 floats) in the first-level cache.</summary>
    private const int InnerBlock = 256;

    /// <summary>B is copied into panels where at least so many rows of A share the copy.</summary>
    private const int RowsWorthPacking = 24;

    [ThreadStatic]
    private static float[]? s_panel;

    [ThreadStatic]
    private static float[]? s_strips;

    /// <summary>C = A·B: [rows×inner]·[inner×columns].</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        fixed (float* left = a, right = b, sum = c)
        {
            Run(left, inner, 1, right, sum, rows, inner, columns, columns, accumulate: false);
        }
    }

    /// <summary>C = Aᵀ·B: [inner×rows]ᵀ·[inner×columns].</summary>
    public static void MultiplyTransposedLeft(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        fixed (float* left = a, right = b, sum = c)
        {
            Run(left, 1, rows, right, sum, rows, inner, columns, columns, accumulate: false);
        }
    }

    /// <summary>C += A·B: [rows×inner]·[inner×columns].</summary>
    public static void Accumulate(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        fixed (float* left = a, right = b, sum = c)
        {
            Run(left, inner, 1, right, sum, rows, inner, columns, columns, accumulate: true);
        }
    }

    /// <summary>C += Aᵀ·B: [inner×rows]ᵀ·[inner×columns].</summary>
    public static void AccumulateTransposedLeft(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        fixed (float* left = a, right = b, sum = c)
        {
            Run(left, 1, rows, right, sum, rows, inner, columns, columns, accumulate: true);
        }
    }

    /// <summary>C += A·Bᵀ: [rows×inner]·[columns×inner]ᵀ.</summary>
    public static void AccumulateTransposedRight(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        fixed (float* left = a, right = b, sum = c)
        {
            GemmDots.Accumulate(left, right, sum, rows, inner, columns, columns);
        }
    }

    /// <summary>Columns <paramref name="from"/> … of C = A·B: [rows×inner]·[inner×columns].</summary>
    public static void MultiplyColumns(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns, int from, int count)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, columns);
        fixed (float* left = a, right = b, sum = c)
        {
            Run(left, inner, 1, right + from, sum + from, rows, inner, count, columns, accumulate: false);
        }
    }

    /// <summary>Rows <paramref name="from"/> … of C = Aᵀ·B: [inner×rows]ᵀ·[inner×columns].</summary>
    public static void MultiplyTransposedLeftRows(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns, int from, int count)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, rows);
        fixed (float* left = a, right = b, sum = c)
        {
            Run(left + from, 1, rows, right, sum + ((nint)from * columns), count, inner, columns, columns, accumulate: false);
        }
    }

    /// <summary>Columns <paramref name="from"/> … of C = A·Bᵀ: [rows×inner]·[columns×inner]ᵀ.</summary>
    public static void MultiplyTransposedRightColumns(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns, int from, int count)
    {
        Check(a.Length, b.Length, c.Length, rows, inner, columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, columns);
        for (int r = 0; r < rows; r++)
        {
            c.Slice((r * columns) + from, count).Clear();
        }

        fixed (float* left = a, right = b, sum = c)
        {
            GemmDots.Accumulate(left, right + ((nint)from * inner), sum + from, rows, inner, count, columns);
        }
    }

    private static void Check(int a, int b, int c, int rows, int inner, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a, rows * inner);
        ArgumentOutOfRangeException.ThrowIfLessThan(b, inner * columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(c, rows * columns);
    }

    /// <summary>The rows of B and of C lie <paramref name="step"/> apart.</summary>
    private static void Run(float* a, nint rowStep, nint innerStep, float* b, float* c, int rows, int inner, int columns, int step, bool accumulate)
    {
        // Adjacent rows of a transposed A are copied into strips of 8, or every step of the inner index would touch another page.
        bool strips = rowStep == 1 && rows >= GemmTile.Rows && columns > GemmTile.Columns;
        for (int from = 0; from < inner; from += InnerBlock)
        {
            int depth = Math.Min(InnerBlock, inner - from);
            float* left = a + (from * innerStep);
            float* right = b + ((nint)from * step);
            if (strips)
            {
                fixed (float* copy = Buffer(ref s_strips, (rows / GemmTile.Rows * GemmTile.Rows * InnerBlock) + 16))
                {
                    CopyStrips(left, innerStep, copy, rows / GemmTile.Rows, depth);
                    Panels(copy, left, rowStep, innerStep, right, c, rows, depth, columns, step, accumulate || from > 0);
                }
            }
            else
            {
                Panels(null, left, rowStep, innerStep, right, c, rows, depth, columns, step, accumulate || from > 0);
            }
        }
    }

    private static void Panels(
        float* strips, float* a, nint rowStep, nint innerStep, float* b, float* c, int rows, int depth, int columns, int step, bool accumulate)
    {
        fixed (float* panel = Buffer(ref s_panel, InnerBlock * GemmTile.Columns))
        {
            for (int j = 0; j < columns; j += GemmTile.Columns)
            {
                int width = Math.Min(GemmTile.Columns, columns - j);
                bool pack = width < GemmTile.Columns || rows >= RowsWorthPacking;
                if (pack)
                {
                    CopyPanel(b + j, step, panel, depth, width);
                }

                Column(strips, a, rowStep, innerStep, pack ? panel : b + j, pack ? GemmTile.Columns : step, c + j, rows, depth, width, step, accumulate);
            }
        }
    }

    /// <summary>All rows of up to 32 columns of C.</summary>
    private static void Column(
        float* strips, float* a, nint rowStep, nint innerStep, float* b, nint bStep, float* c, int rows, int depth, int width, int step, bool accumulate)
    {
        float* edge = stackalloc float[GemmTile.Rows * GemmTile.Columns];
        int r = 0;
        for (; r <= rows - GemmTile.Rows; r += GemmTile.Rows)
        {
            bool whole = width == GemmTile.Columns;
            float* left = strips is null ? a + (r * rowStep) : strips + ((nint)r * depth);
            nint down = strips is null ? rowStep : 1;
            nint along = strips is null ? innerStep : GemmTile.Rows;
            float* sum = c + ((nint)r * step);
            GemmTile.Full(left, down, along, b, bStep, depth, whole ? sum : edge, whole ? step : GemmTile.Columns, whole && accumulate);
            for (int k = 0; !whole && k < GemmTile.Rows; k++)
            {
                Put(edge + (k * GemmTile.Columns), sum + ((nint)k * step), width, accumulate);
            }
        }

        for (; r < rows; r++)
        {
            GemmTile.Row(a + (r * rowStep), innerStep, b, bStep, depth, edge);
            Put(edge, c + ((nint)r * step), width, accumulate);
        }
    }

    private static void Put(float* from, float* to, int width, bool accumulate)
    {
        for (int j = 0; j < width; j++)
        {
            to[j] = accumulate ? from[j] + to[j] : from[j];
        }
    }

    private static void CopyPanel(float* b, int step, float* panel, int depth, int width)
    {
        for (int i = 0; i < depth; i++)
        {
            var row = new Span<float>(panel + ((nint)i * GemmTile.Columns), GemmTile.Columns);
            new ReadOnlySpan<float>(b + ((nint)i * step), width).CopyTo(row);
            row[width..].Clear();
        }
    }

    private static void CopyStrips(float* a, nint innerStep, float* strips, int count, int depth)
    {
        for (int i = 0; i < depth; i++)
        {
            float* from = a + (i * innerStep);
            float* to = strips + ((nint)i * GemmTile.Rows);
            for (int s = 0; s < count; s++)
            {
                Unsafe.CopyBlockUnaligned(to, from, GemmTile.Rows * sizeof(float));
                from += GemmTile.Rows;
                to += (nint)depth * GemmTile.Rows;
            }
        }
    }

    private static float[] Buffer(ref float[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = new float[length];
        }

        return buffer;
    }
}
