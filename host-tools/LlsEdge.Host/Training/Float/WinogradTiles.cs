using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Winograd's minimal filtering F(4×4, 3×3) with the points 0, ±1, ±2 and ∞ (Lavin and Gray, 2016): a tile of 4×4 outputs is Y = Aᵀ[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]A,
/// 36 products instead of 144. Here are the linear maps around the products and their adjoints, which a backward pass needs. Maps are [y][x][channel],
/// 16 channels at a time; the 36 values of a tile lie one step of points apart.
/// </summary>
internal static unsafe class WinogradTiles
{
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
        for (int c = 0; c < channels; c += Width)
        {
            for (int x = 0; x < Outputs; x++)
            {
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
        Lanes even = d4 - (d2 * 4f);
        Lanes odd = d3 - (d1 * 4f);
        Lanes far = d4 - d2;
        Lanes twice = (d3 - d1) * 2f;
        ((d0 * 4f) - (d2 * 5f) + d4).Store(to);
        (even + odd).Store(to + toStep);
        (even - odd).Store(to + (2 * toStep));
        (far + twice).Store(to + (3 * toStep));
        (far - twice).Store(to + (4 * toStep));
        ((d1 * 4f) - (d3 * 5f) + d5).Store(to + (5 * toStep));
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
        Lanes near = v1 + v2;
        Lanes far = v3 + v4;
        Lanes odd = v2 - v1;
        Lanes twice = (v4 - v3) * 2f;
        Put(v0 * 4f, to, add);
        Put(((odd + v5) * 4f) + twice, to + toStep, add);
        Put((v0 * -5f) - (near * 4f) - far, to + (2 * toStep), add);
        Put((v5 * -5f) - odd - twice, to + (3 * toStep), add);
        Put(v0 + near + far, to + (4 * toStep), add);
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
        Lanes near = m1 + m2;
        Lanes far = m3 + m4;
        Lanes nearOdd = m1 - m2;
        Lanes farOdd = m3 - m4;
        (Vector512.Load(from) + near + far).Store(to);
        (nearOdd + (farOdd * 2f)).Store(to + toStep);
        (near + (far * 4f)).Store(to + (2 * toStep));
        (nearOdd + (farOdd * 8f) + Vector512.Load(from + (5 * step))).Store(to + (3 * toStep));
    }

    /// <summary>Four values to six by A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputAdjointLine(float* from, nint step, float* to, nint toStep)
    {
        Lanes y0 = Vector512.Load(from);
        Lanes y1 = Vector512.Load(from + step);
        Lanes y2 = Vector512.Load(from + (2 * step));
        Lanes y3 = Vector512.Load(from + (3 * step));
        Lanes even = y0 + y2;
        Lanes odd = y1 + y3;
        Lanes evenFar = y0 + (y2 * 4f);
        Lanes oddFar = (y1 * 2f) + (y3 * 8f);
        y0.Store(to);
        (even + odd).Store(to + toStep);
        (even - odd).Store(to + (2 * toStep));
        (evenFar + oddFar).Store(to + (3 * toStep));
        (evenFar - oddFar).Store(to + (4 * toStep));
        y3.Store(to + (5 * toStep));
    }

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
