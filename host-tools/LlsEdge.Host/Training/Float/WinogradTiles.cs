using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray, 2016): a tile of 4×4 outputs is Y = Aᵀ[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]A, 36 products instead of 144. The
/// points are 0, ±a, ±b and ∞ with a = √½ and b = √2, which round less than the usual 1 and 2. Here are the linear maps around the products and their adjoints, which a backward pass needs. Maps are [y][x][channel],
/// 16 channels at a time; the 36 values of a tile lie one step of points apart.
/// </summary>
internal static unsafe class WinogradTiles
{
    /// <summary>a; a² = ½.</summary>
    public const float Near = 0.70710678f;

    /// <summary>b; b² = 2, a·b = 1.</summary>
    public const float Far = 1.41421356f;

    /// <summary>Height and width of a tile of outputs.</summary>
    public const int Outputs = 4;

    /// <summary>Height and width of the inputs that it depends on.</summary>
    public const int Inputs = 6;

    /// <summary>Products of a tile.</summary>
    public const int Points = Inputs * Inputs;

    /// <summary>Floats of the workspace that every map here takes.</summary>
    public const int Workspace = 2 * Points * Width;

    /// <summary>Channels at a time.</summary>
    public const int Width = 16;

    /// <summary>V = Bᵀ·d·B.</summary>
    /// <param name="map">The inputs' corner; what lies outside the map is there, as zeros.</param>
    /// <param name="rowStep">From row to row of the inputs.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="points">V's first point.</param>
    /// <param name="pointStep">From point to point.</param>
    /// <param name="workspace">Scratch.</param>
    public static void FromInput(float* map, nint rowStep, int channels, float* points, nint pointStep, float* workspace)
    {
        for (int c = 0; c < channels; c += Width)
        {
            for (int x = 0; x < Inputs; x++)
            {
                InputLine(map + ((nint)x * channels) + c, rowStep, workspace + (x * Width), Inputs * Width);
            }

            for (int y = 0; y < Inputs; y++)
            {
                InputLine(workspace + (y * Inputs * Width), Width, points + (y * Inputs * pointStep) + c, pointStep);
            }
        }
    }

    /// <summary>Adds B·V·Bᵀ to the inputs: the adjoint of <see cref="FromInput"/>.</summary>
    public static void AddToInput(float* points, nint pointStep, float* map, nint rowStep, int channels, float* workspace)
    {
        for (int c = 0; c < channels; c += Width)
        {
            for (int y = 0; y < Inputs; y++)
            {
                InputAdjointLine(points + (y * Inputs * pointStep) + c, pointStep, workspace + (y * Inputs * Width), Width, add: false);
            }

            for (int x = 0; x < Inputs; x++)
            {
                InputAdjointLine(workspace + (x * Width), Inputs * Width, map + ((nint)x * channels) + c, rowStep, add: true);
            }
        }
    }

    /// <summary>Y = Aᵀ·M·A, of which <paramref name="height"/>×<paramref name="width"/> outputs lie inside the map.</summary>
    public static void ToOutput(float* points, nint pointStep, float* map, nint rowStep, int channels, int height, int width, float* workspace)
    {
        float* outputs = workspace + (Points * Width);
        for (int c = 0; c < channels; c += Width)
        {
            for (int x = 0; x < Inputs; x++)
            {
                OutputLine(points + (x * pointStep) + c, Inputs * pointStep, workspace + (x * Width), Inputs * Width);
            }

            for (int y = 0; y < height; y++)
            {
                OutputLine(workspace + (y * Inputs * Width), Width, outputs, Width);
                for (int x = 0; x < width; x++)
                {
                    Vector512.Load(outputs + (x * Width)).Store(map + (y * rowStep) + ((nint)x * channels) + c);
                }
            }
        }
    }

    /// <summary>M = A·Y·Aᵀ, the adjoint of <see cref="ToOutput"/>; outputs outside the map have no error.</summary>
    public static void FromOutput(float* map, nint rowStep, int channels, int height, int width, float* points, nint pointStep, float* workspace)
    {
        float* outputs = workspace + (Points * Width);
        bool whole = height == Outputs && width == Outputs;
        for (int c = 0; c < channels; c += Width)
        {
            for (int x = 0; x < Outputs; x++)
            {
                if (whole)
                {
                    OutputAdjointLine(map + ((nint)x * channels) + c, rowStep, workspace + (x * Width), Outputs * Width);
                    continue;
                }

                for (int y = 0; y < Outputs; y++)
                {
                    Lanes value = y < height && x < width ? Vector512.Load(map + (y * rowStep) + ((nint)x * channels) + c) : Lanes.Zero;
                    value.Store(outputs + (y * Width));
                }

                OutputAdjointLine(outputs, Width, workspace + (x * Width), Outputs * Width);
            }

            for (int y = 0; y < Inputs; y++)
            {
                OutputAdjointLine(workspace + (y * Outputs * Width), Width, points + (y * Inputs * pointStep) + c, pointStep);
            }
        }
    }

    /// <summary>Six values by Bᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputLine(float* from, nint step, float* to, nint toStep)
    {
        Lanes d0 = Vector512.Load(from);
        Lanes d1 = Vector512.Load(from + step);
        Lanes d2 = Vector512.Load(from + (2 * step));
        Lanes d3 = Vector512.Load(from + (3 * step));
        Lanes d4 = Vector512.Load(from + (4 * step));
        Lanes d5 = Vector512.Load(from + (5 * step));
        Lanes even = AddProduct(d4, d2, -2f);
        Lanes odd = AddProduct(d3, d1, -2f) * Near;
        Lanes evenFar = AddProduct(d4, d2, -0.5f);
        Lanes oddFar = AddProduct(d3, d1, -0.5f) * Far;
        AddProduct(d0 + d4, d2, -2.5f).Store(to);
        (even + odd).Store(to + toStep);
        (even - odd).Store(to + (2 * toStep));
        (evenFar + oddFar).Store(to + (3 * toStep));
        (evenFar - oddFar).Store(to + (4 * toStep));
        AddProduct(d1 + d5, d3, -2.5f).Store(to + (5 * toStep));
    }

    /// <summary>Six values by B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputAdjointLine(float* from, nint step, float* to, nint toStep, bool add)
    {
        Lanes v0 = Vector512.Load(from);
        Lanes v1 = Vector512.Load(from + step);
        Lanes v2 = Vector512.Load(from + (2 * step));
        Lanes v3 = Vector512.Load(from + (3 * step));
        Lanes v4 = Vector512.Load(from + (4 * step));
        Lanes v5 = Vector512.Load(from + (5 * step));
        Lanes even = v1 + v2;
        Lanes odd = v1 - v2;
        Lanes evenFar = v3 + v4;
        Lanes oddFar = v3 - v4;
        Put(v0, to, add);
        Put(AddProduct(AddProduct(v5, odd, -Far), oddFar, -Near), to + toStep, add);
        Put(AddProduct(AddProduct(v0 * -2.5f, even, -2f), evenFar, -0.5f), to + (2 * toStep), add);
        Put(AddProduct(AddProduct(v5 * -2.5f, odd, Near), oddFar, Far), to + (3 * toStep), add);
        Put(v0 + even + evenFar, to + (4 * toStep), add);
        Put(v5, to + (5 * toStep), add);
    }

    /// <summary>Six values to four by Aᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputLine(float* from, nint step, float* to, nint toStep)
    {
        Lanes m1 = Vector512.Load(from + step);
        Lanes m2 = Vector512.Load(from + (2 * step));
        Lanes m3 = Vector512.Load(from + (3 * step));
        Lanes m4 = Vector512.Load(from + (4 * step));
        Lanes even = m1 + m2;
        Lanes odd = m1 - m2;
        Lanes evenFar = m3 + m4;
        Lanes oddFar = m3 - m4;
        (Vector512.Load(from) + even + evenFar).Store(to);
        AddProduct(odd * Near, oddFar, Far).Store(to + toStep);
        AddProduct(even * 0.5f, evenFar, 2f).Store(to + (2 * toStep));
        AddProduct(AddProduct(Vector512.Load(from + (5 * step)), odd, Near / 2), oddFar, Far * 2).Store(to + (3 * toStep));
    }

    /// <summary>Four values to six by A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputAdjointLine(float* from, nint step, float* to, nint toStep)
    {
        Lanes y0 = Vector512.Load(from);
        Lanes y1 = Vector512.Load(from + step);
        Lanes y2 = Vector512.Load(from + (2 * step));
        Lanes y3 = Vector512.Load(from + (3 * step));
        Lanes even = AddProduct(y0, y2, 0.5f);
        Lanes odd = AddProduct(y1 * Near, y3, Near / 2);
        Lanes evenFar = AddProduct(y0, y2, 2f);
        Lanes oddFar = AddProduct(y1 * Far, y3, Far * 2);
        y0.Store(to);
        (even + odd).Store(to + toStep);
        (even - odd).Store(to + (2 * toStep));
        (evenFar + oddFar).Store(to + (3 * toStep));
        (evenFar - oddFar).Store(to + (4 * toStep));
        y3.Store(to + (5 * toStep));
    }

    /// <summary>sum + factor·value, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes AddProduct(Lanes sum, Lanes value, float factor) => Vector512.FusedMultiplyAdd(value, Vector512.Create(factor), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Lanes value, float* to, bool add)
    {
        if (add)
        {
            value += Vector512.Load(to);
        }

        value.Store(to);
    }
}
