using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck;

/// <summary>One place in an assembly that would not do on the board what it does on the desk.</summary>
/// <param name="Where">Source file and member, <c>Link.cs(12)/LlsEdge.Link.Framing.Send</c>; the assembly's name for what concerns it as a whole.</param>
/// <param name="Offset">IL offset in the method, or <see langword="null"/> where there is none.</param>
/// <param name="Rule">Identifier of the broken rule.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record Violation(string Where, int? Offset, string Rule, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => Offset is { } offset ? $"{Where} IL_{offset:x4} {Rule}: {Sentence}" : $"{Where} {Rule}: {Sentence}";

    /// <summary>Reports a violation at an instruction.</summary>
    /// <param name="rule">The broken rule.</param>
    /// <param name="method">The method.</param>
    /// <param name="instruction">The instruction, or <see langword="null"/> for the method as a whole.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <returns>The violation.</returns>
    public static Violation At(IRule rule, MethodDefinition method, Instruction? instruction, string sentence)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(method);
        return new Violation($"{SourceOf(method, instruction)}{method.DeclaringType.FullName}.{method.Name}", instruction?.Offset, rule.Id, sentence);
    }

    /// <summary>Reports a violation of a type.</summary>
    /// <param name="rule">The broken rule.</param>
    /// <param name="type">The type.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <returns>The violation.</returns>
    public static Violation At(IRule rule, TypeDefinition type, string sentence)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(type);
        MethodDefinition? method = type.Methods.FirstOrDefault(candidate => candidate.HasBody);
        return new Violation($"{(method is null ? string.Empty : SourceOf(method, null))}{type.FullName}", null, rule.Id, sentence);
    }

    private static string SourceOf(MethodDefinition method, Instruction? instruction)
    {
        int offset = instruction?.Offset ?? 0;
        SequencePoint? point = null;
        foreach (SequencePoint candidate in method.DebugInformation.SequencePoints.Where(candidate => !candidate.IsHidden))
        {
            if (point is null || candidate.Offset <= offset)
            {
                point = candidate;
            }
        }

        return point is null ? string.Empty : $"{Path.GetFileName(point.Document.Url.Replace('\\', '/'))}({point.StartLine})/";
    }
}
