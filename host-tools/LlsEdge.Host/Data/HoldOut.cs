namespace LlsEdge.Host.Data;

/// <summary>Takes some frames of each class out of a set, evenly over its order, the same way every time.</summary>
public static class HoldOut
{
    /// <summary>Splits a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="share">The share to take out, above 0 and below 1; at least one frame of each class that has two.</param>
    /// <returns>The indices that stay and those that are taken out, each in the set's order.</returns>
    public static (int[] Kept, int[] HeldOut) Split(ImageSet set, double share)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and below 1.");
        }

        bool[] isOut = new bool[set.Count];
        for (int c = 0; c < set.ClassNames.Count; c++)
        {
            int[] members = [.. Enumerable.Range(0, set.Count).Where(i => set.GetLabel(i) == c)];
            int count = members.Length < 2 ? 0 : Math.Clamp((int)Math.Round(share * members.Length), 1, members.Length - 1);
            for (int n = 0; n < count; n++)
            {
                isOut[members[(int)((n + 0.5) * members.Length / count)]] = true;
            }
        }

        return ([.. Enumerable.Range(0, set.Count).Where(i => !isOut[i])], [.. Enumerable.Range(0, set.Count).Where(i => isOut[i])]);
    }
}
