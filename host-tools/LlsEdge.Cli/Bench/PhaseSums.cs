using System.Globalization;
using LlsEdge.Learning;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Bench;

/// <summary>
/// Adds up the calls of phases: those of one name and place are one row. A phase that its caller calls several times is told apart by the order, for these are
/// the layers of a network, unless its name has a number already or there are more of them than a network has layers.
/// </summary>
internal sealed class PhaseSums
{
    private const int MostNumbered = Model.MaxLayers;

    private readonly OrderedDictionary<string, Sum> _sums = [];

    /// <summary>Adds the calls of all steps.</summary>
    /// <param name="calls">The calls, in the order in which they began.</param>
    public void Add(IReadOnlyList<PhaseCall> calls)
    {
        for (int i = 0; i < calls.Count; i = AddCall(calls, i, string.Empty, Label(calls[i].Name, 1, 1)))
        {
        }
    }

    /// <summary>Gives the rows.</summary>
    /// <param name="steps">How many steps the calls belong to.</param>
    /// <param name="profile">The board.</param>
    /// <returns>One row a phase, callers before callees.</returns>
    public IReadOnlyList<PhaseCost> Average(int steps, BoardProfile profile) => [.. _sums.Values.Select(sum => sum.Average(steps, profile))];

    private static string Label(string name, int number, int count) =>
        count is 1 or > MostNumbered || char.IsAsciiDigit(name[^1]) ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {number}");

    /// <summary>Adds a call and those inside it.</summary>
    /// <returns>The index of the next call beside it.</returns>
    private int AddCall(IReadOnlyList<PhaseCall> calls, int index, string path, string label)
    {
        PhaseCall call = calls[index];
        string key = path + "/" + label;
        if (!_sums.TryGetValue(key, out Sum? sum))
        {
            sum = new Sum(label, call.Depth);
            _sums.Insert(PlaceFor(path), key, sum);
        }

        sum.Add(call.Total);
        int end = index + 1;
        while (end < calls.Count && calls[end].Depth > call.Depth)
        {
            end++;
        }

        Dictionary<string, int> counts = Enumerable.Range(index + 1, end - index - 1).Select(i => calls[i]).Where(inner => inner.Depth == call.Depth + 1)
            .CountBy(inner => inner.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int next = index + 1;
        while (next < end)
        {
            string name = calls[next].Name;
            numbers[name] = numbers.GetValueOrDefault(name) + 1;
            next = AddCall(calls, next, key, Label(name, numbers[name], counts[name]));
        }

        return end;
    }

    /// <summary>A row met late belongs behind the last one of its caller.</summary>
    private int PlaceFor(string path)
    {
        int place = _sums.Count;
        while (place > 0 && path.Length > 0 && !(_sums.GetAt(place - 1).Key + "/").StartsWith(path + "/", StringComparison.Ordinal))
        {
            place--;
        }

        return place;
    }

    private sealed class Sum(string name, int depth)
    {
        private readonly long[] _kinds = new long[Enum.GetValues<InstructionKind>().Length];
        private int _calls;
        private long _predicted;

        public void Add(MeterReading reading)
        {
            _calls++;
            _predicted += reading.PredictedInstructions;
            for (int kind = 0; kind < _kinds.Length; kind++)
            {
                _kinds[kind] += reading[(InstructionKind)kind];
            }
        }

        public PhaseCost Average(int steps, BoardProfile profile)
        {
            double instructions = (double)_predicted / steps;
            var kinds = new OrderedDictionary<string, long>();
            for (int kind = 0; kind < _kinds.Length; kind++)
            {
                string text = ((InstructionKind)kind).ToString();
                kinds[char.ToLowerInvariant(text[0]) + text[1..]] = _kinds[kind] / steps;
            }

            return new PhaseCost(
                name,
                depth,
                Math.Round((double)_calls / steps, 2),
                _kinds.Sum() / steps,
                kinds,
                (long)Math.Round(instructions),
                Math.Round(profile.NominalMilliseconds(instructions), 3),
                Math.Round(profile.PessimisticMilliseconds(instructions), 3));
        }
    }
}
