namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// What a bad line does to the bytes written to it at one time: nothing, or one thing.
/// </summary>
internal sealed class Faults
{
    private readonly Random _random;
    private readonly double _rate;

    public Faults(int seed, double rate)
    {
        _random = new Random(seed);
        _rate = rate;
    }

    public int Count { get; private set; }

    public byte[] Apply(ReadOnlySpan<byte> data)
    {
        if (_random.NextDouble() >= _rate)
        {
            return data.ToArray();
        }

        Count++;
        switch (_random.Next(6))
        {
            case 0:
                return [];
            case 1:
                var flipped = data.ToArray();
                flipped[_random.Next(flipped.Length)] ^= (byte)(1 << _random.Next(8));
                return flipped;
            case 2:
                return data[.._random.Next(data.Length)].ToArray();
            case 3:
                return data[_random.Next(data.Length)..].ToArray();
            case 4:
                return [.. data, .. data];
            default:
                var garbage = new byte[_random.Next(1, 40)];
                _random.NextBytes(garbage);
                return _random.Next(2) == 0 ? [.. garbage, .. data] : [.. data, .. garbage];
        }
    }
}
