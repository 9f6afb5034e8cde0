using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>What all methods of one assembly are woven with.</summary>
internal sealed class WeavingScope
{
    private readonly Dictionary<string, MethodReference> _calls = new(StringComparer.Ordinal);
    private readonly ModuleDefinition _module;

    internal WeavingScope(
        ModuleDefinition module,
        FieldReference machineField,
        Machine machine,
        BoardLayout layout,
        long counters,
        HashSet<MethodReference> needMachine,
        Func<TypeDefinition, bool> isFirmware,
        Func<MethodReference, bool> mayAllocate)
    {
        _module = module;
        MachineField = machineField;
        Machine = machine;
        Layout = layout;
        Counters = counters;
        NeedMachine = needMachine;
        IsFirmware = isFirmware;
        MayAllocate = mayAllocate;
    }

    internal FieldReference MachineField { get; }

    internal Machine Machine { get; }

    internal BoardLayout Layout { get; }

    /// <summary>Gets the address of the first counter.</summary>
    internal long Counters { get; }

    internal HashSet<MethodReference> NeedMachine { get; }

    internal Func<TypeDefinition, bool> IsFirmware { get; }

    internal Func<MethodReference, bool> MayAllocate { get; }

    internal TypeReference Int64 => _module.TypeSystem.Int64;

    internal Instruction LoadMachine()
    {
        return Instruction.Create(OpCodes.Ldsfld, MachineField);
    }

    internal Instruction Call(string name)
    {
        if (!_calls.TryGetValue(name, out MethodReference? method))
        {
            method = _module.ImportReference(typeof(Woven).GetMethod(name));
            _calls.Add(name, method);
        }

        return Instruction.Create(OpCodes.Call, method);
    }
}
