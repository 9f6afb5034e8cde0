using Mono.Cecil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>The board knows arrays of one dimension that start at zero.</summary>
public sealed class MultiDimensionalArrayRule : IRule
{
    /// <inheritdoc/>
    public string Id => "array-rank";

    /// <inheritdoc/>
    public string Sentence => "No array may have more than one dimension.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target) => TypeUses.Find(
        target,
        this,
        type => type is ArrayType { IsVector: false },
        type => $"{type.FullName} has several dimensions, which the metadata processor refuses; use one array with row * width + column, or arrays of arrays.");
}
