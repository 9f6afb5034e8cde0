using LlsEdge.VirtualBoard.Memory;
using LlsEdge.VirtualBoard.Metering;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>
/// Rewrites one method: counters at its blocks, accounts at its allocations, levels at its entry, exits and handlers, safe points in its loops.
/// </summary>
internal sealed class MethodWeaver
{
    private readonly MethodDefinition _method;
    private readonly MethodPlan _plan;
    private readonly WeavingScope _scope;
    private readonly List<Instruction> _output = [];
    private readonly Dictionary<Instruction, Instruction> _moved = [];
    private readonly Dictionary<Instruction, ExceptionHandler> _handlers = [];
    private readonly string _name;
    private VariableDefinition? _stackLevel;
    private VariableDefinition? _structLevel;
    private VariableDefinition? _pendingLevel;

    private MethodWeaver(MethodDefinition method, MethodPlan plan, WeavingScope scope)
    {
        _method = method;
        _plan = plan;
        _scope = scope;
        _name = method.DeclaringType.FullName + "." + method.Name;
    }

    internal static void Weave(MethodDefinition method, MethodPlan plan, WeavingScope scope)
    {
        new MethodWeaver(method, plan, scope).Run();
    }

    private static bool IsObject(TypeReference type)
    {
        return type.IsArray || type.MetadataType is MetadataType.String or MetadataType.Object
            || (type.MetadataType == MetadataType.Class && !type.Resolve().IsValueType);
    }

    private void Run()
    {
        MethodBody body = _method.Body;
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            _handlers[handler.HandlerStart] = handler;
        }

        bool rooted = body.Instructions.Any(instruction => instruction.Operand is MethodReference callee ? _scope.MayAllocate(callee)
            : instruction.OpCode.Code is Code.Newarr or Code.Box);
        List<VariableDefinition> variables = [.. body.Variables];
        Enter();
        if (rooted)
        {
            Root(variables);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            int start = _output.Count;
            if (_handlers.TryGetValue(instruction, out ExceptionHandler? handler))
            {
                EnterHandler(handler);
            }

            if (_plan.Blocks.TryGetValue(instruction, out BasicBlock? block))
            {
                Count(block);
            }

            if (_plan.LoopHeaders.Contains(instruction))
            {
                Poll();
            }

            Rewrite(instruction);
            _moved.Add(instruction, _output[start]);
        }

        Retarget(body);
        body.Instructions.Clear();
        foreach (Instruction instruction in _output)
        {
            body.Instructions.Add(instruction);
        }
    }

    private void Enter()
    {
        Add(OpCodes.Ldc_I8, _scope.Machine.Frames.StackAddress);
        Add(OpCodes.Conv_I);
        Add(OpCodes.Dup);
        Add(OpCodes.Ldind_I8);
        Add(OpCodes.Ldc_I4, _plan.FrameBytes);
        Add(OpCodes.Conv_I8);
        Add(OpCodes.Add);
        Add(OpCodes.Stind_I8);
        LoadLong(_scope.Machine.Frames.StackAddress);
        LoadLong(_scope.Machine.Frames.TripwireAddress);
        Instruction fits = Instruction.Create(OpCodes.Nop);
        Add(OpCodes.Ble, fits);
        CallWithSize("PushedFrame", _plan.FrameBytes);
        _output.Add(fits);
        if (_handlers.Count > 0)
        {
            _stackLevel = NewLocal();
            _structLevel = NewLocal();
            _pendingLevel = NewLocal();
        }

        if (_plan.StructBytes > 0)
        {
            CallWithSize("EnterStructs", _plan.StructBytes);
        }

        if (_handlers.Count > 0)
        {
            LoadLong(_scope.Machine.Frames.StackAddress);
            Add(OpCodes.Stloc, _stackLevel!);
            _output.Add(_scope.LoadMachine());
            _output.Add(_scope.Call("Structs"));
            Add(OpCodes.Stloc, _structLevel!);
            _output.Add(_scope.LoadMachine());
            _output.Add(_scope.Call("Pending"));
            Add(OpCodes.Stloc, _pendingLevel!);
        }
    }

    private void Root(List<VariableDefinition> variables)
    {
        foreach (VariableDefinition variable in variables)
        {
            if (IsObject(variable.VariableType))
            {
                Add(OpCodes.Ldloca, variable);
                _output.Add(_scope.Call("Root"));
            }
        }

        IEnumerable<ParameterDefinition> parameters = _method.HasThis ? _method.Parameters.Prepend(_method.Body.ThisParameter) : _method.Parameters;
        foreach (ParameterDefinition parameter in parameters)
        {
            if (IsObject(parameter.ParameterType))
            {
                Add(OpCodes.Ldarga, parameter);
                _output.Add(_scope.Call("Root"));
            }
        }
    }

    private void Leave()
    {
        if (_plan.StructBytes > 0)
        {
            CallWithSize("LeaveStructs", _plan.StructBytes);
        }

        Add(OpCodes.Ldc_I8, _scope.Machine.Frames.StackAddress);
        Add(OpCodes.Conv_I);
        Add(OpCodes.Dup);
        Add(OpCodes.Ldind_I8);
        Add(OpCodes.Ldc_I4, _plan.FrameBytes);
        Add(OpCodes.Conv_I8);
        Add(OpCodes.Sub);
        Add(OpCodes.Stind_I8);
    }

    private void EnterHandler(ExceptionHandler handler)
    {
        bool carries = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
        if (carries)
        {
            Add(OpCodes.Dup);
        }

        Add(OpCodes.Ldloc, _stackLevel!);
        Add(OpCodes.Ldloc, _structLevel!);
        Add(OpCodes.Ldloc, _pendingLevel!);
        _output.Add(_scope.LoadMachine());
        _output.Add(_scope.Call(carries ? "Caught" : "Unwound"));
        if (carries && handler.CatchType is { FullName: "System.Exception" })
        {
            _output.Add(_scope.Call("AsOnBoard"));
        }
    }

    private void Count(BasicBlock block)
    {
        long address = _scope.Counters + (sizeof(long) * _scope.Machine.Meter.Add(block));
        Add(OpCodes.Ldc_I8, address);
        Add(OpCodes.Conv_I);
        Add(OpCodes.Dup);
        Add(OpCodes.Ldind_I8);
        Add(OpCodes.Ldc_I4_1);
        Add(OpCodes.Conv_I8);
        Add(OpCodes.Add);
        Add(OpCodes.Stind_I8);
    }

    private void Poll()
    {
        Instruction quiet = Instruction.Create(OpCodes.Nop);
        LoadLong(_scope.Machine.Frames.FlagAddress);
        Add(OpCodes.Brfalse, quiet);
        _output.Add(_scope.LoadMachine());
        _output.Add(_scope.Call("Poll"));
        _output.Add(quiet);
    }

    private void Rewrite(Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Ret:
                Leave();
                _output.Add(instruction);
                break;
            case Code.Newobj:
                RewriteNewObject(instruction, (MethodReference)instruction.Operand);
                break;
            case Code.Newarr:
                _output.Add(instruction);
                TypeReference element = (TypeReference)instruction.Operand;
                CallAfter("NewArray", Site(element.FullName + "[]", 0, _scope.Layout.ElementSize(element)));
                break;
            case Code.Box:
                _output.Add(instruction);
                TypeReference boxed = (TypeReference)instruction.Operand;
                CallAfter("Fixed", Site(boxed.FullName + " boxed", _scope.Layout.BoxSize(boxed), 0));
                break;
            case Code.Isinst or Code.Castclass when instruction.Operand is ArrayType { ElementType.IsPrimitive: true } array:
                _output.Add(Instruction.Create(OpCodes.Ldtoken, array));
                _output.Add(_scope.Call(instruction.OpCode.Code == Code.Isinst ? "Test" : "Cast"));
                _output.Add(instruction);
                break;
            case Code.Call or Code.Callvirt:
                RewriteCall(instruction, (MethodReference)instruction.Operand);
                break;
            default:
                _output.Add(instruction);
                ChargeCopy(CopiedType(instruction));
                break;
        }
    }

    private void RewriteNewObject(Instruction instruction, MethodReference constructor)
    {
        TypeReference type = constructor.DeclaringType;
        int structSize = _scope.Layout.StructSize(type);
        bool isText = type.MetadataType == MetadataType.String;
        if (structSize > 0)
        {
            CallWithSize("Garbage", structSize);
            AddCall(instruction, constructor);
        }
        else if (isText || type.Resolve() is { IsValueType: true })
        {
            AddCall(instruction, constructor);
            if (isText)
            {
                ChargeText();
            }
        }
        else
        {
            int site = Site(type.FullName, _scope.Layout.ObjectSize(type, _scope.IsFirmware), 0);
            Add(OpCodes.Ldc_I4, site);
            _output.Add(_scope.LoadMachine());
            _output.Add(_scope.Call("Reserve"));
            AddCall(instruction, constructor);
            CallAfter("Bind", site);
        }
    }

    private void RewriteCall(Instruction instruction, MethodReference callee)
    {
        AddCall(instruction, callee);
        if (callee.DeclaringType.IsArray || _scope.IsFirmware(callee.DeclaringType.Resolve()))
        {
            return;
        }

        ChargeCopy(callee.ReturnType);
        if (callee.Name.StartsWith("get_", StringComparison.Ordinal))
        {
            return;
        }

        if (callee.ReturnType.MetadataType == MetadataType.String)
        {
            ChargeText();
        }
        else if (callee.ReturnType.IsArray || callee.Name == "Clone")
        {
            CallAfter("Result", Site(callee.ReturnType.FullName, 0, ArrayElementSize(callee.ReturnType)));
        }
    }

    private void AddCall(Instruction instruction, MethodReference callee)
    {
        if (_scope.NeedMachine.Contains(callee))
        {
            _output.Add(_scope.LoadMachine());
        }

        _output.Add(instruction);
    }

    private void ChargeText()
    {
        Add(OpCodes.Ldc_I4, Site("System.String", 0, 0));
        _output.Add(_scope.LoadMachine());
        _output.Add(_scope.Call("Text"));
    }

    private int ArrayElementSize(TypeReference type)
    {
        return type is ArrayType array ? _scope.Layout.ElementSize(array.ElementType) : 0;
    }

    /// <summary>Gives the type of the value that an instruction copies, if it copies one.</summary>
    private TypeReference? CopiedType(Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Ldloc or Code.Ldloc_S:
                return ((VariableDefinition)instruction.Operand).VariableType;
            case Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3:
                return _method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0].VariableType;
            case Code.Ldarg or Code.Ldarg_S:
                return ((ParameterDefinition)instruction.Operand).ParameterType;
            case Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3:
                int index = instruction.OpCode.Code - Code.Ldarg_0 - (_method.HasThis ? 1 : 0);
                return index < 0 ? null : _method.Parameters[index].ParameterType;
            case Code.Ldfld or Code.Ldsfld:
                return ((FieldReference)instruction.Operand).FieldType;
            case Code.Ldobj or Code.Ldelem_Any or Code.Unbox_Any:
                return (TypeReference)instruction.Operand;
            default:
                return null;
        }
    }

    private void ChargeCopy(TypeReference? type)
    {
        int size = type is null ? 0 : _scope.Layout.StructSize(type);
        if (size > 0)
        {
            CallWithSize("Garbage", size);
        }
    }

    private int Site(string type, int size, int elementSize)
    {
        return _scope.Machine.Heap.AddSite(new AllocationSite(type, _name, size, elementSize));
    }

    private void CallAfter(string name, int site)
    {
        Add(OpCodes.Dup);
        Add(OpCodes.Ldc_I4, site);
        _output.Add(_scope.LoadMachine());
        _output.Add(_scope.Call(name));
    }

    private void CallWithSize(string name, int size)
    {
        Add(OpCodes.Ldc_I4, size);
        _output.Add(_scope.LoadMachine());
        _output.Add(_scope.Call(name));
    }

    private void LoadLong(long address)
    {
        Add(OpCodes.Ldc_I8, address);
        Add(OpCodes.Conv_I);
        Add(OpCodes.Ldind_I8);
        if (address == _scope.Machine.Frames.FlagAddress)
        {
            // The flag is set by other threads.
            _output.Insert(_output.Count - 1, Instruction.Create(OpCodes.Volatile));
        }
    }

    private VariableDefinition NewLocal()
    {
        VariableDefinition variable = new(_scope.Int64);
        _method.Body.Variables.Add(variable);
        return variable;
    }

    private void Retarget(MethodBody body)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    instruction.OpCode = BranchForms.Long(instruction.OpCode);
                    instruction.Operand = _moved[target];
                    break;
                case Instruction[] targets:
                    instruction.Operand = Array.ConvertAll(targets, target => _moved[target]);
                    break;
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = _moved[handler.TryStart];
            handler.TryEnd = handler.TryEnd is null ? null : _moved[handler.TryEnd];
            handler.HandlerStart = _moved[handler.HandlerStart];
            handler.HandlerEnd = handler.HandlerEnd is null ? null : _moved[handler.HandlerEnd];
            handler.FilterStart = handler.FilterStart is null ? null : _moved[handler.FilterStart];
        }
    }

    private void Add(OpCode opcode)
    {
        _output.Add(Instruction.Create(opcode));
    }

    private void Add(OpCode opcode, long value)
    {
        _output.Add(Instruction.Create(opcode, value));
    }

    private void Add(OpCode opcode, int value)
    {
        _output.Add(Instruction.Create(opcode, value));
    }

    private void Add(OpCode opcode, Instruction target)
    {
        _output.Add(Instruction.Create(opcode, target));
    }

    private void Add(OpCode opcode, VariableDefinition variable)
    {
        _output.Add(Instruction.Create(opcode, variable));
    }

    private void Add(OpCode opcode, ParameterDefinition parameter)
    {
        _output.Add(Instruction.Create(opcode, parameter));
    }
}
