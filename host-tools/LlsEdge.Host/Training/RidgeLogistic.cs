namespace LlsEdge.Host.Training;

/// <summary>
/// Logistic regression with a ridge penalty, one class against the rest, fitted to convergence on a few hundred frames with any number of features: Newton's
/// method on the dual, whose size is the number of frames.
/// Features are standardised by the frames it is fitted on.
/// </summary>
public sealed class RidgeLogistic
{
    private const int Iterations = 25;
    private const double LeastCurvature = 1e-6;

    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[][] _weights;

    /// <summary>Fits.</summary>
    /// <param name="features">One row a frame, at least one.</param>
    /// <param name="labels">One a frame.</param>
    /// <param name="classes">C.</param>
    /// <param name="ridge">The penalty on half the squared weights, beside the mean loss.</param>
    public RidgeLogistic(IReadOnlyList<double[]> features, IReadOnlyList<int> labels, int classes, double ridge)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        int count = features.Count;
        int length = features[0].Length;
        _mean = [.. Enumerable.Range(0, length).Select(j => features.Average(f => f[j]))];
        _deviation = [.. Enumerable.Range(0, length).Select(j => Math.Sqrt(features.Average(f => (f[j] - _mean[j]) * (f[j] - _mean[j]))) + 1e-3)];
        double[][] rows = [.. features.Select(Standardise)];
        double[,] kernel = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                kernel[i, k] = kernel[k, i] = Dot(rows[i], rows[k]);
            }
        }

        _weights = [.. Enumerable.Range(0, classes).Select(c => Fit(rows, kernel, [.. labels.Select(label => label == c ? 1.0 : 0.0)], ridge * count))];
    }

    /// <summary>Decides.</summary>
    /// <param name="features">A frame's features.</param>
    /// <returns>The class with the largest score.</returns>
    public int Predict(double[] features)
    {
        double[] row = Standardise(features);
        double[] scores = [.. _weights.Select(w => Dot(w, row))];
        return Array.IndexOf(scores, scores.Max());
    }

    // The bias is the weight of a last feature 1.
    private double[] Standardise(double[] features) => [.. features.Select((f, j) => (f - _mean[j]) / _deviation[j]), 1];

    private static double[] Fit(double[][] rows, double[,] kernel, double[] targets, double penalty)
    {
        int count = rows.Length;
        double[] alpha = new double[count];
        for (int n = 0; n < Iterations; n++)
        {
            double[,] system = (double[,])kernel.Clone();
            double[] right = new double[count];
            for (int i = 0; i < count; i++)
            {
                double score = 0;
                for (int k = 0; k < count; k++)
                {
                    score += kernel[i, k] * alpha[k];
                }

                double p = 1 / (1 + Math.Exp(-score));
                double curvature = Math.Max(LeastCurvature, p * (1 - p));
                system[i, i] += penalty / curvature;
                right[i] = score + ((targets[i] - p) / curvature);
            }

            alpha = Solve(system, right);
        }

        double[] weights = new double[rows[0].Length];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < weights.Length; j++)
            {
                weights[j] += alpha[i] * rows[i][j];
            }
        }

        return weights;
    }

    // Cholesky: the kernel is positive semidefinite, and the penalty makes the system definite.
    private static double[] Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                double sum = a[i, k];
                for (int j = 0; j < k; j++)
                {
                    sum -= a[i, j] * a[k, j];
                }

                a[i, k] = i == k ? Math.Sqrt(sum) : sum / a[k, k];
            }

            double value = b[i];
            for (int j = 0; j < i; j++)
            {
                value -= a[i, j] * x[j];
            }

            x[i] = value / a[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
            {
                x[i] -= a[j, i] * x[j];
            }

            x[i] /= a[i, i];
        }

        return x;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
