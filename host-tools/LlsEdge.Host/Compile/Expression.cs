using System.Globalization;

namespace LlsEdge.Host.Compile;

/// <summary>A C# expression over <c>long</c>, and what the IL that the C# compiler makes of it takes.</summary>
/// <param name="Text">The C#.</param>
/// <param name="Effort">What it takes.</param>
/// <param name="IsSum">Whether it needs parentheses as an operand of anything but a sum.</param>
internal sealed record Expression(string Text, Effort Effort, bool IsSum = false)
{
    private static readonly OpcodeCosts Costs = OpcodeCosts.Default;
    private static readonly Effort LocalEffort = Op("ldloc.s", 2);
    private static readonly Effort AddEffort = Op("add", 1);
    private static readonly Effort SubtractEffort = Op("sub", 1);
    private static readonly Effort MultiplyEffort = Op("mul", 1);

    public static Expression Local(string name) => new(name, LocalEffort);

    public static Expression Constant(long value) =>
        new(Literal(value), value is >= int.MinValue and <= int.MaxValue ? Integer((int)value) + Op("conv.i8", 1) : Op("ldc.i8", 9));

    public static Expression Element(string index, int offset)
    {
        Effort effort = Op("ldarg.0", 1) + Op("ldloc.s", 2) + Op("ldelem.i8", 1);
        return offset == 0
            ? new($"words[{index}]", effort)
            : new($"words[{index} + {offset}]", effort + Integer(offset) + AddEffort);
    }

    public static Effort StoreElement(int offset) =>
        Op("ldarg.0", 1) + Op("ldloc.s", 2) + Op("stelem.i8", 1) + (offset == 0 ? Effort.None : Integer(offset) + AddEffort);

    public static Effort Op(string name, int bytes) => new(Costs[name], 1, bytes);

    public static Effort Integer(int value) => value switch
    {
        >= -1 and <= 8 => Op("ldc.i4.0", 1),
        >= sbyte.MinValue and <= sbyte.MaxValue => Op("ldc.i4.s", 2),
        _ => Op("ldc.i4", 5),
    };

    public static string Literal(long value) => value is >= -4096 and <= 4096
        ? value.ToString(CultureInfo.InvariantCulture) + "L"
        : value < 0 ? "-0x" + (-value).ToString("X", CultureInfo.InvariantCulture) + "L" : "0x" + value.ToString("X", CultureInfo.InvariantCulture) + "L";

    public Expression Plus(Expression other) => new($"{Text} + {other.Inner()}", Effort + other.Effort + AddEffort, true);

    public Expression Minus(Expression other) => new($"{Text} - {other.Inner()}", Effort + other.Effort + SubtractEffort, true);

    public Expression Times(Expression other) => new($"{Inner()} * {other.Inner()}", Effort + other.Effort + MultiplyEffort, true);

    public Expression And(Expression other) => new($"({Inner()} & {other.Inner()})", Effort + other.Effort + Op("and", 1));

    public Expression Or(Expression other) => new($"({Inner()} | {other.Inner()})", Effort + other.Effort + Op("or", 1));

    public Expression Xor(Expression other) => new($"({Inner()} ^ {other.Inner()})", Effort + other.Effort + Op("xor", 1));

    public Expression Left(int bits) => bits == 0 ? this : new($"({Inner()} << {bits})", Effort + Integer(bits) + Op("shl", 1));

    public Expression Right(int bits) => bits == 0 ? this : new($"({Inner()} >> {bits})", Effort + Integer(bits) + Op("shr", 1));

    /// <summary>Shifts by an argument; the compiler brings the count into range.</summary>
    public Expression RightBy(string argument) => new($"({Inner()} >> {argument})", Effort + LocalEffort + Integer(63) + Op("and", 1) + Op("shr", 1));

    private string Inner() => IsSum ? $"({Text})" : Text;
}
