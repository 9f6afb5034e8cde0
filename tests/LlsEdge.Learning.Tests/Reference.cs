namespace LlsEdge.Learning.Tests;

/// <summary>The rule and the layers in float64, written from the published equations and knowing nothing of the integer code.</summary>
internal static class Reference
{
    public static double[] Convolve(double[] input, int channels, int size, double[] weights, double[] bias, int outputs, int kernel, int stride, int padding)
    {
        int outputSize = ((size + (2 * padding) - kernel) / stride) + 1;
        double[] result = new double[outputs * outputSize * outputSize];
        for (int k = 0; k < outputs; k++)
        {
            for (int y = 0; y < outputSize; y++)
            {
                for (int x = 0; x < outputSize; x++)
                {
                    double sum = bias[k];
                    for (int c = 0; c < channels; c++)
                    {
                        for (int dy = 0; dy < kernel; dy++)
                        {
                            for (int dx = 0; dx < kernel; dx++)
                            {
                                int v = (y * stride) + dy - padding;
                                int u = (x * stride) + dx - padding;
                                if (v >= 0 && v < size && u >= 0 && u < size)
                                {
                                    sum += weights[(((k * channels) + c) * kernel * kernel) + (dy * kernel) + dx] * input[(((c * size) + v) * size) + u];
                                }
                            }
                        }
                    }

                    result[(((k * outputSize) + y) * outputSize) + x] = sum;
                }
            }
        }

        return result;
    }

    /// <summary>
    /// ∂(Σ error·output)/∂weights of <see cref="Convolve"/>, the correlation of the error with the input; the last <c>outputs</c> entries are the biases'.
    /// </summary>
    public static double[] WeightGradient(double[] error, double[] input, int channels, int size, int outputs, int kernel, int stride, int padding)
    {
        int outputSize = ((size + (2 * padding) - kernel) / stride) + 1;
        int perOutput = channels * kernel * kernel;
        double[] gradient = new double[(outputs * perOutput) + outputs];
        for (int k = 0; k < outputs; k++)
        {
            for (int y = 0; y < outputSize; y++)
            {
                for (int x = 0; x < outputSize; x++)
                {
                    double e = error[(((k * outputSize) + y) * outputSize) + x];
                    gradient[(outputs * perOutput) + k] += e;
                    for (int c = 0; c < channels; c++)
                    {
                        for (int dy = 0; dy < kernel; dy++)
                        {
                            for (int dx = 0; dx < kernel; dx++)
                            {
                                int v = (y * stride) + dy - padding;
                                int u = (x * stride) + dx - padding;
                                if (v >= 0 && v < size && u >= 0 && u < size)
                                {
                                    gradient[(k * perOutput) + (c * kernel * kernel) + (dy * kernel) + dx] += e * input[(((c * size) + v) * size) + u];
                                }
                            }
                        }
                    }
                }
            }
        }

        return gradient;
    }

    public static double[] Pool(double[] map, int channels, int height, int width, int grid)
    {
        double[] latent = new double[channels * grid * grid];
        for (int k = 0; k < channels; k++)
        {
            for (int i = 0; i < grid * grid; i++)
            {
                (int top, int bottom) = Cell(i / grid, grid, height);
                (int left, int right) = Cell(i % grid, grid, width);
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        latent[(k * grid * grid) + i] += map[(((k * height) + y) * width) + x] / ((bottom - top) * (right - left));
                    }
                }
            }
        }

        return latent;
    }

    public static double[][] SineBasis(int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(c => Enumerable.Range(0, columns).Select(t => Math.Sin((50 + (c * (512.0 - 50) / (rows - 1))) * t)).ToArray())];

    public static double[][] SquareBasis(int rows, int columns) => [.. SineBasis(rows, columns).Select(r => r.Select(v => (double)Math.Sign(v)).ToArray())];

    /// <summary>LLS: loss, probabilities and the gradient with respect to the activations; the score of class c is q_c.</summary>
    public static (double Loss, double[] Probabilities, double[] Gradient) Lls(double[] map, int channels, int height, int width, int grid, double[][] basis, int label, double temperature)
    {
        double[][] identity = [.. basis.Select((_, i) => basis.Select((_, j) => i == j ? 1.0 : 0).ToArray())];
        var result = LlsMxM(map, channels, height, width, grid, basis, identity, label, temperature);
        return (result.Loss, result.Probabilities, result.Gradient);
    }

    /// <summary>LLS-MxM, reduced or not, and LLS-M for a diagonal matrix: also the gradient with respect to M.</summary>
    public static (double Loss, double[] Probabilities, double[] Gradient, double[][] ModulationGradient) LlsMxM(
        double[] map, int channels, int height, int width, int grid, double[][] basis, double[][] m, int label, double temperature)
    {
        double[] z = Pool(map, channels, height, width, grid);
        double norm = Math.Sqrt(z.Sum(v => v * v));
        double[] u = [.. z.Select(v => v / norm)];
        double[] q = [.. basis.Select(b => u.Zip(b, (x, y) => x * y).Sum())];
        double[] scores = [.. m[0].Select((_, j) => q.Select((v, i) => v * m[i][j]).Sum() / temperature)];
        double best = scores.Max();
        double total = scores.Sum(s => Math.Exp(s - best));
        double[] p = [.. scores.Select(s => Math.Exp(s - best) / total)];
        double[] e = [.. p.Select((v, c) => c == label ? v - 1 : v)];
        double[] r = [.. m.Select(row => row.Zip(e, (x, y) => x * y).Sum() / temperature)];
        double[] g = [.. z.Select((_, t) => r.Select((v, i) => v * basis[i][t]).Sum())];
        double a = u.Zip(g, (x, y) => x * y).Sum();
        double[] gradient = new double[map.Length];
        for (int k = 0; k < channels; k++)
        {
            for (int i = 0; i < grid * grid; i++)
            {
                int t = (k * grid * grid) + i;
                (int top, int bottom) = Cell(i / grid, grid, height);
                (int left, int right) = Cell(i % grid, grid, width);
                double dz = (g[t] - (u[t] * a)) / norm / ((bottom - top) * (right - left));
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        gradient[(((k * height) + y) * width) + x] += dz;
                    }
                }
            }
        }

        return (Math.Log(total) + best - scores[label], p, gradient, [.. q.Select(v => e.Select(w => v * w / temperature).ToArray())]);
    }

    private static (int First, int End) Cell(int index, int grid, int size) => (index * size / grid, (((index + 1) * size) + grid - 1) / grid);
}
