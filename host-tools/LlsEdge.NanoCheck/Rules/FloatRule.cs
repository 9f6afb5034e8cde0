using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>What learns and sees computes in integers: results repeat bit for bit everywhere, and boards without a floating-point unit lose nothing.</summary>
public sealed class FloatRule : IRule
{
    private static readonly string[] _namespaces = ["LlsEdge.Learning", "LlsEdge.Vision"];

    /// <inheritdoc/>
    public string Id => "float";

    /// <inheritdoc/>
    public string Sentence => "No float or double may appear in LlsEdge.Learning and LlsEdge.Vision.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (TypeDefinition type in target.Types.Where(IsIntegerOnly))
        {
            foreach (FieldDefinition field in type.Fields.Where(field => IsFloat(field.FieldType)))
            {
                yield return Violation.At(this, type, $"the field {field.Name} is a floating-point number; use fixed point.");
            }

            foreach (MethodDefinition method in type.Methods)
            {
                IEnumerable<TypeReference> declared = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
                if ((method.HasBody ? declared.Concat(method.Body.Variables.Select(variable => variable.VariableType)) : declared).Any(IsFloat))
                {
                    yield return Violation.At(this, method, null, "a parameter, result or local is a floating-point number; use fixed point.");
                }

                foreach (Instruction instruction in method.HasBody ? method.Body.Instructions.Where(IsFloat).ToArray() : [])
                {
                    yield return Violation.At(this, method, instruction, $"'{instruction.OpCode.Name}' computes with floating-point numbers; use fixed point.");
                }
            }
        }
    }

    private static bool IsIntegerOnly(TypeDefinition type)
    {
        TypeDefinition outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        return _namespaces.Any(name => outer.Namespace == name || outer.Namespace.StartsWith(name + ".", StringComparison.Ordinal));
    }

    private static bool IsFloat(TypeReference type) => TypeUses.Parts(type).Any(part => part.MetadataType is MetadataType.Single or MetadataType.Double);

    private static bool IsFloat(Instruction instruction) => instruction.OpCode.Code
        is Code.Ldc_R4 or Code.Ldc_R8 or Code.Conv_R4 or Code.Conv_R8 or Code.Conv_R_Un
        or Code.Ldelem_R4 or Code.Ldelem_R8 or Code.Stelem_R4 or Code.Stelem_R8 or Code.Ldind_R4 or Code.Ldind_R8 or Code.Stind_R4 or Code.Stind_R8
        || TypeUses.InOperand(instruction.Operand).Any(IsFloat);
}
