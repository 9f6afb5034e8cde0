using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Metering;

/// <summary>Sorts opcodes into kinds.</summary>
internal static class InstructionKinds
{
    internal static readonly int Count = Enum.GetValues<InstructionKind>().Length;

    internal static InstructionKind Of(OpCode opcode)
    {
        string name = opcode.Name;
        switch (opcode.Code)
        {
            case Code.Call or Code.Callvirt or Code.Calli:
                return InstructionKind.Call;
            case Code.Ret:
                return InstructionKind.Return;
            case Code.Newobj:
                return InstructionKind.NewObject;
            case Code.Newarr:
                return InstructionKind.NewArray;
            case Code.Ldfld or Code.Ldflda:
                return InstructionKind.LoadField;
            case Code.Stfld:
                return InstructionKind.StoreField;
            case Code.Ldsfld or Code.Ldsflda:
                return InstructionKind.LoadStatic;
            case Code.Stsfld:
                return InstructionKind.StoreStatic;
            case Code.Dup or Code.Pop or Code.Nop or Code.Ldnull or Code.Not or Code.Neg or Code.Ldlen:
                return InstructionKind.Simple;
        }

        if (name.StartsWith("ldelem", StringComparison.Ordinal))
        {
            return InstructionKind.LoadElement;
        }

        if (name.StartsWith("stelem", StringComparison.Ordinal))
        {
            return InstructionKind.StoreElement;
        }

        if (opcode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch)
        {
            return InstructionKind.Branch;
        }

        foreach (string prefix in SimplePrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return InstructionKind.Simple;
            }
        }

        return InstructionKind.Other;
    }

    private static readonly string[] SimplePrefixes =
    [
        "ldc.", "ldloc", "stloc", "ldarg", "starg", "conv.", "add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ceq", "cgt", "clt",
    ];
}
