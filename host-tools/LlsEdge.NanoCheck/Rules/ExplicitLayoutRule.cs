namespace LlsEdge.NanoCheck.Rules;

/// <summary>On the board every field has a slot of its own, whatever offset it asks for.</summary>
public sealed class ExplicitLayoutRule : IRule
{
    /// <inheritdoc/>
    public string Id => "layout";

    /// <inheritdoc/>
    public string Sentence => "No type may lay out its fields explicitly.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);

        // The compiler marks the carriers of array initialisers so; they have no fields, and the metadata processor drops them.
        return target.Types.Where(type => type.IsExplicitLayout && type.HasFields)
            .Select(type => Violation.At(this, type, "the type asks for an explicit layout, which the board ignores; read and write the bytes with shifts."));
    }
}
