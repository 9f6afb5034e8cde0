using System.Text.Json;

namespace LlsEdge.Host.Compile;

/// <summary>What the board's interpreter takes for an opcode, read from the virtual board's <c>board-model.json</c>, so that compiler and meter agree.</summary>
public sealed class OpcodeCosts
{
    private const string Resource = "board-model.json";
    private readonly Dictionary<string, double> _costs;

    private OpcodeCosts(JsonElement root)
    {
        _costs = root.GetProperty("opcodes").EnumerateObject().ToDictionary(cost => cost.Name, cost => cost.Value.GetDouble(), StringComparer.Ordinal);
        JsonElement profile = root.GetProperty("profiles").EnumerateObject().First().Value;
        InstructionsPerX86 = profile.GetProperty("instructionsPerX86").GetDouble();
        CyclesPerInstruction = profile.GetProperty("nominalCyclesPerInstruction").GetDouble();
        Megahertz = profile.GetProperty("megahertz").GetDouble();
        PerLocal = root.GetProperty("perLocal").GetDouble();
        PerArgument = root.GetProperty("perArgument").GetDouble();
    }

    /// <summary>Gets the table.</summary>
    public static OpcodeCosts Default { get; } = Read();

    /// <summary>Gets the default board's instructions for one of the table's.</summary>
    public double InstructionsPerX86 { get; }

    /// <summary>Gets the default board's clock.</summary>
    public double Megahertz { get; }

    /// <summary>Gets the cycles an instruction takes.</summary>
    public double CyclesPerInstruction { get; }

    /// <summary>Gets what each local adds to a call.</summary>
    public double PerLocal { get; }

    /// <summary>Gets what each argument adds to a call.</summary>
    public double PerArgument { get; }

    /// <summary>Gives an opcode's cost.</summary>
    /// <param name="opcode">Its name.</param>
    /// <returns>Instructions, in the table's unit.</returns>
    public double this[string opcode]
    {
        get
        {
            if (!_costs.TryGetValue(opcode, out double cost))
            {
                int length = opcode.Length;
                while (!_costs.TryGetValue(string.Concat(opcode.AsSpan(0, length), "*"), out cost))
                {
                    length--;
                }
            }

            return cost;
        }
    }

    /// <summary>Gives the time that instructions of the table take on the default board.</summary>
    /// <param name="instructions">How many.</param>
    /// <returns>Milliseconds.</returns>
    public double ToMilliseconds(double instructions) => instructions * InstructionsPerX86 * CyclesPerInstruction / (Megahertz * 1000);

    private static OpcodeCosts Read()
    {
        using Stream stream = typeof(OpcodeCosts).Assembly.GetManifestResourceStream(Resource)!;
        using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return new OpcodeCosts(document.RootElement);
    }
}
