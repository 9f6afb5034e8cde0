namespace LlsEdge.Host.Compile;

/// <summary>
/// Common subexpressions of sums of ±terms, found greedily: the pair of terms that most sums have in common, with the same relative sign, becomes a term of
/// its own, until no pair saves more than it costs or there is no room for more.
/// </summary>
internal sealed class SharedSums
{
    private readonly int _terms;
    private readonly sbyte[][] _sums;
    private readonly int[] _same;
    private readonly int[] _opposite;
    private readonly int _capacity;

    private SharedSums(int terms, int room, IReadOnlyList<IReadOnlyList<(int Term, int Sign)>> sums)
    {
        _terms = terms;
        _capacity = terms + room;
        _same = new int[_capacity * _capacity];
        _opposite = new int[_capacity * _capacity];
        _sums = new sbyte[sums.Count][];
        for (int r = 0; r < sums.Count; r++)
        {
            _sums[r] = new sbyte[_capacity];
            foreach ((int term, int sign) in sums[r])
            {
                _sums[r][term] = (sbyte)sign;
            }

            for (int i = 0; i < terms; i++)
            {
                for (int j = i + 1; j < terms && _sums[r][i] != 0; j++)
                {
                    Count(i, j, _sums[r][i] * _sums[r][j], 1);
                }
            }
        }
    }

    /// <summary>Gets the pairs in order: term number <c>terms + index</c> is First + Sign·Second.</summary>
    public List<(int First, int Second, int Sign)> Pairs { get; } = [];

    /// <summary>Finds shared sums.</summary>
    /// <param name="terms">How many terms there are, numbered from 0.</param>
    /// <param name="room">The most pairs.</param>
    /// <param name="leastUses">The fewest sums that must share a pair.</param>
    /// <param name="sums">The sums, each term at most once.</param>
    /// <returns>The pairs.</returns>
    public static SharedSums Find(int terms, int room, int leastUses, IReadOnlyList<IReadOnlyList<(int Term, int Sign)>> sums)
    {
        var shared = new SharedSums(terms, Math.Max(room, 0), sums);
        while (shared.Pairs.Count < room && shared.TakeBest(leastUses))
        {
        }

        return shared;
    }

    /// <summary>Gives a sum as it is with the shared ones, terms in order.</summary>
    public List<(int Term, int Sign)> SumOf(int index)
    {
        List<(int, int)> left = [];
        for (int i = 0; i < _terms + Pairs.Count; i++)
        {
            if (_sums[index][i] != 0)
            {
                left.Add((i, _sums[index][i]));
            }
        }

        return left;
    }

    private bool TakeBest(int leastUses)
    {
        int terms = _terms + Pairs.Count;
        int best = leastUses - 1;
        (int First, int Second, int Sign) pair = default;
        for (int i = 0; i < terms; i++)
        {
            for (int j = i + 1; j < terms; j++)
            {
                int at = (i * _capacity) + j;
                if (_same[at] > best)
                {
                    best = _same[at];
                    pair = (i, j, 1);
                }

                if (_opposite[at] > best)
                {
                    best = _opposite[at];
                    pair = (i, j, -1);
                }
            }
        }

        if (best < leastUses)
        {
            return false;
        }

        Pairs.Add(pair);
        foreach (sbyte[] sum in _sums)
        {
            if (sum[pair.First] != 0 && sum[pair.First] * sum[pair.Second] == pair.Sign)
            {
                sbyte sign = sum[pair.First];
                Set(sum, pair.First, 0);
                Set(sum, pair.Second, 0);
                Set(sum, terms, sign);
            }
        }

        return true;
    }

    private void Set(sbyte[] sum, int term, sbyte sign)
    {
        int change = sign == 0 ? -1 : 1;
        sbyte present = sign == 0 ? sum[term] : sign;
        sum[term] = 0;
        for (int i = 0; i <= _terms + Pairs.Count - 1; i++)
        {
            if (sum[i] != 0)
            {
                Count(Math.Min(i, term), Math.Max(i, term), sum[i] * present, change);
            }
        }

        sum[term] = sign;
    }

    private void Count(int i, int j, int product, int change)
    {
        if (product > 0)
        {
            _same[(i * _capacity) + j] += change;
        }
        else if (product < 0)
        {
            _opposite[(i * _capacity) + j] += change;
        }
    }
}
