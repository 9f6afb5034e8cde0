namespace LlsEdge.Host.Data;

/// <summary>Number of frames of one class.</summary>
/// <param name="Label">The label.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Count">How many frames carry it.</param>
public sealed record ClassCount(int Label, string Name, int Count);

/// <summary>What a set holds, at a glance.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Count">Number of frames.</param>
/// <param name="Size">Width and height of a frame.</param>
/// <param name="Classes">Frames of each class.</param>
/// <param name="Mean">Mean of all pixels, 0–255.</param>
/// <param name="StandardDeviation">Standard deviation of all pixels.</param>
public sealed record DataSetInfo(string Source, int Count, int Size, IReadOnlyList<ClassCount> Classes, double Mean, double StandardDeviation)
{
    /// <summary>Counts and measures a set.</summary>
    public static DataSetInfo Of(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        long sum = 0;
        long squares = 0;
        for (int i = 0; i < set.Count; i++)
        {
            foreach (byte pixel in set.GetFrame(i))
            {
                sum += pixel;
                squares += pixel * pixel;
            }
        }

        double pixels = Math.Max(1.0, (double)set.Count * set.Size * set.Size);
        double mean = sum / pixels;
        double variance = Math.Max(0, squares / pixels - mean * mean);
        return new DataSetInfo(
            set.Source,
            set.Count,
            set.Size,
            CountClasses(set),
            mean,
            Math.Sqrt(variance));
    }

    /// <summary>Counts the frames of each class; reads none.</summary>
    public static IReadOnlyList<ClassCount> CountClasses(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        int[] counts = new int[set.ClassNames.Count];
        foreach (byte label in set.Labels)
        {
            counts[label]++;
        }

        return [.. counts.Select((count, label) => new ClassCount(label, set.ClassNames[label], count))];
    }
}
