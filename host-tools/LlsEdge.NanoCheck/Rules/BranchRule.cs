using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>The metadata processor cuts branch distances to 16 bits without a word.</summary>
public sealed class BranchRule : IRule
{
    /// <inheritdoc/>
    public string Id => "branch";

    /// <inheritdoc/>
    public string Sentence => "No branch may span more than 32,767 bytes.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (MethodDefinition method in target.Bodies.Where(method => NanoCode.SizeOf(method.Body) > short.MaxValue))
        {
            Dictionary<Instruction, int> offsets = NanoCode.OffsetsOf(method.Body);
            foreach (Instruction instruction in method.Body.Instructions)
            {
                int from = offsets[instruction] + NanoCode.SizeOf(instruction);
                foreach (Instruction to in instruction.Operand as Instruction[] ?? (instruction.Operand is Instruction single ? [single] : []))
                {
                    int distance = offsets[to] - from;
                    if (distance is < short.MinValue or > short.MaxValue)
                    {
                        yield return Violation.At(this, method, instruction,
                            $"the branch spans {distance:N0} bytes, more than the board's 16 bits hold; split the method.");
                    }
                }
            }
        }
    }
}
