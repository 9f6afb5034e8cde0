namespace LlsEdge.NanoCheck.Rules;

/// <summary>The count of locals is one byte; with 256 the board crashes.</summary>
public sealed class LocalsRule : IRule
{
    private const int Limit = 255;

    /// <inheritdoc/>
    public string Id => "locals";

    /// <inheritdoc/>
    public string Sentence => "A method may have 255 locals, and as many parameters.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        IEnumerable<Violation> locals = target.Bodies.Where(method => method.Body.Variables.Count > Limit)
            .Select(method => Violation.At(this, method, null, $"the method has {method.Body.Variables.Count} locals of at most {Limit}; split it."));
        IEnumerable<Violation> parameters = target.Methods.Where(method => method.Parameters.Count + (method.HasThis ? 1 : 0) > Limit)
            .Select(method => Violation.At(this, method, null, $"the method has {method.Parameters.Count} parameters of at most {Limit}; pass an array."));
        return locals.Concat(parameters);
    }
}
