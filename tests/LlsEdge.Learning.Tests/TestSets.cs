using LlsEdge.Host.Data;

namespace LlsEdge.Learning.Tests;

/// <summary>Small sets with known seeds.</summary>
internal static class TestSets
{
    /// <summary>Waves that lie or stand, in noise, 32×32.</summary>
    public static ImageSet Stripes(int count)
    {
        var random = new Random(count);
        byte[][] frames = new byte[count][];
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))];
        for (int i = 0; i < count; i++)
        {
            double phase = random.NextDouble() * 6;
            bool lying = labels[i] == 0;
            frames[i] = [.. Enumerable.Range(0, 32 * 32).Select(p => (byte)(128 + (60 * Math.Sin(phase + ((lying ? p / 32 : p % 32) * 0.9))) + random.Next(-20, 20)))];
        }

        return new ImageSet(32, frames, labels, ["lying", "standing"]);
    }
}
