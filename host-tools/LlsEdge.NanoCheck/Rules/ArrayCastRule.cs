using System.Collections.Immutable;
using LlsEdge.NanoCheck.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>
/// .NET lets a <c>byte[]</c> pass for an <c>sbyte[]</c>, an <c>int[]</c> for a <c>uint[]</c>, and widens numbers when it copies arrays; the board compares
/// the element types. A cast that fails there throws, a test silently takes the other branch.
/// </summary>
public sealed class ArrayCastRule : IRule
{
    /// <inheritdoc/>
    public string Id => "array-cast";

    /// <inheritdoc/>
    public string Sentence => "No array of numbers may be cast or copied to one of another element type, nor tested for its type.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (MethodDefinition method in target.Bodies)
        {
            foreach ((Instruction instruction, ImmutableArray<StackValue> stack) in target.GetFlow(method).Steps)
            {
                if (Find(instruction, stack) is { } what)
                {
                    yield return Violation.At(this, method, instruction, what);
                }
            }
        }
    }

    private static string? Find(Instruction instruction, ImmutableArray<StackValue> stack)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Castclass or Code.Isinst when Numbers(instruction.Operand) is { } wanted && Numbers(stack[^1].Type) is { } given:
                return given.FullName == wanted.FullName
                    ? null
                    : $"{given.FullName} cannot be cast to {wanted.FullName} on the board; convert element by element.";
            case Code.Isinst when Numbers(instruction.Operand) is { ElementType: var element } && HasTwin(element):
                return $"whether an object is {element.FullName}[] is another question on the board than on .NET; keep the kind of the array beside it.";
            case Code.Call when instruction.Operand is MethodReference { Name: "Copy", DeclaringType.FullName: "System.Array" } callee:
                return FindCopy(callee.Parameters.Count == 3 ? (stack[^3], stack[^2]) : (stack[^5], stack[^3]));
            default:
                return null;
        }
    }

    private static string? FindCopy((StackValue Source, StackValue Destination) arrays)
    {
        return Numbers(arrays.Source.Type) is { } source && Numbers(arrays.Destination.Type) is { } destination && source.FullName != destination.FullName
            ? $"{source.FullName} cannot be copied to {destination.FullName} on the board; convert element by element."
            : null;
    }

    private static ArrayType? Numbers(object? type) => type is ArrayType { ElementType.IsPrimitive: true } array ? array : null;

    private static bool HasTwin(TypeReference element) => element.MetadataType is MetadataType.SByte or MetadataType.Byte
        or MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Int64 or MetadataType.UInt64;
}
