using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>On the board an integer division by zero, and what most natives raise, is a plain <c>Exception</c>, which such a handler would miss.</summary>
public sealed class CatchRule : IRule
{
    /// <inheritdoc/>
    public string Id => "catch";

    /// <inheritdoc/>
    public string Sentence => "No handler may catch SystemException.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            from handler in method.Body.ExceptionHandlers
            where handler.HandlerType == ExceptionHandlerType.Catch && handler.CatchType.FullName == "System.SystemException"
            select Violation.At(this, method, handler.HandlerStart,
                "a division by zero or a native fault would pass this handler on the board; catch Exception, or the descendant that is meant.");
    }
}
