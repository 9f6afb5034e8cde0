namespace LlsEdge.Host.Training;

/// <summary>The receiver operating characteristic of a score.</summary>
public static class RocCurve
{
    /// <summary>Computes the area under the curve from ranks (Mann and Whitney's U).</summary>
    /// <param name="scores">One a frame.</param>
    /// <param name="positive">Whether the frame belongs to the class that the score speaks for.</param>
    /// <returns>The chance that a positive scores above a negative, equal scores counting half; null without frames of both kinds.</returns>
    public static double? Area(double[] scores, bool[] positive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positive);
        double positives = positive.Count(p => p);
        double negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
        double rankSum = 0;
        int first = 0;
        while (first < order.Length)
        {
            int end = first;
            int tiedPositives = 0;
            while (end < order.Length && scores[order[end]] == scores[order[first]])
            {
                tiedPositives += positive[order[end]] ? 1 : 0;
                end++;
            }

            // Ranks count from 1; equal scores share their mean rank.
            rankSum += tiedPositives * (first + end + 1) / 2.0;
            first = end;
        }

        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
