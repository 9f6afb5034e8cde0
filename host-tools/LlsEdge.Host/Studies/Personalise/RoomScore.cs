using LlsEdge.Host.Data;
using LlsEdge.Host.Training;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>How well a learner answers a set of two classes.</summary>
/// <param name="Balanced">Balanced accuracy.</param>
/// <param name="RocArea">The area under the ROC curve; null where a class has no frame.</param>
internal sealed record RoomScore(double Balanced, double? RocArea)
{
    /// <summary>Measures.</summary>
    /// <param name="learner">The learner, which learns nothing.</param>
    /// <param name="set">The set.</param>
    public static RoomScore Of(IRoomLearner learner, ImageSet set)
    {
        int[][] confusion = [.. set.ClassNames.Select(_ => new int[set.ClassNames.Count])];
        double[] scores = new double[set.Count];
        for (int i = 0; i < set.Count; i++)
        {
            confusion[set.GetLabel(i)][learner.Predict(new RoomFrame(set, i))]++;
            scores[i] = learner.Probability;
        }

        return new RoomScore(
            new Evaluation(confusion).BalancedAccuracy,
            RocCurve.Area(scores, [.. set.Labels.ToArray().Select(label => label == 1)]));
    }
}
