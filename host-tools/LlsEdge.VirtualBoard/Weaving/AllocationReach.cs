using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>Finds the methods from which no allocation can be reached: a collection never meets their frames, so their variables need no rooting.</summary>
internal sealed class AllocationReach
{
    private static readonly HashSet<string> QuietLibraryTypes = new(StringComparer.Ordinal)
    {
        "System.Math", "System.Object", "System.Array", typeof(Peripherals.ArrayMembers).FullName!, typeof(Peripherals.HighResTimer).FullName!,
    };

    private readonly HashSet<MethodDefinition> _quiet;
    private readonly Func<TypeDefinition, bool> _isFirmware;

    internal AllocationReach(IEnumerable<MethodDefinition> methods, Func<TypeDefinition, bool> isFirmware)
    {
        _isFirmware = isFirmware;
        _quiet = [.. methods.Where(method => !method.IsVirtual && method.HasBody && !HoldsStruct(method))];
        bool changed = true;
        while (changed)
        {
            changed = _quiet.RemoveWhere(method => method.Body.Instructions.Any(Allocates)) > 0;
        }
    }

    internal bool MayAllocate(MethodReference method)
    {
        if (method.DeclaringType.IsArray)
        {
            return true;
        }

        MethodDefinition? definition = method as MethodDefinition ?? (_isFirmware(method.DeclaringType.Resolve()) ? method.Resolve() : null);
        return definition is not null ? !_quiet.Contains(definition) : !QuietLibraryTypes.Contains(method.DeclaringType.FullName) || method.Name == "Clone";
    }

    private static bool HoldsStruct(MethodDefinition method)
    {
        return method.Body.Variables.Select(variable => variable.VariableType).Concat(method.Parameters.Select(parameter => parameter.ParameterType))
            .Any(type => type is { IsValueType: true, IsPrimitive: false });
    }

    private bool Allocates(Instruction instruction)
    {
        return instruction.OpCode.Code is Code.Newarr or Code.Newobj or Code.Box || (instruction.Operand is MethodReference callee && MayAllocate(callee));
    }
}
