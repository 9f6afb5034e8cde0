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
        int[] predicted = new int[set.Count];
        int[][] scores = new int[set.Count][];
        for (int i = 0; i < set.Count; i++)
        {
            predicted[i] = learner.Predict(set.GetFrame(i));
            scores[i] = [.. model.Readout.Probabilities.AsSpan(0, model.ClassCount)];
        }

        return Of(model.ClassCount, [.. set.Labels.ToArray().Select(label => (int)label)], predicted, scores);
    }

    /// <summary>Counts answers.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="predicted">The answers.</param>
    /// <param name="scores">[frame][class]: how much speaks for each class.</param>
    /// <returns>The counts.</returns>
    public static Evaluation Of(int classes, IReadOnlyList<int> labels, IReadOnlyList<int> predicted, IReadOnlyList<IReadOnlyList<int>> scores)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(scores);
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        for (int i = 0; i < labels.Count; i++)
        {
            confusion[labels[i]][predicted[i]]++;
        }

        IEnumerable<int> spoken = classes == 2 ? [1] : Enumerable.Range(0, classes);
        double[] areas =
        [
            .. spoken.Select(c => RocCurve.Area([.. scores.Select(frame => (double)frame[c])], [.. labels.Select(label => label == c)])).OfType<double>(),
        ];
        return new Evaluation(confusion) { RocArea = areas.Length > 0 ? areas.Average() : null };
    }
}
