using System.Collections.Immutable;
using LlsEdge.NanoCheck.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>.NET lets a <c>byte[]</c> pass for an <c>sbyte[]</c>; the board compares the element types.</summary>
public sealed class ArrayCastRule : IRule
{
    /// <inheritdoc/>
    public string Id => "array-cast";

    /// <inheritdoc/>
    public string Sentence => "No array may be cast to one of another primitive element type.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (MethodDefinition method in target.Bodies)
        {
            foreach ((Instruction instruction, ImmutableArray<StackValue> stack) in target.GetFlow(method).Steps)
            {
                if (instruction.OpCode.Code is Code.Castclass or Code.Isinst
                    && instruction.Operand is ArrayType { ElementType.IsPrimitive: true } wanted
                    && stack[^1].Type is ArrayType { ElementType.IsPrimitive: true } given
                    && given.FullName != wanted.FullName)
                {
                    yield return Violation.At(this, method, instruction,
                        $"{given.FullName} cannot be cast to {wanted.FullName} on the board; convert element by element.");
                }
            }
        }
    }
}
