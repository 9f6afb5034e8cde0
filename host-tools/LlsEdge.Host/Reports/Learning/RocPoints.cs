namespace LlsEdge.Host.Reports.Learning;

/// <summary>The points of a receiver operating characteristic.</summary>
public static class RocPoints
{
    /// <summary>Lowers a threshold from above the largest score to the least one.</summary>
    /// <param name="scores">One a frame.</param>
    /// <param name="positive">Whether the frame belongs to the class that the score speaks for.</param>
    /// <returns>Share of negatives (x) and of positives (y) at or above each score, from (0, 0) to (1, 1); empty without frames of both kinds.</returns>
    public static IReadOnlyList<CurvePoint> Of(IReadOnlyList<int> scores, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positive);
        double positives = positive.Count(yes => yes);
        double negatives = positive.Count - positives;
        if (positives == 0 || negatives == 0)
        {
            return [];
        }

        List<CurvePoint> points = [new CurvePoint(0, 0)];
        int hits = 0;
        int alarms = 0;
        foreach (IGrouping<int, int> tied in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(group => group.Key))
        {
            hits += tied.Count(i => positive[i]);
            alarms += tied.Count(i => !positive[i]);
            points.Add(new CurvePoint(alarms / negatives, hits / positives));
        }

        return points;
    }
}
