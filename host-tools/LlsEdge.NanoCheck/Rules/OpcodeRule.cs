using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>Opcodes that the interpreter rejects when it meets them, or that the metadata processor cannot write.</summary>
public sealed class OpcodeRule : IRule
{
    private static readonly HashSet<Code> _unsupported =
    [
        Code.Arglist, Code.Calli, Code.Ckfinite, Code.Cpblk, Code.Initblk, Code.Jmp, Code.Localloc,
        Code.Mkrefany, Code.Readonly, Code.Refanytype, Code.Refanyval, Code.No,
    ];

    /// <inheritdoc/>
    public string Id => "opcode";

    /// <inheritdoc/>
    public string Sentence => "No opcode may appear that the interpreter does not execute.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            from instruction in method.Body.Instructions
            where _unsupported.Contains(instruction.OpCode.Code)
            select Violation.At(this, method, instruction,
                $"the interpreter has no '{instruction.OpCode.Name}'; " +
                $"write it without stackalloc, function pointers, block copies and variable arguments.");
    }
}
