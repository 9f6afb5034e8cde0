using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>The metadata processor counts a jump table's cases, and a method's exception handlers, in one byte.</summary>
public sealed class SwitchRule : IRule
{
    /// <inheritdoc/>
    public string Id => "switch";

    /// <inheritdoc/>
    public string Sentence => "A switch may have 255 cases in its jump table, a method 255 exception handlers.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        IEnumerable<Violation> tables =
            from method in target.Bodies
            from instruction in method.Body.Instructions
            let cases = (instruction.Operand as Instruction[])?.Length ?? 0
            where cases > byte.MaxValue
            select Violation.At(this, method, instruction, $"the jump table has {cases} cases, and its count is one byte; look the value up in an array.");
        IEnumerable<Violation> handlers = target.Bodies.Where(method => method.Body.ExceptionHandlers.Count > byte.MaxValue)
            .Select(method => Violation.At(this, method, null,
                $"the method has {method.Body.ExceptionHandlers.Count} exception handlers, and their count is one byte; split it."));
        return tables.Concat(handlers);
    }
}
