namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Cuts a batch into chunks of a fixed number of frames that a team's threads share. What chunks sum is added afterwards in their order, so that a result does
/// not depend on the number of threads.
/// </summary>
internal static class Chunks
{
    public const int Frames = 16;

    public static int Count(int frames) => (frames + Frames - 1) / Frames;

    /// <summary>Runs <paramref name="work"/> with each chunk's index, first frame and number of frames.</summary>
    public static void Run(Team team, int frames, Action<int, int, int> work) =>
        team.Run(Count(frames), i => work(i, i * Frames, Math.Min(Frames, frames - (i * Frames))));

    /// <summary>Sums the first <paramref name="count"/> arrays, in their order.</summary>
    public static void Sum(float[][] parts, int count, float[] sum)
    {
        Array.Clear(sum);
        for (int i = 0; i < count; i++)
        {
            Lanes.Add(parts[i], sum);
        }
    }

    public static T[] Create<T>(int batch, Func<T> create) => [.. Enumerable.Range(0, Count(batch)).Select(_ => create())];
}
