using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>Long forms of branches: woven code makes distances grow.</summary>
internal static class BranchForms
{
    private static readonly Dictionary<Code, OpCode> LongForms = new()
    {
        [Code.Br_S] = OpCodes.Br,
        [Code.Brtrue_S] = OpCodes.Brtrue,
        [Code.Brfalse_S] = OpCodes.Brfalse,
        [Code.Beq_S] = OpCodes.Beq,
        [Code.Bne_Un_S] = OpCodes.Bne_Un,
        [Code.Bge_S] = OpCodes.Bge,
        [Code.Bge_Un_S] = OpCodes.Bge_Un,
        [Code.Bgt_S] = OpCodes.Bgt,
        [Code.Bgt_Un_S] = OpCodes.Bgt_Un,
        [Code.Ble_S] = OpCodes.Ble,
        [Code.Ble_Un_S] = OpCodes.Ble_Un,
        [Code.Blt_S] = OpCodes.Blt,
        [Code.Blt_Un_S] = OpCodes.Blt_Un,
        [Code.Leave_S] = OpCodes.Leave,
    };

    internal static OpCode Long(OpCode opcode)
    {
        return LongForms.GetValueOrDefault(opcode.Code, opcode);
    }
}
