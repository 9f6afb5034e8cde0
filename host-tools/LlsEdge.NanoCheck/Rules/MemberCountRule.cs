using Mono.Cecil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>A type's record counts its methods and fields in one byte for each kind.</summary>
public sealed class MemberCountRule : IRule
{
    /// <inheritdoc/>
    public string Id => "member-count";

    /// <inheritdoc/>
    public string Sentence => "A type may have 255 virtual, 255 instance and 255 static methods, 255 instance and 255 static fields.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Types.SelectMany(Counts).Where(count => count.Number > byte.MaxValue)
            .Select(count => Violation.At(this, count.Type, $"the type has {count.Number} {count.Kind}, at most 255 can be counted; split it."));
    }

    private static IEnumerable<(TypeDefinition Type, string Kind, int Number)> Counts(TypeDefinition type) =>
    [
        (type, "virtual methods", type.Methods.Count(method => method.IsVirtual)),
        (type, "instance methods", type.Methods.Count(method => !method.IsVirtual && !method.IsStatic)),
        (type, "static methods", type.Methods.Count(method => !method.IsVirtual && method.IsStatic)),
        (type, "instance fields", type.Fields.Count(field => !field.IsStatic)),

        // Constants and array initialisers do not become static fields.
        (type, "static fields", type.Fields.Count(field => field.IsStatic && !field.HasConstant && field.InitialValue.Length == 0)),
    ];
}
