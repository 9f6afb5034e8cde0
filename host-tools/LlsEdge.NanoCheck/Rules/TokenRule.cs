using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>The metadata processor writes a token for types and for the assembly's own fields, and zero for anything else.</summary>
public sealed class TokenRule : IRule
{
    /// <inheritdoc/>
    public string Id => "token";

    /// <inheritdoc/>
    public string Sentence => "ldtoken may name a type or a field of this assembly, nothing else.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            from instruction in method.Body.Instructions
            where instruction.OpCode.Code == Code.Ldtoken && instruction.Operand is not (TypeReference or FieldDefinition)
            select Violation.At(this, method, instruction,
                $"the metadata processor loses the token of {((MemberReference)instruction.Operand).Name}; " +
                $"use typeof, or an array initialiser of this assembly.");
    }
}
