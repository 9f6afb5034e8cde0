using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>Counts of a model's answers on a set.</summary>
/// <param name="Confusion">[true class][predicted class].</param>
public sealed record Evaluation(int[][] Confusion)
{
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
        var learner = new Learner(model);
        int[][] confusion = [.. Enumerable.Range(0, model.ClassCount).Select(_ => new int[model.ClassCount])];
        for (int i = 0; i < set.Count; i++)
        {
            confusion[set.GetLabel(i)][learner.Predict(set.GetFrame(i))]++;
        }

        return new Evaluation(confusion);
    }
}
