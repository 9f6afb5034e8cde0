using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>Reads what short forms of an instruction leave implicit.</summary>
internal static class Operands
{
    public static TypeReference Argument(MethodDefinition method, Instruction instruction)
    {
        if (instruction.Operand is ParameterDefinition parameter)
        {
            return parameter.Index < 0 ? This(method) : parameter.ParameterType;
        }

        int index = instruction.OpCode.Code - Code.Ldarg_0 - (method.HasThis ? 1 : 0);
        return index < 0 ? This(method) : method.Parameters[index].ParameterType;
    }

    public static TypeReference Local(MethodDefinition method, Instruction instruction) =>
        instruction.Operand is VariableDefinition variable ? variable.VariableType : method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0].VariableType;

    public static int? ConstantOf(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_I4 => (int)instruction.Operand,
        Code.Ldc_I4_S => (sbyte)instruction.Operand,
        >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8 => instruction.OpCode.Code - Code.Ldc_I4_0,
        _ => null,
    };

    private static TypeReference This(MethodDefinition method) =>
        method.DeclaringType.IsValueType ? new ByReferenceType(method.DeclaringType) : method.DeclaringType;
}
