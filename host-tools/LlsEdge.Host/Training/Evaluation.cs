using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>Counts of a model's answers on a set.</summary>
/// <param name="Confusion">[true class][predicted class].</param>
public sealed record Evaluation(int[][] Confusion)
{
    /// <summary>
    /// The area under the ROC curve, 0 to 1: the chance that a frame of a class has a higher score for it than a frame of another, equal scores counting
    /// half. With two classes that of class 1, with more the mean over the classes; null where only answers are known.
    /// </summary>
    public double? RocArea { get; init; }

    /// <summary>Share of right answers, 0 to 1.</summary>
    public double Accuracy => Confusion.Select((row, c) => row[c]).Sum() / (double)Confusion.Sum(row => row.Sum());

    /// <summary>Mean over the classes of each one's share of right answers, 0 to 1.</summary>
    public double BalancedAccuracy => Confusion.Select((row, c) => (Row: row, Class: c)).Where(p => p.Row.Sum() > 0).Average(p => p.Row[p.Class] / (double)p.Row.Sum());

    /// <summary>Runs a model over a set on the desk.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">The set.</param>
    /// <returns>The counts.</returns>
    public static Evaluation Run(Model model, ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        var learner = new Learner(model);
        int[][] confusion = [.. Enumerable.Range(0, model.ClassCount).Select(_ => new int[model.ClassCount])];
        double[][] scores = [.. Enumerable.Range(0, model.ClassCount).Select(_ => new double[set.Count])];
        for (int i = 0; i < set.Count; i++)
        {
            confusion[set.GetLabel(i)][learner.Predict(set.GetFrame(i))]++;
            for (int c = 0; c < scores.Length; c++)
            {
                scores[c][i] = model.Readout.Probabilities[c];
            }
        }

        int[] labels = [.. set.Labels.ToArray().Select(l => (int)l)];
        IEnumerable<int> classes = model.ClassCount == 2 ? [1] : Enumerable.Range(0, model.ClassCount);
        double[] areas = [.. classes.Select(c => RocCurve.Area(scores[c], [.. labels.Select(l => l == c)])).OfType<double>()];
        return new Evaluation(confusion) { RocArea = areas.Length > 0 ? areas.Average() : null };
    }
}
