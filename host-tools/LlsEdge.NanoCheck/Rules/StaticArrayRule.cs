using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>A static array with an initialiser is copied to the heap at boot, where it stays.</summary>
public sealed class StaticArrayRule : IRule
{
    private const int Limit = 4_096;

    /// <inheritdoc/>
    public string Id => "static-array";

    /// <inheritdoc/>
    public string Sentence => "No static array may bring more than 4,096 bytes of initial values.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            where method.IsConstructor && method.IsStatic
            from instruction in method.Body.Instructions
            let size = instruction.OpCode.Code == Code.Ldtoken && instruction.Operand is FieldDefinition field ? field.InitialValue.Length : 0
            where size > Limit
            select Violation.At(this, method, instruction,
                $"{size:N0} bytes are copied to the heap at boot, at most {Limit:N0} are accepted; " +
                $"keep constants inside code, or read them from a file when needed.");
    }
}
