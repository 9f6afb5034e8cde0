using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Metering;

/// <summary>A run of instructions that executes as a whole: how many of each kind, and what they cost together.</summary>
internal sealed class BasicBlock
{
    internal BasicBlock(string method)
    {
        Method = method;
    }

    internal string Method { get; }

    internal int Instructions { get; private set; }

    internal int[] Kinds { get; } = new int[InstructionKinds.Count];

    /// <summary>Gets the cost in thousandths of an x86 instruction: whole numbers, so that sums do not depend on their order.</summary>
    internal long Cost { get; private set; }

    internal void Add(Instruction instruction, BoardModel model)
    {
        OpCode opcode = instruction.OpCode;
        if (opcode.OpCodeType == OpCodeType.Prefix)
        {
            return;
        }

        double cost = model.Opcode(opcode);
        if (instruction.Operand is MethodReference callee)
        {
            cost += model.PerArgument * (callee.Parameters.Count + (callee.HasThis ? 1 : 0));
            if (callee is MethodDefinition { HasBody: true } known)
            {
                cost += model.PerLocal * known.Body.Variables.Count;
            }
        }

        Instructions++;
        Kinds[(int)InstructionKinds.Of(opcode)]++;
        Cost += (long)Math.Round(cost * 1000);
    }
}
