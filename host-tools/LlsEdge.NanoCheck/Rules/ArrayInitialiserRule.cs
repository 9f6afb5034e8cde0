namespace LlsEdge.NanoCheck.Rules;

/// <summary>Array initialisers share a table with 16-bit offsets with all signatures.</summary>
public sealed class ArrayInitialiserRule : IRule
{
    private const int Limit = 65_000;

    /// <inheritdoc/>
    public string Id => "array-data";

    /// <inheritdoc/>
    public string Sentence => "All array initialisers of an assembly together must stay below 65,000 bytes.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        int size = target.Types.SelectMany(type => type.Fields).Sum(field => field.InitialValue.Length);
        return size < Limit ? [] : [target.At(this,
            $"array initialisers take {size:N0} bytes and must stay below {Limit:N0}; compute a table, or read it from a file.")];
    }
}
