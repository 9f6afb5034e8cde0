using System.Collections.Immutable;
using LlsEdge.NanoCheck.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>The board keeps no names of enumeration members: text made of one differs from .NET's.</summary>
public sealed class EnumNameRule : IRule
{
    /// <inheritdoc/>
    public string Id => "enum-name";

    /// <inheritdoc/>
    public string Sentence => "No enumeration value may be turned into text.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (MethodDefinition method in target.Bodies)
        {
            foreach ((Instruction instruction, ImmutableArray<StackValue> stack) in target.GetFlow(method).Steps)
            {
                // What string.Format receives goes through an array of objects.
                bool isNamed = instruction.OpCode.Code switch
                {
                    Code.Call or Code.Callvirt => NamesEnum(instruction, (MethodReference)instruction.Operand, stack),
                    Code.Stelem_Ref => IsBoxedEnum(stack[^1]),
                    _ => false,
                };

                if (isNamed)
                {
                    yield return Violation.At(this, method, instruction,
                        "an enumeration value becomes text, and the board has no names for it; cast it to int, or choose the text with a switch.");
                }
            }
        }
    }

    private static bool NamesEnum(Instruction instruction, MethodReference callee, ImmutableArray<StackValue> stack)
    {
        if (callee.Name == "ToString")
        {
            bool isConstrained = instruction.Previous is { OpCode.Code: Code.Constrained } prefix && StackTypes.IsEnum((TypeReference)prefix.Operand);
            int receiver = stack.Length - 1 - callee.Parameters.Count;
            return isConstrained || callee.DeclaringType.FullName == "System.Enum" || (callee.HasThis && IsBoxedEnum(stack[receiver]));
        }

        return callee.DeclaringType.FullName == "System.String" && stack.TakeLast(callee.Parameters.Count).Any(IsBoxedEnum);
    }

    private static bool IsBoxedEnum(StackValue value) => value is { Kind: StackKind.Reference, Type: { } type } && StackTypes.IsEnum(type);
}
