using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>Sizes and offsets after the metadata processor has shortened the operands.</summary>
internal static class NanoCode
{
    private const int HandlerSize = 12;

    /// <summary>Gets the bytes that a body takes on the board, its table of exception handlers included.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The size.</returns>
    public static int SizeOf(MethodBody body)
    {
        int handlers = body.ExceptionHandlers.Count;
        return body.Instructions.Sum(SizeOf) + (handlers == 0 ? 0 : (handlers * HandlerSize) + 1);
    }

    /// <summary>Gets where each instruction begins on the board.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The offsets.</returns>
    public static Dictionary<Instruction, int> OffsetsOf(MethodBody body)
    {
        var offsets = new Dictionary<Instruction, int>();
        int offset = 0;
        foreach (Instruction instruction in body.Instructions)
        {
            offsets.Add(instruction, offset);
            offset += SizeOf(instruction);
        }

        return offsets;
    }

    /// <summary>Gets the bytes that an instruction takes on the board.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <returns>The size.</returns>
    public static int SizeOf(Instruction instruction) => instruction.OpCode.Size + instruction.OpCode.OperandType switch
    {
        OperandType.InlineSwitch => 1 + (2 * ((Instruction[])instruction.Operand).Length),
        OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType => 2,
        OperandType.InlineBrTarget or OperandType.InlineVar or OperandType.InlineArg => 2,
        OperandType.InlineI or OperandType.ShortInlineR or OperandType.InlineTok or OperandType.InlineSig => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar or OperandType.ShortInlineArg => 1,
        _ => 0,
    };
}
