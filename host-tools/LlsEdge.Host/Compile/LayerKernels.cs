namespace LlsEdge.Host.Compile;

/// <summary>The methods that compute a layer in one layout: the cheapest division into methods of some output channels and blocks of some taps.</summary>
internal sealed class LayerKernels
{
    private static readonly int[] BlockCounts = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24];
    private static readonly int[] PartCounts = [1, 2, 3, 4, 6, 8, 12, 16];

    private LayerKernels(LayerTask task, IReadOnlyList<KernelWriter> parts)
    {
        Task = task;
        Parts = parts;
        PerFrame = parts.Aggregate(Effort.None, (sum, part) => sum + part.PerRow.Repeat(task.BandRows));
    }

    public LayerTask Task { get; }

    public IReadOnlyList<KernelWriter> Parts { get; }

    public Effort PerFrame { get; }

    /// <summary>Finds the cheapest division, or gives null where no lane is wide enough.</summary>
    public static LayerKernels? Find(LayerTask task)
    {
        LayerKernels? best = null;
        int worse = 0;
        foreach (int partCount in PartCounts.Where(count => task.Sums.Length % (2 * count) == 0 && task.Sums.Length / count >= 4))
        {
            LayerKernels? found = FindParts(task, partCount);
            if (found is null)
            {
                continue;
            }

            if (best is null || found.PerFrame.Cost < best.PerFrame.Cost)
            {
                best = found;
            }
            else if (++worse == 2)
            {
                break;
            }
        }

        return best;
    }

    private static LayerKernels? FindParts(LayerTask task, int partCount)
    {
        List<KernelWriter> parts = [];
        int length = task.Sums.Length / partCount;
        for (int part = 0; part < partCount; part++)
        {
            KernelWriter? best = null;
            int worse = 0;
            foreach ((int blocks, bool resident) in BlockCounts.Where(blocks => blocks <= task.Taps).SelectMany(blocks => new[] { (blocks, false), (blocks, true) }))
            {
                if (blocks == 1 && !resident)
                {
                    continue;
                }

                KernelWriter? writer = KernelWriter.TryWrite(task, (part * length)..((part + 1) * length), blocks, resident, "Run");
                if (writer is not null && (best is null || writer.PerRow.Cost < best.PerRow.Cost))
                {
                    best = writer;
                    worse = 0;
                }
                else if (writer is not null && ++worse == 3)
                {
                    break;
                }
            }

            if (best is null)
            {
                return null;
            }

            parts.Add(best);
        }

        return new LayerKernels(task, parts);
    }
}
