using System.Globalization;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>Makes a <see cref="Backbone"/> of the leading operations of a TensorFlow Lite graph.</summary>
public sealed class BackboneImport
{
    private readonly TfliteModel _model;
    private readonly OpLowering _lowering;
    private readonly Dictionary<int, OpVerdict> _makers;

    /// <summary>Looks at all operations of a graph.</summary>
    /// <param name="model">The graph.</param>
    public BackboneImport(TfliteModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _lowering = new OpLowering(model);
        Verdicts = [.. model.Ops.Select(_lowering.Lower)];
        _makers = Verdicts.Where(verdict => verdict.Op.Outputs.Count > 0).GroupBy(verdict => verdict.Op.Outputs[0]).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>What became of each operation.</summary>
    public IReadOnlyList<OpVerdict> Verdicts { get; }

    /// <summary>Gives the output of an operation.</summary>
    /// <param name="op">The operation.</param>
    /// <returns>The tensor; null where it has none.</returns>
    public TfliteTensor? OutputOf(TfliteOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return op.Outputs.Count > 0 ? _model.Tensors[op.Outputs[0]] : null;
    }

    /// <summary>Tells whether an operation's output can be handed over to the board's own layers.</summary>
    /// <param name="verdict">The operation.</param>
    /// <returns>Null if so; else why not.</returns>
    public string? WhyNotLast(OpVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (!verdict.IsSupported)
        {
            return verdict.Note;
        }

        if (verdict.Lowered is not { OutputShape: var map })
        {
            return "it computes nothing";
        }

        return map.Height != map.Width ? $"its map is {map}, not square"
            : map.Channels % 4 != 0 || map.Channels < 4 || map.Channels > ModelLimits.MostChannels ? $"its map is {map}: a multiple of 4 channels up "
                + $"to {ModelLimits.MostChannels} is needed"
            : Closure(verdict).FirstOrDefault(needed => !needed.IsSupported) is { } missing ? $"it needs operation {missing.Op.Index}, which is not supported"
            : null;
    }

    /// <summary>
    /// Chooses the last operation: the one that is named, else the last whose map has several positions, for what follows it is the network's own average and
    /// classifier, which the board's readout replaces; else the last one.
    /// </summary>
    /// <param name="until">An operation's index, or its output's name; null to choose.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="ModelException">There is none, or what it needs is not supported: all of it is listed.</exception>
    public OpVerdict ChooseLast(string? until)
    {
        if (until is null)
        {
            OpVerdict[] candidates = [.. Verdicts.Where(verdict => WhyNotLast(verdict) is null)];
            return candidates.LastOrDefault(verdict => verdict.Lowered!.OutputShape.Height > 1) ?? candidates.LastOrDefault()
                ?? throw new ModelException($"{_model.Source} has no operation whose map the board could take over. {ListUnsupported(Verdicts)}");
        }

        OpVerdict chosen = (int.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? Verdicts.ElementAtOrDefault(index)
            : Verdicts.LastOrDefault(verdict => OutputOf(verdict.Op)?.Name == until))
            ?? throw new ModelException($"{_model.Source} has no operation '{until}': give an index from 0 to {Verdicts.Count - 1} or the name of an "
                + "output, as --list shows them.");
        return WhyNotLast(chosen) is not { } why ? chosen
            : throw new ModelException($"{_model.Source} cannot be imported up to operation {chosen.Op.Index} ({chosen.Op.Name}): {why}. {ListUnsupported(Closure(chosen))}".TrimEnd());
    }

    /// <summary>Makes the backbone.</summary>
    /// <param name="last">The last operation, out of <see cref="ChooseLast"/>.</param>
    /// <returns>The backbone.</returns>
    /// <exception cref="ModelException">Its input is no gray frame, or it is larger than a board takes.</exception>
    public Backbone Build(OpVerdict last)
    {
        ArgumentNullException.ThrowIfNull(last);
        LoweredOp[] ops = [.. Closure(last).OrderBy(verdict => verdict.Op.Index).Select(verdict => verdict.Lowered).OfType<LoweredOp>()];
        int frame = ops[0].Input;
        if (ops.Any(op => new[] { op.Input, op.Second }.Any(tensor => tensor >= 0 && tensor != frame && !ops.Any(maker => maker.Output == tensor))) || _makers.ContainsKey(frame))
        {
            throw new ModelException($"{_model.Source} has several inputs, and the board has one frame: export the network with a single image as its input.");
        }

        if (ops[0].InputShape is not { Channels: 1 or 3 } shape || shape.Height != shape.Width)
        {
            throw new ModelException($"The input of {_model.Source} is {ops[0].InputShape}, and the board has square gray frames: export the network "
                + "with an input of N×N×1, or N×N×3 that it takes for gray.");
        }

        var maps = new Dictionary<int, (int Length, int First, int Last)> { [frame] = (shape.Length, -1, LastUse(frame)) };
        for (int i = 0; i < ops.Length; i++)
        {
            maps[ops[i].Output] = (ops[i].OutputShape.Length, i, i == ops.Length - 1 ? i : LastUse(ops[i].Output));
        }

        (Dictionary<int, int> places, int memory) = MapPlan.Make(maps);
        var backbone = new Backbone([.. ops.Select(op => op.Place(tensor => places[tensor]))], memory);
        if (ops.Length > Backbone.MostOps || memory > Backbone.MostMemory || backbone.PayloadLength > Backbone.MostBytes)
        {
            throw new ModelException($"{_model.Source} is too large for a board up to operation {last.Op.Index}: {ops.Length} operations of at most "
                + $"{Backbone.MostOps}, "
                + $"{backbone.PayloadLength:N0} bytes of weights of at most {Backbone.MostBytes:N0}, {memory:N0} bytes of maps of at most "
                + $"{Backbone.MostMemory:N0}; choose an earlier one with --until.");
        }

        // The board's own checks have the last word: what they refuse must not be written.
        byte[] header = new byte[backbone.HeaderLength];
        backbone.CopyHeader(header, 0);
        if (Backbone.Parse(header, 0) is null)
        {
            throw new ModelException($"{_model.Source} has, up to operation {last.Op.Index}, a window that lies outside its map or has more than "
                + $"{Backbone.LongestPatch:N0} inputs, which no board takes: choose an earlier operation with --until.");
        }

        return backbone;

        int LastUse(int tensor) => Array.FindLastIndex(ops, op => op.Input == tensor || op.Second == tensor);
    }

    /// <summary>Gives the tensor that a backbone's frame becomes.</summary>
    /// <param name="last">The last operation.</param>
    /// <returns>The tensor.</returns>
    public TfliteTensor InputOf(OpVerdict last)
    {
        TfliteOp first = Closure(last).OrderBy(verdict => verdict.Op.Index).First(verdict => verdict.Lowered is not null).Op;
        return _model.Tensors[first.Inputs[0]];
    }

    private static string ListUnsupported(IEnumerable<OpVerdict> verdicts)
    {
        OpVerdict[] unsupported = [.. verdicts.Where(verdict => !verdict.IsSupported).OrderBy(verdict => verdict.Op.Index)];
        return unsupported.Length == 0 ? string.Empty
            : "Not supported: " + string.Join(", ", unsupported.Select(verdict => $"{verdict.Op.Index} {verdict.Op.Name} ({verdict.Note})")) + ".";
    }

    // An operation and all that it depends on.
    private HashSet<OpVerdict> Closure(OpVerdict last)
    {
        var closure = new HashSet<OpVerdict>(ReferenceEqualityComparer.Instance);
        var open = new Stack<OpVerdict>([last]);
        while (open.TryPop(out OpVerdict? verdict))
        {
            if (closure.Add(verdict))
            {
                foreach (int input in verdict.Op.Inputs)
                {
                    if (_makers.TryGetValue(input, out OpVerdict? maker))
                    {
                        open.Push(maker);
                    }
                }
            }
        }

        return closure;
    }
}
