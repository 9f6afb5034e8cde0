using Mono.Cecil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>nanoFramework 1.x has no generics: neither definitions nor uses.</summary>
public sealed class GenericsRule : IRule
{
    /// <inheritdoc/>
    public string Id => "generics";

    /// <inheritdoc/>
    public string Sentence => "No generic type or method may be defined or used.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        IEnumerable<Violation> types = target.Types.Where(type => type.HasGenericParameters)
            .Select(type => Violation.At(this, type, "the type is generic, which nanoFramework 1.x cannot load; write it for one type."));
        IEnumerable<Violation> methods = target.Methods.Where(method => method.HasGenericParameters)
            .Select(method => Violation.At(this, method, null, "the method is generic, which nanoFramework 1.x cannot load; write it for one type."));
        IEnumerable<Violation> uses = TypeUses.Find(
            target,
            this,
            type => type is GenericInstanceType or GenericParameter,
            type => $"{type.FullName} is generic, which nanoFramework 1.x cannot load; use an array or a type of your own.");
        IEnumerable<Violation> calls =
            from method in target.Bodies
            from instruction in method.Body.Instructions
            where instruction.Operand is GenericInstanceMethod
            select Violation.At(this, method, instruction,
                $"{((MethodReference)instruction.Operand).Name} is a generic method, which nanoFramework 1.x cannot load; write it for one type.");
        return types.Concat(methods).Concat(uses).Concat(calls);
    }
}
