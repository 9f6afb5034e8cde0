namespace LlsEdge.NanoCheck.Rules;

/// <summary>The depth of the evaluation stack is one byte, and calls need some room above it.</summary>
public sealed class StackRule : IRule
{
    private const int Limit = 250;

    /// <inheritdoc/>
    public string Id => "stack";

    /// <inheritdoc/>
    public string Sentence => "The evaluation stack of a method may hold 250 entries.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Bodies.Where(method => target.GetFlow(method).MaximumDepth > Limit)
            .Select(method => Violation.At(this, method, null,
                $"the evaluation stack holds {target.GetFlow(method).MaximumDepth} of at most {Limit} entries; " +
                $"store parts of the expression in locals."));
    }
}
