using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>Points a firmware assembly's references to the board's class libraries at their counterparts on the desk.</summary>
internal sealed class Retargeter
{
    private readonly ModuleDefinition _module;
    private readonly AssemblyNameReference _desk;
    private readonly IMetadataScope _core;
    private readonly TypeReference _machine;

    internal Retargeter(ModuleDefinition module)
    {
        _module = module;
        _core = module.TypeSystem.CoreLibrary;
        if (_core is AssemblyNameReference { Name: "mscorlib" } core)
        {
            // .NET ships a facade of this name that forwards every type to where it is today.
            core.Version = new Version(4, 0, 0, 0);
            core.PublicKeyToken = [0xb7, 0x7a, 0x5c, 0x56, 0x19, 0x34, 0xe0, 0x89];
        }

        _desk = AssemblyNameReference.Parse(typeof(Machine).Assembly.FullName);
        module.AssemblyReferences.Add(_desk);
        _machine = new TypeReference(typeof(Machine).Namespace, nameof(Machine), module, _desk);
    }

    /// <summary>Gets the references whose desk counterpart takes the machine as an additional last argument.</summary>
    internal HashSet<MethodReference> NeedMachine { get; } = [];

    internal AssemblyNameReference Desk => _desk;

    internal TypeReference Machine => _machine;

    internal void Run()
    {
        foreach (TypeReference type in _module.GetTypeReferences())
        {
            if (type.DeclaringType is null && type.Scope is AssemblyNameReference scope && TypeMap.IsLibrary(scope.Name))
            {
                Move(type, scope);
            }
        }

        foreach (MemberReference member in _module.GetMemberReferences())
        {
            TypeReference owner = member.DeclaringType.GetElementType();
            if (owner.Scope is AssemblyNameReference && !member.DeclaringType.IsArray)
            {
                Bind(member);
            }
        }
    }

    private static bool Exists(MethodReference method)
    {
        // A constructor is not inherited, though the resolver looks for it in base types too.
        return method.Resolve() is MethodDefinition found && (!found.IsConstructor || found.DeclaringType.FullName == method.DeclaringType.FullName);
    }

    private void Move(TypeReference type, AssemblyNameReference scope)
    {
        if (TypeMap.Replacement(scope.Name, type.FullName) is Type replacement)
        {
            type.Namespace = replacement.Namespace;
            type.Name = replacement.Name;
            type.Scope = replacement.Assembly == typeof(Machine).Assembly ? _desk : _core;
        }
        else if (TypeMap.IsSameInDotNet(scope.Name, type.FullName))
        {
            type.Scope = TypeMap.IsCore(scope.Name) ? scope : _core;
        }
        else
        {
            throw new FirmwareNotSupportedException($"{_module.Name} uses {type.FullName} of {scope.Name}, which the virtual board does not simulate: "
                + "avoid it, or add it to the virtual board's TypeMap.");
        }
    }

    private void Bind(MemberReference member)
    {
        if (member is MethodReference method)
        {
            if (TypeMap.MemberReplacements(method.DeclaringType.FullName) is Type replaced && !method.HasThis)
            {
                TypeReference original = method.DeclaringType;
                method.DeclaringType = new TypeReference(replaced.Namespace, replaced.Name, _module, _desk);
                if (TryBind(method))
                {
                    return;
                }

                method.DeclaringType = original;
            }

            if (TryBind(method))
            {
                return;
            }
        }
        else if (member.Resolve() is not null)
        {
            return;
        }

        throw new FirmwareNotSupportedException($"{_module.Name} uses {member.FullName}, which the virtual board does not simulate: "
            + "avoid it, or add it to the virtual board.");
    }

    private bool TryBind(MethodReference method)
    {
        if (Exists(method))
        {
            return true;
        }

        ParameterDefinition machine = new(_machine);
        method.Parameters.Add(machine);
        if (Exists(method))
        {
            NeedMachine.Add(method);
            return true;
        }

        method.Parameters.Remove(machine);
        return false;
    }
}
