using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>How often a layer puts out each value.</summary>
public sealed class LayerActivity
{
    private readonly long[] _counts;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="limit">The largest value, at which larger ones are clamped.</param>
    public LayerActivity(int limit) => _counts = new long[limit + 1];

    /// <summary>Gets how often each value came, 0 first, the limit last.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Gets the share of zeros: what ReLU cut off.</summary>
    public double Zeros => Total == 0 ? 0 : _counts[0] / (double)Total;

    /// <summary>Gets the share of values at the limit: clamped ones, and the few that reach it exactly.</summary>
    public double AtLimit => Total == 0 ? 0 : _counts[^1] / (double)Total;

    private long Total => _counts.Sum();

    /// <summary>Counts a map's values, its border left out.</summary>
    /// <param name="map">The map; its values are within 0 and the limit.</param>
    public void Add(ActivationMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        for (int channel = 0; channel < map.Channels; channel++)
        {
            for (int row = 0; row < map.Size; row++)
            {
                int start = channel * map.PlaneLength + (row + map.Border) * map.RowLength + map.Border;
                foreach (sbyte value in map.Values.AsSpan(start, map.Size))
                {
                    _counts[value]++;
                }
            }
        }
    }
}
