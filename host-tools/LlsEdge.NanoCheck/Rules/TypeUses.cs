using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>Every place of an assembly that names a type.</summary>
internal static class TypeUses
{
    /// <summary>Reports each place whose type, or a type that it is made of, is refused.</summary>
    /// <param name="target">The assembly.</param>
    /// <param name="rule">The rule that refuses.</param>
    /// <param name="isRefused">Judges one type, without looking into it.</param>
    /// <param name="sentence">The sentence for the refused type.</param>
    /// <returns>The violations.</returns>
    public static IEnumerable<Violation> Find(CheckTarget target, IRule rule, Func<TypeReference, bool> isRefused, Func<TypeReference, string> sentence)
    {
        foreach (TypeDefinition type in target.Types)
        {
            IEnumerable<TypeReference> declared =
                type.Fields.Select(field => field.FieldType).Concat(type.Interfaces.Select(implementation => implementation.InterfaceType));
            foreach (TypeReference refused in Refused(type.BaseType is null ? declared : declared.Prepend(type.BaseType), isRefused))
            {
                yield return Violation.At(rule, type, sentence(refused));
            }

            foreach (MethodDefinition method in type.Methods)
            {
                IEnumerable<TypeReference> signature = method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType);
                IEnumerable<TypeReference> locals = method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [];
                foreach (TypeReference refused in Refused(signature.Concat(locals), isRefused))
                {
                    yield return Violation.At(rule, method, null, sentence(refused));
                }

                foreach (Instruction instruction in method.HasBody ? method.Body.Instructions.ToArray() : [])
                {
                    foreach (TypeReference refused in Refused(InOperand(instruction.Operand), isRefused))
                    {
                        yield return Violation.At(rule, method, instruction, sentence(refused));
                    }
                }
            }
        }
    }

    /// <summary>Lists the types that an instruction's operand names.</summary>
    /// <param name="operand">The operand.</param>
    /// <returns>The types.</returns>
    public static IEnumerable<TypeReference> InOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [.. generic.GenericArguments, generic.DeclaringType],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    /// <summary>Takes a type apart: arrays, references, pointers, modifiers and type arguments.</summary>
    /// <param name="type">A type.</param>
    /// <returns>The type and everything it is made of.</returns>
    public static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        yield return type;
        IEnumerable<TypeReference> inner = type is GenericInstanceType generic ? generic.GenericArguments.Prepend(generic.ElementType)
            : type is TypeSpecification specification ? [specification.ElementType] : [];
        foreach (TypeReference part in inner.SelectMany(Parts))
        {
            yield return part;
        }
    }

    private static IEnumerable<TypeReference> Refused(IEnumerable<TypeReference> types, Func<TypeReference, bool> isRefused) =>
        types.Select(type => Parts(type).FirstOrDefault(isRefused)).OfType<TypeReference>().DistinctBy(type => type.FullName);
}
