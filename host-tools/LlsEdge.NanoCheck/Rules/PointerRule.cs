using Mono.Cecil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>The metadata processor stops at pointer locals, and the loader knows no pointer type.</summary>
public sealed class PointerRule : IRule
{
    /// <inheritdoc/>
    public string Id => "pointer";

    /// <inheritdoc/>
    public string Sentence => "No pointer, function pointer or typed reference may appear.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target) => TypeUses.Find(
        target,
        this,
        type => type is PointerType or FunctionPointerType || type.MetadataType == MetadataType.TypedByReference,
        type => $"{type.FullName} is a pointer, which the metadata processor refuses; use an array and an index, or ref.");
}
