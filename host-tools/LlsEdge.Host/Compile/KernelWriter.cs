using System.Globalization;
using System.Text;

namespace LlsEdge.Host.Compile;

/// <summary>
/// Writes the method that computes one row of words for some output channels of a layer: for each column the taps into locals, the sums that channels
/// share, then each channel's sum, its requantisation and its store.
/// </summary>
internal sealed class KernelWriter
{
    // Locals set aside for the masks and multipliers that every channel needs.
    private const int FixedConstants = 12;
    private const int MostLocals = 200;
    private const int LongestLoop = 28_000;

    // The branch taken where a lane saturates: calibrated networks saturate in one word of ten or less.
    private const double SaturationShare = 0.1;

    private readonly LayerTask _task;
    private readonly Range _channels;
    private readonly Range[] _blocks;
    private readonly LaneProof[] _proofs;
    private readonly SharedSums[] _shared;
    private readonly List<(int Channel, int Magnitude)>[] _rows;
    private readonly ConstantPool _constants = new();
    private readonly StringBuilder _text = new();
    private readonly bool _resident;
    private readonly int _fixedLocals;
    private int _evenBits;
    private Effort _effort;
    private Effort _once;

    private KernelWriter(LayerTask task, Range channels, Range[] blocks, LaneProof[] proofs, bool resident)
    {
        _task = task;
        _channels = channels;
        _blocks = blocks;
        _proofs = proofs;
        _resident = resident;
        _shared = new SharedSums[blocks.Length];
        _rows = new List<(int, int)>[blocks.Length];
        int taps = resident ? task.Taps : blocks.Max(Length);
        int accumulators = proofs.Sum(AccumulatorsOf);
        int magnitudes = Magnitudes().Count();
        int constants = FixedConstants + (magnitudes > 1 ? Math.Min(magnitudes, 60) : 0);
        _fixedLocals = taps + accumulators + constants + 10;
    }

    public string Method { get; private set; } = string.Empty;

    /// <summary>Gets the effort of one row.</summary>
    public Effort PerRow { get; private set; }

    /// <summary>Gets the terms added or subtracted a column, and how many without shared sums.</summary>
    public (int Terms, int Plain) Terms { get; private set; }

    /// <summary>Gets the most chunks of a channel.</summary>
    public int Chunks => _proofs.Max(proof => proof.Chunks.Count);

    public int Blocks => _blocks.Length;

    /// <summary>Writes a kernel, or gives null where lanes, locals or code size do not allow it.</summary>
    public static KernelWriter? TryWrite(LayerTask task, Range channels, int blockCount, bool resident, string method)
    {
        int length = (task.Taps + blockCount - 1) / blockCount;
        Range[] blocks = [.. Enumerable.Range(0, (task.Taps + length - 1) / length).Select(b => (b * length)..Math.Min((b + 1) * length, task.Taps))];
        (int first, int count) = channels.GetOffsetAndLength(task.Sums.Length);
        var proofs = new LaneProof[count];
        for (int k = 0; k < count; k++)
        {
            // Saturations of a column are counted in lanes.
            if (count >= 1L << task.Layout.Bits || LaneProof.Find(task.Sums[first + k], blocks, task.Layout.Bits) is not { } proof || BitLength(proof.Largest) >= task.Layout.Bits)
            {
                return null;
            }

            proofs[k] = proof;
        }

        var writer = new KernelWriter(task, channels, blocks, proofs, resident);
        return writer._fixedLocals <= MostLocals && writer.Write(method) ? writer : null;
    }

    private static int Length(Range range) => range.End.Value - range.Start.Value;

    private static int BitLength(long value) => value <= 0 ? 0 : 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value);

    private static Expression Local(string name) => Expression.Local(name);

    private int AccumulatorsOf(LaneProof proof) => proof.Chunks.Count(NeedsLocal);

    // A chunk that is the last block alone goes straight into the requantisation.
    private bool NeedsLocal(LaneProof.Chunk chunk) => chunk.FirstBlock < _blocks.Length - 1;

    private IEnumerable<int> Magnitudes() => _task.Sums[_channels].SelectMany(sum => sum.Weights).Where(weight => weight != 0).Select(Math.Abs).Distinct();

    private bool Write(string method)
    {
        Share();
        _ = Body();
        _constants.Settle(MostLocals - _fixedLocals + FixedConstants - _shared.Max(shared => shared.Pairs.Count));
        string body = Body();
        Method = Assemble(method, body);
        return _effort.Bytes < 58_000;
    }

    private void Share()
    {
        int terms = 0;
        int plain = 0;
        for (int b = 0; b < _blocks.Length; b++)
        {
            List<(int Channel, int Magnitude)> rows = [];
            List<List<(int Term, int Sign)>> sums = [];
            int start = _blocks[b].Start.Value;
            for (int k = 0; k < _proofs.Length; k++)
            {
                int[] weights = _task.Sums[_channels.Start.Value + k].Weights[_blocks[b]];
                foreach (int magnitude in weights.Where(weight => weight != 0).Select(Math.Abs).Distinct().Order())
                {
                    rows.Add((k, magnitude));
                    sums.Add([.. weights.Select((weight, t) => (Term: t, Weight: weight)).Where(tap => Math.Abs(tap.Weight) == magnitude)
                        .Select(tap => (tap.Term, Math.Sign(tap.Weight)))]);
                }
            }

            _rows[b] = rows;
            _shared[b] = SharedSums.Find(Length(_blocks[b]), MostLocals - _fixedLocals, 3, sums);
            plain += sums.Sum(sum => sum.Count);
            terms += Enumerable.Range(0, sums.Count).Sum(r => _shared[b].SumOf(r).Count) + _shared[b].Pairs.Count;
        }

        Terms = (terms, plain);
    }

    private string TermName(int block, int term)
    {
        int taps = Length(_blocks[block]);
        return term < taps ? TapName(_blocks[block].Start.Value + term, block) : $"s{term - taps}";
    }

    private string TapName(int tap, int block) => $"x{tap - (_resident ? 0 : _blocks[block].Start.Value)}";

    private string Body()
    {
        _text.Clear();
        _effort = Effort.None;
        _once = Effort.None;
        if (_resident)
        {
            Load(Enumerable.Range(0, _task.Taps).Where(tap => !InLoop() || !IsCarried(tap)), 0);
        }

        for (int b = 0; b < _blocks.Length; b++)
        {
            WriteBlock(b);
        }

        if (_resident && InLoop())
        {
            foreach (int tap in Enumerable.Range(0, _task.Taps).Where(IsCarried))
            {
                Assign(TapName(tap, 0), Local(TapName(tap + _task.Layer.Stride, 0)));
            }
        }

        return _text.ToString();
    }

    // The next column's patch begins with this one's last columns.
    private bool IsCarried(int tap) => _task.ColumnOf(tap) + _task.Layer.Stride < _task.Layer.KernelSize;

    private bool InLoop() => EstimatedBytes() < LongestLoop;

    private double EstimatedBytes() => (Terms.Terms * 3.2) + (_task.Taps * 8) + (_proofs.Length * 90);

    private void Load(IEnumerable<int> taps, int block)
    {
        foreach (IGrouping<(int Row, int Offset), int> word in taps.GroupBy(tap => (_task.RowOf(tap), _task.OffsetOf(tap))))
        {
            Expression element = Expression.Element($"r{word.Key.Row}", word.Key.Offset);
            if (_task.SplitsRows)
            {
                element = element.RightBy($"b{word.Key.Row}");
            }

            if (word.Count() > 1)
            {
                Assign("w", element);
                element = Local("w");
            }

            foreach (int tap in word)
            {
                Assign(TapName(tap, block), _task.HasPairs
                    ? element.Right(_task.ChannelOf(tap) % 2 * _task.InputBits).And(_constants.Get(_task.Layout.Mask(_task.InputBits)))
                    : element);
            }
        }
    }

    private void WriteBlock(int block)
    {
        if (!_resident)
        {
            Load(Enumerable.Range(_blocks[block].Start.Value, Length(_blocks[block])), block);
        }

        SharedSums shared = _shared[block];
        for (int s = 0; s < shared.Pairs.Count; s++)
        {
            (int first, int second, int sign) = shared.Pairs[s];
            Expression a = Local(TermName(block, first));
            Expression b = Local(TermName(block, second));
            Assign($"s{s}", sign > 0 ? a.Plus(b) : a.Minus(b));
        }

        for (int k = 0; k < _proofs.Length; k++)
        {
            LaneProof proof = _proofs[k];
            if (proof.Largest <= 0)
            {
                if (block == _blocks.Length - 1)
                {
                    Store(k, Expression.Constant(0), 0);
                }

                continue;
            }

            int index = proof.Chunks.ToList().FindIndex(chunk => block <= chunk.LastBlock);
            LaneProof.Chunk chunk = proof.Chunks[index];
            string accumulator = $"a{k}x{index}";
            Expression? start = block > chunk.FirstBlock ? Local(accumulator)
                : chunk.Start == 0 ? null : Expression.Constant(_task.Layout.Repeat(chunk.Start));
            Expression sum = AddTerms(start, block, k);
            if (block < _blocks.Length - 1)
            {
                if (block == chunk.FirstBlock || sum.Text != accumulator)
                {
                    Assign(accumulator, sum);
                }
            }
            else
            {
                Requantise(k, sum);
            }
        }
    }

    private Expression AddTerms(Expression? start, int block, int channel)
    {
        Expression? sum = start;
        List<(Expression Value, bool Negative)> groups = [];
        for (int r = 0; r < _rows[block].Count; r++)
        {
            if (_rows[block][r].Channel != channel)
            {
                continue;
            }

            List<(int Term, int Sign)> terms = _shared[block].SumOf(r);
            int magnitude = _rows[block][r].Magnitude;
            if (magnitude == 1)
            {
                groups.AddRange(terms.Select(term => (Local(TermName(block, term.Term)), term.Sign < 0)));
            }
            else
            {
                bool negative = terms.All(term => term.Sign < 0);
                Expression? group = null;
                foreach ((int term, int sign) in terms.OrderByDescending(term => negative ? 0 : term.Sign))
                {
                    Expression value = Local(TermName(block, term));
                    group = group is null ? value : sign < 0 == negative ? group.Plus(value) : group.Minus(value);
                }

                Expression product = int.IsPow2(magnitude) ? group!.Left(int.Log2(magnitude)) : group!.Times(_constants.Get(magnitude)) with { IsSum = false };
                groups.Add((product, negative));
            }
        }

        foreach ((Expression value, bool negative) in groups.OrderBy(group => sum is null && group.Negative))
        {
            sum = sum is null ? (negative ? Expression.Constant(0).Minus(value) : value) : negative ? sum.Minus(value) : sum.Plus(value);
        }

        return sum ?? Expression.Constant(0);
    }

    private void Requantise(int channel, Expression sum)
    {
        LaneProof proof = _proofs[channel];
        LaneLayout lanes = _task.Layout;
        int shift = _task.Sums[_channels.Start.Value + channel].Shift - proof.Halvings;
        Expression word = Combine(proof, channel, sum);
        int bits = lanes.Bits;
        switch (proof.Sign)
        {
            case SignPlace.BeforeShift:
                Assign("u", word);
                word = Mask(Local("u"), bits - 1).And(Local("u"));
                bits--;
                break;
            case SignPlace.AfterShift:
                int signBit = proof.SignBit;
                long sign = (1L << signBit) - (proof.Surplus >> _task.Sums[_channels.Start.Value + channel].Shift);
                Expression shifted = shift == 0 ? word : word.Right(shift).And(_constants.Get(lanes.Mask(bits - shift)));
                Assign("u", sign == 0 ? shifted : sign > 0 ? shifted.Plus(_constants.Get(lanes.Repeat(sign))) : shifted.Minus(_constants.Get(lanes.Repeat(-sign))));
                word = Mask(Local("u"), signBit).And(Local("u"));
                shift = 0;
                break;
        }

        if (shift > 0)
        {
            word = word.Right(shift).And(_constants.Get(lanes.Mask(bits - shift)));
        }

        Store(channel, word, proof.Largest > _task.Layer.ActivationLimit ? BitLength(proof.Largest) : 0);
    }

    // All ones below the bit in the lanes where it is set.
    private Expression Mask(Expression word, int bit) =>
        (word.Right(bit).And(_constants.Get(_task.Layout.Repeat(1))).Times(_constants.Get((1L << bit) - 1))) with { IsSum = true };

    private Expression Combine(LaneProof proof, int channel, Expression sum)
    {
        if (proof.Chunks.Count == 1)
        {
            return sum;
        }

        LaneLayout lanes = _task.Layout;
        Assign("v", sum);
        Expression[] parts = [.. proof.Chunks.SkipLast(1).Select((_, index) => Local($"a{channel}x{index}")), Local("v")];
        Expression high = _constants.Get(lanes.Mask(lanes.Bits - proof.Halvings));
        if (parts.Length == 2 && proof.Halvings == 1)
        {
            return parts[0].And(parts[1]).Plus(parts[0].Xor(parts[1]).Right(1).And(high));
        }

        Expression low = _constants.Get(lanes.Mask(proof.Halvings));
        Expression tops = parts.Select(part => part.Right(proof.Halvings).And(high)).Aggregate((a, b) => a.Plus(b));
        Expression rests = parts.Select(part => part.And(low)).Aggregate((a, b) => a.Plus(b));
        return tops.Plus(rests.Right(proof.Halvings).And(high));
    }

    // Two channels share a word, and the test whether any of its lanes saturates. The bits are those of lanes that can, else 0.
    private void Store(int channel, Expression word, int bits)
    {
        int output = _channels.Start.Value + channel;
        if (output % 2 == 0)
        {
            Assign("h", word);
            _evenBits = bits;
            return;
        }

        if (bits > 0)
        {
            Assign("p", word);
            word = Local("p");
        }

        if (bits > 0 && _evenBits > 0)
        {
            If(Local("h").Or(word).And(_constants.Get(Beyond(Math.Max(bits, _evenBits)))), 0, 2 * SaturationShare, () =>
            {
                Saturate("h", _evenBits, 1, 0.5);
                Saturate("p", bits, 1, 0.5);
            });
        }
        else if (bits + _evenBits > 0)
        {
            Saturate(bits > 0 ? "p" : "h", bits + _evenBits, 0, SaturationShare);
        }

        int offset = output / 2;
        Expression pair = Local("h").Or(word.Left(_task.Layer.ActivationBits));
        Line($"words[o{(offset == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" + {offset}"))}] = {pair.Text};",
            pair.Effort + Expression.StoreElement(offset));
    }

    // The bits above an activation's in every lane.
    private long Beyond(int bits) => _task.Layout.Repeat((1L << bits) - (1L << _task.Layer.ActivationBits));

    private void Saturate(string name, int bits, int depth, double share)
    {
        int limitBits = _task.Layer.ActivationBits;
        LaneLayout lanes = _task.Layout;
        Expression value = Local(name);
        Expression over = _constants.Get(Beyond(bits));
        If(value.And(over), depth, share, () =>
        {
            Expression flags = bits == limitBits + 1
                ? value.Right(limitBits).And(_constants.Get(lanes.Repeat(1)))
                : value.Plus(over).Right(bits).And(_constants.Get(lanes.Repeat(1)));
            Assign("t", flags, depth + 1);
            Assign("saturated", Local("saturated").Plus(Local("t")), depth + 1);
            Assign(name, value.Or(Local("t").Times(_constants.Get((1L << limitBits) - 1))).And(_constants.Get(lanes.Mask(limitBits))), depth + 1);
        });
    }

    private void If(Expression bits, int depth, double share, Action body)
    {
        string indent = new(' ', 4 * depth);
        Line($"{indent}if ({bits.Text} != 0L)", bits.Effort + Expression.Op("brfalse", 5));
        Line(indent + "{", Effort.None);
        Effort before = _effort;
        body();
        Effort slow = _effort;
        _effort = new Effort(before.Cost + ((slow.Cost - before.Cost) * share), before.Instructions + ((slow.Instructions - before.Instructions) * share), slow.Bytes);
        Line(indent + "}", Effort.None);
    }

    private void Assign(string name, Expression value, int indent = 0) =>
        Line($"{new string(' ', 4 * indent)}{name} = {value.Text};", value.Effort + Expression.Op("stloc.s", 2));

    private void Line(string text, Effort effort)
    {
        _text.AppendLine(text);
        _effort += effort;
    }

    private string Assemble(string method, string body)
    {
        LaneLayout lanes = _task.Layout;
        int outputs = _task.OutputWords;
        int step = _task.Layer.Stride * _task.InputWords;
        int length = _task.BandColumns * outputs;
        string parameters = $"long[] words, {string.Join(", ", _task.RowNames.Select(name => $"int {name}"))}, int o";
        string rowNames = string.Join(", ", _task.RowNames);
        string nextColumn = string.Concat(Enumerable.Range(0, _task.Layer.KernelSize)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"            r{r} += {step};\n"))) + string.Create(CultureInfo.InvariantCulture, $"            o += {outputs};");
        bool flushes = _task.BandColumns * _proofs.Length >= 1L << lanes.Bits;
        bool inLoop = InLoop();
        var locals = new StringBuilder();
        HashSet<string> names = [.. Names(body)];
        foreach ((long value, string name) in _constants.Locals.Where(local => names.Contains(local.Value)))
        {
            locals.AppendLine(CultureInfo.InvariantCulture, $"        long {name} = {Expression.Literal(value)};");
            _once += Expression.Constant(value).Effort + Expression.Op("stloc.s", 2);
        }

        string[] declared = [.. names.Where(name => name is "h" or "p" or "t" or "u" or "v" or "w" || (name[0] is 'x' or 's' or 'a' && name.Length > 1 && char.IsAsciiDigit(name[1]))).Order(StringComparer.Ordinal)];
        foreach (string[] line in declared.Chunk(16))
        {
            locals.AppendLine(CultureInfo.InvariantCulture, $"        long {string.Join(", ", line)};");
        }

        var text = new StringBuilder();
        string indented = string.Join('\n', body.TrimEnd().Split('\n').Select(line => (inLoop ? "            " : "        ") + line));
        string sumOfLanes = string.Join(" + ", Enumerable.Range(0, lanes.Lanes).Select(l => $"(int)((saturated >> {l * lanes.Bits}) & 0x{(1L << lanes.Bits) - 1:X}L)"));
        string flush = flushes ? $"\n            total += {sumOfLanes};\n            saturated = 0L;" : string.Empty;
        string result = flushes ? "total" : sumOfLanes;
        string total = flushes ? "\n        int total = 0;" : string.Empty;
        double columns = _task.BandColumns;
        Effort loop = new Effort(320, 9, 24) + new Effort(180, 4, 7).Repeat(_task.Layer.KernelSize);
        if (inLoop)
        {
            Effort perColumn = _effort;
            _text.Clear();
            _effort = Effort.None;
            Load(Enumerable.Range(0, _task.Taps).Where(tap => _resident && IsCarried(tap)), 0);
            string preload = string.Concat(_text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"        {line}\n"));
            _once += _effort;
            _effort = perColumn;

            text.Append(CultureInfo.InvariantCulture, $$"""
                    [Kernel]
                    public static int {{method}}({{parameters}})
                    {
                {{locals}}        long saturated = 0L;{{total}}
                        int end = o + {{length}};
                {{preload}}        while (o != end)
                        {
                {{indented}}
                {{nextColumn}}{{flush}}
                        }

                        return {{result}};
                    }

                """);
            _once += Call(_fixedLocals + _shared.Max(shared => shared.Pairs.Count));
            PerRow = (_effort + loop).Repeat(columns) + _once + new Effort(1500, 25, 60);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    [Kernel]
                    public static int {{method}}({{parameters}})
                    {
                        long saturated = 0L;{{total}}
                        int end = o + {{length}};
                        while (o != end)
                        {
                            saturated += {{method}}Column(words, {{rowNames}}, o);
                {{nextColumn}}{{flush}}
                        }

                        return {{result}};
                    }

                    [Kernel]
                    private static long {{method}}Column({{parameters}})
                    {
                {{locals}}        long saturated = 0L;
                {{indented}}
                        return saturated;
                    }

                """);
            _once += Call(_fixedLocals + _shared.Max(shared => shared.Pairs.Count));
            PerRow = (_effort + loop + _once).Repeat(columns) + new Effort(2500, 40, 100);
        }

        return text.ToString();
    }

    private static Effort Call(int locals)
    {
        OpcodeCosts costs = OpcodeCosts.Default;
        return new Effort(costs["call"] + costs["ret"] + (locals * costs.PerLocal) + (5 * (costs.PerArgument + costs["ldloc"])), 12, 20);
    }

    private static IEnumerable<string> Names(string body)
    {
        int start = -1;
        for (int i = 0; i < body.Length; i++)
        {
            bool part = char.IsAsciiLetterOrDigit(body[i]);
            if (part && start < 0)
            {
                start = i;
            }
            else if (!part && start >= 0)
            {
                yield return body[start..i];
                start = -1;
            }
        }
    }
}
