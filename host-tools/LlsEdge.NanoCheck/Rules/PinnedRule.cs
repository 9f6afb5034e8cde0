namespace LlsEdge.NanoCheck.Rules;

/// <summary>Pinned locals come from <c>fixed</c>, which ends in a pointer.</summary>
public sealed class PinnedRule : IRule
{
    /// <inheritdoc/>
    public string Id => "pinned";

    /// <inheritdoc/>
    public string Sentence => "No local may be pinned.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Bodies.Where(method => method.Body.Variables.Any(variable => variable.IsPinned))
            .Select(method => Violation.At(this, method, null, "a local is pinned, which the board does not support; drop 'fixed' and index the array."));
    }
}
