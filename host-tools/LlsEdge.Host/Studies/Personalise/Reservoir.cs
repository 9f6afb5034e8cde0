namespace LlsEdge.Host.Studies.Personalise;

/// <summary>A small memory of what was taught: equally many places a class, each class's frames kept with equal probability (Vitter's algorithm R).</summary>
/// <param name="capacity">Frames in all.</param>
/// <param name="classes">C.</param>
/// <param name="seed">The seed.</param>
internal sealed class Reservoir(int capacity, int classes, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<int>[] _kept = [.. Enumerable.Range(0, classes).Select(_ => new List<int>())];
    private readonly int[] _seen = new int[classes];

    /// <summary>Gets the frames kept.</summary>
    public IEnumerable<int> Kept => _kept.SelectMany(frames => frames);

    /// <summary>Offers a frame: it is kept if chance wants it.</summary>
    /// <param name="frame">What tells it from others.</param>
    /// <param name="label">Its class.</param>
    public void Offer(int frame, int label)
    {
        int places = capacity / classes;
        int place = _random.Next(++_seen[label]);
        if (_kept[label].Count < places)
        {
            _kept[label].Add(frame);
        }
        else if (place < places)
        {
            _kept[label][place] = frame;
        }
    }

    /// <summary>Draws a frame: each class that has any equally often.</summary>
    /// <returns>The frame, or null where nothing is kept.</returns>
    public int? Draw()
    {
        List<int>[] filled = [.. _kept.Where(frames => frames.Count > 0)];
        if (filled.Length == 0)
        {
            return null;
        }

        List<int> frames = filled[_random.Next(filled.Length)];
        return frames[_random.Next(frames.Count)];
    }
}
