namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Cuts a batch into chunks of a fixed number of frames that a team's threads share. What chunks sum is added afterwards in their order, so that a result does
/// not depend on the number of threads.
/// </summary>
internal static class Chunks
{
    public const int Frames = 8;

    /// <summary>Entries of a sum for a thread at a time: they stay in the first-level cache.</summary>
    private const int SumPiece = 4096;

    public static int Count(int frames) => (frames + Frames - 1) / Frames;

    /// <summary>Runs <paramref name="work"/> with each chunk's index, first frame and number of frames.</summary>
    public static void Run(Team team, int frames, Action<int, int, int> work) =>
        team.Run(Count(frames), i => work(i, i * Frames, Math.Min(Frames, frames - (i * Frames))));

    /// <summary>Sums the first <paramref name="count"/> arrays, in their order; threads share the entries.</summary>
    public static void Sum(Team team, float[][] parts, int count, float[] sum) =>
        team.Run((sum.Length + SumPiece - 1) / SumPiece, piece =>
        {
            int from = piece * SumPiece;
            Span<float> target = sum.AsSpan(from, Math.Min(SumPiece, sum.Length - from));
            parts[0].AsSpan(from, target.Length).CopyTo(target);
            for (int i = 1; i < count; i++)
            {
                Lanes.Add(parts[i].AsSpan(from, target.Length), target);
            }
        });

    public static T[] Create<T>(int batch, Func<T> create) => [.. Enumerable.Range(0, Count(batch)).Select(_ => create())];
}
