namespace LlsEdge.Host.Rules;

/// <summary>
/// Adaptive average pooling in float64: cell i of P covers ⌊i·H/P⌋ … ⌈(i+1)·H/P⌉ − 1, so that cells overlap where P does not divide H. Maps are
/// [channel][y][x], latents [channel][cell].
/// </summary>
/// <param name="Channels">K.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="GridHeight">Cells from top to bottom.</param>
/// <param name="GridWidth">Cells from left to right.</param>
public sealed record AveragePooling(int Channels, int Height, int Width, int GridHeight, int GridWidth)
{
    /// <summary>n, the latent's length.</summary>
    public int Length => Channels * GridHeight * GridWidth;

    /// <summary>The pixels that one cell covers along one side.</summary>
    /// <param name="index">The cell, from 0.</param>
    /// <param name="cells">The number of cells.</param>
    /// <param name="size">The number of pixels.</param>
    /// <returns>The first pixel and the one after the last.</returns>
    public static (int First, int End) Cell(int index, int cells, int size) => (index * size / cells, (((index + 1) * size) + cells - 1) / cells);

    /// <summary>The latent z of a map h.</summary>
    /// <param name="map">h.</param>
    /// <returns>z.</returns>
    public double[] Pool(double[] map)
    {
        double[] latent = new double[Length];
        Visit((cell, pixel, pixels) => latent[cell] += map[pixel] / pixels);
        return latent;
    }

    /// <summary>The gradient of the map, dh, from the latent's, dz: every pixel gets its share from each cell that covers it.</summary>
    /// <param name="latentGradient">dz.</param>
    /// <returns>dh.</returns>
    public double[] Spread(double[] latentGradient)
    {
        double[] gradient = new double[Channels * Height * Width];
        Visit((cell, pixel, pixels) => gradient[pixel] += latentGradient[cell] / pixels);
        return gradient;
    }

    private void Visit(Action<int, int, int> visit)
    {
        int cell = 0;
        for (int k = 0; k < Channels; k++)
        {
            for (int i = 0; i < GridHeight; i++)
            {
                for (int j = 0; j < GridWidth; j++, cell++)
                {
                    (int top, int bottom) = Cell(i, GridHeight, Height);
                    (int left, int right) = Cell(j, GridWidth, Width);
                    for (int y = top; y < bottom; y++)
                    {
                        for (int x = left; x < right; x++)
                        {
                            visit(cell, (((k * Height) + y) * Width) + x, (bottom - top) * (right - left));
                        }
                    }
                }
            }
        }
    }
}
