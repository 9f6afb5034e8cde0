namespace LlsEdge.Host.Tests.Scenes;

/// <summary>Ridge regression to ±1 on standardised features: how far one gets without a network.</summary>
internal static class LinearReadout
{
    public static double Accuracy(double[][] teach, ReadOnlySpan<byte> teachLabels, double[][] test, ReadOnlySpan<byte> testLabels, double ridge)
    {
        double[] weights = Fit(teach, teachLabels, ridge, out double[] mean, out double[] deviation);
        int right = 0;
        for (int n = 0; n < test.Length; n++)
        {
            double sum = weights[^1];
            for (int i = 0; i < mean.Length; i++)
            {
                sum += weights[i] * (test[n][i] - mean[i]) / deviation[i];
            }

            right += (sum > 0) == (testLabels[n] == 1) ? 1 : 0;
        }

        return (double)right / test.Length;
    }

    /// <summary>Averages of 8×8 pixels, then mean, deviation, mean |dx|, mean |dy| of a 96×96 frame.</summary>
    public static double[] Features(byte[] frame)
    {
        double[] features = new double[148];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < frame.Length; i++)
        {
            int x = i % 96;
            int y = i / 96;
            features[y / 8 * 12 + x / 8] += frame[i] / 64.0;
            sum += frame[i];
            squares += frame[i] * frame[i];
            features[146] += x < 95 ? Math.Abs(frame[i] - frame[i + 1]) : 0;
            features[147] += y < 95 ? Math.Abs(frame[i] - frame[i + 96]) : 0;
        }

        features[144] = sum / frame.Length;
        features[145] = Math.Sqrt(squares / frame.Length - features[144] * features[144]);
        return features;
    }

    private static double[] Fit(double[][] rows, ReadOnlySpan<byte> labels, double ridge, out double[] mean, out double[] deviation)
    {
        int width = rows[0].Length;
        mean = [.. Enumerable.Range(0, width).Select(i => rows.Average(row => row[i]))];
        double[] middle = mean;
        deviation = [.. Enumerable.Range(0, width).Select(i => Math.Sqrt(rows.Average(row => (row[i] - middle[i]) * (row[i] - middle[i]))) + 1e-6)];
        int size = width + 1;
        double[,] matrix = new double[size, size + 1];
        double[] row = new double[size];
        for (int n = 0; n < rows.Length; n++)
        {
            for (int i = 0; i < width; i++)
            {
                row[i] = (rows[n][i] - mean[i]) / deviation[i];
            }

            row[width] = 1;
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    matrix[i, j] += row[i] * row[j];
                }

                matrix[i, size] += row[i] * (labels[n] == 1 ? 1 : -1);
            }
        }

        for (int i = 0; i < size; i++)
        {
            matrix[i, i] += ridge * rows.Length;
        }

        return Solve(matrix, size);
    }

    // Gauss–Jordan; the matrix is positive definite, so no pivoting.
    private static double[] Solve(double[,] matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                double factor = k == i ? 0 : matrix[k, i] / matrix[i, i];
                for (int j = i; factor != 0 && j <= size; j++)
                {
                    matrix[k, j] -= factor * matrix[i, j];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => matrix[i, size] / matrix[i, i])];
    }
}
