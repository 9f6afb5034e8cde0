using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>A member that the board's class library lacks makes the assembly fail to load.</summary>
public sealed class MemberRule : IRule
{
    /// <inheritdoc/>
    public string Id => "member";

    /// <inheritdoc/>
    public string Sentence => "Every type, method and field used must exist in the surfaces.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        ModuleDefinition module = target.Assembly.MainModule;
        IEnumerable<Violation> types = module.GetTypeReferences().Where(type => HasSurface(target, type) && !Exists(type))
            .Select(type => target.At(this, $"the type {type.FullName} does not exist on the board; use another."));
        IEnumerable<Violation> members = module.GetMemberReferences()
            .Where(member => IsPlain(member) && HasSurface(target, member.DeclaringType) && !Exists(member))
            .Select(member => Report(target, member));
        return types.Concat(members);
    }

    private Violation Report(CheckTarget target, MemberReference member)
    {
        string sentence = $"{member.FullName} does not exist on the board; use another member.";
        foreach (MethodDefinition method in target.Bodies)
        {
            Instruction? use = method.Body.Instructions.FirstOrDefault(instruction => (instruction.Operand as MemberReference)?.FullName == member.FullName);
            if (use is not null)
            {
                return Violation.At(this, method, use, sentence);
            }
        }

        return target.At(this, sentence);
    }

    /// <summary>The members of arrays and of generic types belong to rules of their own.</summary>
    private static bool IsPlain(MemberReference member) => member.DeclaringType is not TypeSpecification;

    private static bool HasSurface(CheckTarget target, TypeReference type) => target.HasSurface(type.Scope.Name);

    private static bool Exists(MemberReference member) => member switch
    {
        TypeReference type => type.Resolve() is not null,
        MethodReference method => method.Resolve() is not null,
        FieldReference field => field.Resolve() is not null,
        _ => false,
    };
}
