namespace LlsEdge.NanoCheck.Rules;

/// <summary>The metadata processor addresses bytecode with 16 bits.</summary>
public sealed class BytecodeRule : IRule
{
    private const int Limit = 65_535;

    /// <inheritdoc/>
    public string Id => "bytecode";

    /// <inheritdoc/>
    public string Sentence => "All method bodies together may take 65,535 bytes.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        int size = target.Bodies.Sum(method => NanoCode.SizeOf(method.Body));
        return size <= Limit ? [] : [target.At(this, $"the bytecode takes {size:N0} of {Limit:N0} bytes; move some types to another assembly.")];
    }
}
