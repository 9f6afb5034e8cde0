namespace LlsEdge.Host.Studies.Personalise;

/// <summary>A linear softmax readout in floating point; each row's last weight is its bias.</summary>
internal static class FloatReadout
{
    /// <summary>Computes W·(x, 1).</summary>
    public static double[] Scores(double[][] weights, double[] features)
    {
        double[] scores = new double[weights.Length];
        for (int c = 0; c < scores.Length; c++)
        {
            double[] row = weights[c];
            double sum = row[features.Length];
            for (int j = 0; j < features.Length; j++)
            {
                sum += row[j] * features[j];
            }

            scores[c] = sum;
        }

        return scores;
    }

    /// <summary>Computes the softmax.</summary>
    public static double[] Softmax(double[] scores)
    {
        double best = scores.Max();
        double[] p = [.. scores.Select(s => Math.Exp(s - best))];
        double total = p.Sum();
        return [.. p.Select(v => v / total)];
    }

    /// <summary>One step of gradient descent on the cross-entropy.</summary>
    public static void Descend(double[][] weights, double[] features, double[] probabilities, int label, double rate)
    {
        for (int c = 0; c < weights.Length; c++)
        {
            double step = rate * (probabilities[c] - (c == label ? 1 : 0));
            double[] row = weights[c];
            for (int j = 0; j < features.Length; j++)
            {
                row[j] -= step * features[j];
            }

            row[features.Length] -= step;
        }
    }

    /// <summary>Gives the index of the largest score.</summary>
    public static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());
}
