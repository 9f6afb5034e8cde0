namespace LlsEdge.NanoCheck.Rules;

/// <summary>A method without a body needs native code that a stock firmware image does not have.</summary>
public sealed class NativeMethodRule : IRule
{
    /// <inheritdoc/>
    public string Id => "native";

    /// <inheritdoc/>
    public string Sentence => "Every method must have a body, save abstract ones and those of delegates.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Methods.Where(method => !method.HasBody && !method.IsAbstract && !method.IsRuntime)
            .Select(method => Violation.At(this, method, null, "the method is extern, and a stock firmware image has no native half for it; write a body."));
    }
}
