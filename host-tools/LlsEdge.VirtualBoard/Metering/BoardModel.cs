using System.Text.Json;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Metering;

/// <summary>The figures of <c>board-model.json</c>: costs in x86 instructions and object sizes in bytes.</summary>
internal sealed class BoardModel
{
    private readonly Dictionary<string, double> _opcodes = new(StringComparer.Ordinal);
    private readonly Dictionary<Code, double> _resolved = [];
    private readonly Dictionary<string, int> _layout = new(StringComparer.Ordinal);

    private BoardModel(JsonElement root)
    {
        XtensaPerX86 = root.GetProperty("xtensaPerX86").GetDouble();
        NominalCyclesPerInstruction = root.GetProperty("cyclesPerInstruction").GetProperty("nominal").GetDouble();
        PessimisticCyclesPerInstruction = root.GetProperty("cyclesPerInstruction").GetProperty("pessimistic").GetDouble();
        PerArgument = root.GetProperty("perArgument").GetDouble();
        PerLocal = root.GetProperty("perLocal").GetDouble();
        ArrayCopyPerElement = root.GetProperty("arrayCopyPerElement").GetDouble();
        ArrayClearPerElement = root.GetProperty("arrayClearPerElement").GetDouble();
        foreach (JsonProperty cost in root.GetProperty("opcodes").EnumerateObject())
        {
            _opcodes.Add(cost.Name, cost.Value.GetDouble());
        }

        foreach (JsonProperty size in root.GetProperty("layout").EnumerateObject())
        {
            _layout.Add(size.Name, size.Value.GetInt32());
        }
    }

    internal static BoardModel Default { get; } = ReadEmbedded();

    internal double XtensaPerX86 { get; }

    internal double NominalCyclesPerInstruction { get; }

    internal double PessimisticCyclesPerInstruction { get; }

    internal double PerArgument { get; }

    internal double PerLocal { get; }

    internal double ArrayCopyPerElement { get; }

    internal double ArrayClearPerElement { get; }

    internal int Layout(string name)
    {
        return _layout[name];
    }

    /// <summary>Gives an opcode's cost by the longest name or prefix that matches.</summary>
    internal double Opcode(OpCode opcode)
    {
        if (_resolved.TryGetValue(opcode.Code, out double known))
        {
            return known;
        }

        string name = opcode.Name;
        if (!_opcodes.TryGetValue(name, out double cost))
        {
            int length = name.Length;
            while (!_opcodes.TryGetValue(string.Concat(name.AsSpan(0, length), "*"), out cost))
            {
                length--;
            }
        }

        _resolved.Add(opcode.Code, cost);
        return cost;
    }

    private static BoardModel ReadEmbedded()
    {
        using Stream stream = typeof(BoardModel).Assembly.GetManifestResourceStream("board-model.json")!;
        using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return new BoardModel(document.RootElement);
    }
}
