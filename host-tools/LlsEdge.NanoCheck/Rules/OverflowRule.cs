namespace LlsEdge.NanoCheck.Rules;

/// <summary>Checked arithmetic never traps on the board.</summary>
public sealed class OverflowRule : IRule
{
    /// <inheritdoc/>
    public string Id => "checked";

    /// <inheritdoc/>
    public string Sentence => "No arithmetic or conversion may rely on an overflow exception.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            from instruction in method.Body.Instructions
            where instruction.OpCode.Code.ToString().Contains("_Ovf", StringComparison.Ordinal)
            select Violation.At(this, method, instruction, $"'{instruction.OpCode.Name}' does not throw on the board; drop 'checked' and test the range.");
    }
}
