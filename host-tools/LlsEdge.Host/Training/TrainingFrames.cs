using LlsEdge.Host.Data;

namespace LlsEdge.Host.Training;

/// <summary>
/// The frames a factory model sees: every class equally often, each time changed by augmentation, with the probabilities it should answer. Epoch and
/// position decide everything, so that threads may ask in any order.
/// </summary>
public sealed class TrainingFrames
{
    private const double Smoothing = 0.1;

    private readonly ImageSet _set;
    private readonly FactoryOptions _options;
    private readonly Augmentation _augmentation;
    private readonly int[][] _members;

    /// <summary>Prepares the frames.</summary>
    /// <param name="set">The factory set.</param>
    /// <param name="options">Augmentation, teacher, negatives, seed.</param>
    public TrainingFrames(ImageSet set, FactoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        _set = set;
        _options = options;
        _augmentation = new Augmentation(set.Size, options.Augmentation);
        _members = [.. Enumerable.Range(0, set.ClassNames.Count).Select(c => Enumerable.Range(0, set.Count).Where(i => set.GetLabel(i) == c).ToArray())];
        if (options.Negatives is { } negatives)
        {
            _members[0] = [.. _members[0], .. Enumerable.Range(set.Count, negatives.Count)];
        }
    }

    /// <summary>Gets the number of frames of an epoch: those of the set.</summary>
    public int Count => _set.Count;

    /// <summary>Draws an epoch's order.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <returns>Indices of frames; the rarer classes' come again.</returns>
    public int[] DrawOrder(int epoch)
    {
        var random = new Random((_options.Seed * 1000) + epoch);
        int[][] members = [.. _members.Where(m => m.Length > 0).Select(m => (int[])m.Clone())];
        int[] next = new int[members.Length];
        int[] order = new int[Count];
        for (int n = 0; n < order.Length; n++)
        {
            int c = n % members.Length;
            if (next[c] % members[c].Length == 0)
            {
                random.Shuffle(members[c]);
                next[c] = 0;
            }

            order[n] = members[c][next[c]++];
        }

        random.Shuffle(order);
        return order;
    }

    /// <summary>Draws a changed copy of a frame.</summary>
    /// <param name="index">The frame, out of <see cref="DrawOrder"/>.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="position">The position in the epoch.</param>
    /// <param name="frame">Receives the copy.</param>
    /// <returns>The label.</returns>
    public int Draw(int index, int epoch, int position, byte[] frame)
    {
        byte[] source = index < Count ? _set.GetFrame(index) : _options.Negatives!.GetFrame(index - Count);
        _augmentation.Apply(source, frame, new Random(HashCode(epoch, position)));
        return index < Count ? _set.GetLabel(index) : 0;
    }

    /// <summary>Gives the probabilities that a frame should be answered with.</summary>
    /// <param name="index">The frame.</param>
    /// <param name="target">Receives one a class; they add up to 1.</param>
    public void GetTarget(int index, Span<float> target)
    {
        int label = index < Count ? _set.GetLabel(index) : 0;
        if (_options.Teacher is { } teacher && index < Count)
        {
            target[1] = (float)teacher.Target(index, label);
            target[0] = 1 - target[1];
            return;
        }

        target.Fill((float)(Smoothing / target.Length));
        target[label] += (float)(1 - Smoothing);
    }

    private int HashCode(int epoch, int position) => (((_options.Seed * 7919) + epoch) * 1_000_003) + position;
}
