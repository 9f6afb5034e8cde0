namespace LlsEdge.Host.Scenes;

/// <summary>
/// Counter-based random numbers: value n of a stream is a hash of the stream's key and n. Integer arithmetic and exact
/// divisions only, so that a seed gives the same bits on every machine, and frames can be drawn in any order.
/// </summary>
public sealed class SceneRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong _key;
    private ulong _counter;

    /// <summary>Begins the stream of a seed.</summary>
    public SceneRandom(ulong seed)
        : this(Mix(seed + Golden), 0)
    {
    }

    private SceneRandom(ulong key, ulong counter)
    {
        _key = key;
        _counter = counter;
    }

    /// <summary>An independent stream for a part of the scene; does not advance this one.</summary>
    public SceneRandom Fork(int part) => new(Mix(_key ^ Mix((ulong)part + 0x632BE59BD9B4E019)), 0);

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(_key + Golden * ++_counter);

    /// <summary>Uniform in [0, 1).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two values.</summary>
    public double Range(double low, double high) => low + (high - low) * Next();

    /// <summary>Uniform integer from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)((NextBits() >> 32) * (ulong)count >> 32);

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>One of two signs.</summary>
    public int Sign() => (NextBits() & 1) == 0 ? -1 : 1;

    /// <summary>About normal, mean 0, deviation 1: the sum of four 16-bit numbers.</summary>
    public double Normal()
    {
        ulong bits = NextBits();
        ulong sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum - 131070.0) * (1.0 / 37837.0);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
