using System.Collections.Immutable;
using LlsEdge.NanoCheck.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>
/// On the board a stack value carries a signedness tag of its own, and right shifts, remainders and widening follow the tag, not the opcode.
/// Places that keep a value without a declared type, arguments, results and targets of a <c>ref</c>, pass the tag on to code that knows nothing of it.
/// Division and comparison follow the opcode in the interpreter that was measured (1.17); the rule does not rely on it.
/// </summary>
public sealed class SignednessRule : IRule
{
    private const string Remedy = "compute in int, cast bytes and shorts with (long)(int)b, or turn a uint into an int with (int)(long)u";

    /// <inheritdoc/>
    public string Id => "signedness";

    /// <inheritdoc/>
    public string Sentence => "No signed operation may meet a value that the board tags as unsigned.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (MethodDefinition method in target.Bodies)
        {
            foreach ((Instruction instruction, ImmutableArray<StackValue> stack) in target.GetFlow(method).Steps)
            {
                if (Find(method, instruction, stack) is { } what)
                {
                    yield return Violation.At(this, method, instruction, $"{what}; {Remedy}.");
                }
            }
        }
    }

    private static string? Find(MethodDefinition method, Instruction instruction, ImmutableArray<StackValue> stack)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Shr when stack[^2].IsHazard:
                return "a value tagged unsigned is shifted right, on the board without its sign";
            case Code.Rem when stack[^2].IsHazard:
                return "a value tagged unsigned is divided for its remainder, on the board without its sign";
            case Code.Div when stack[^2].IsHazard:
                return "a value tagged unsigned is divided, which some interpreters do without its sign";
            case Code.Bge or Code.Bge_S or Code.Bgt or Code.Bgt_S or Code.Ble or Code.Ble_S or Code.Blt or Code.Blt_S or Code.Cgt or Code.Clt
                when stack[^2].IsHazard || stack[^1].IsHazard:
                return "a value tagged unsigned is compared as a signed one, which some interpreters do without its sign";
            case Code.Conv_I8 when stack[^1] is { Kind: StackKind.Narrow, IsHazard: true }:
                return "a value tagged unsigned is widened to long, on the board without its sign";
            case Code.Conv_R4 or Code.Conv_R8 when stack[^1].IsHazard:
                return "a value tagged unsigned is converted to a floating-point number, on the board without its sign";
            case Code.Ret when stack.Length > 0 && stack[^1].MayBeUnsigned && StackTypes.IsSignedInteger(method.ReturnType):
                return "the result is declared signed but tagged unsigned, and the caller inherits the tag";
            case Code.Stind_I4 or Code.Stind_I8
                when stack[^1].MayBeUnsigned && stack[^2] is { IsArrayElement: false, Type: { } type } && StackTypes.IsSignedInteger(type):
                return "a value tagged unsigned is stored through a ref or out to a signed place, which takes the tag over";
            case Code.Call or Code.Callvirt or Code.Newobj:
                return FindArgument((MethodReference)instruction.Operand, stack);
            default:
                return null;
        }
    }

    private static string? FindArgument(MethodReference callee, ImmutableArray<StackValue> stack)
    {
        int first = stack.Length - callee.Parameters.Count;
        for (int i = 0; i < callee.Parameters.Count; i++)
        {
            if (stack[first + i].MayBeUnsigned && StackTypes.IsSignedInteger(callee.Parameters[i].ParameterType))
            {
                return $"argument {i + 1} of {callee.DeclaringType.Name}.{callee.Name} is declared signed but tagged unsigned, and the callee inherits the tag";
            }
        }

        return null;
    }
}
