using System.Collections.Immutable;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>
/// What one instruction does to the stack, tags included, as nanoFramework's interpreter does it: loads from typed places take the place's tag
/// (8 and 16 bits widen to signed), arithmetic keeps its left operand's tag, <c>conv.u4</c>, <c>conv.u8</c> and <c>ldlen</c> set the unsigned one,
/// every other conversion, constant and comparison the signed one. Results have the tag of their declared type, save those in <see cref="NativeResults"/>.
/// </summary>
internal static class StackEffect
{
    public static ImmutableArray<StackValue> Apply(MethodDefinition method, Instruction instruction, ImmutableArray<StackValue> stack)
    {
        Code code = instruction.OpCode.Code;
        switch (code)
        {
            case Code.Nop or Code.Br or Code.Br_S or Code.Constrained or Code.Volatile or Code.Unaligned or Code.Tail or Code.Readonly or Code.Break:
                return stack;
            case Code.Leave or Code.Leave_S or Code.Endfinally or Code.Ret or Code.Throw or Code.Rethrow or Code.Endfilter or Code.Jmp:
                return [];
            case Code.Dup:
                return stack.Add(stack[^1]);
            case Code.Call or Code.Callvirt or Code.Newobj:
                return Call((MethodReference)instruction.Operand, code == Code.Newobj, stack);
            case Code.Calli:
                var site = (CallSite)instruction.Operand;
                ImmutableArray<StackValue> left = Pop(stack, site.Parameters.Count + (site.HasThis ? 1 : 0) + 1);
                return site.ReturnType.MetadataType == MetadataType.Void ? left : left.Add(StackValue.OfType(site.ReturnType));
            default:
                ImmutableArray<StackValue> rest = Pop(stack, PopCount(instruction.OpCode.StackBehaviourPop));
                return instruction.OpCode.StackBehaviourPush == StackBehaviour.Push0 ? rest : rest.Add(Result(method, instruction, stack));
        }
    }

    private static ImmutableArray<StackValue> Call(MethodReference callee, bool creates, ImmutableArray<StackValue> stack)
    {
        bool popsThis = callee.HasThis && !callee.ExplicitThis && !creates;
        ImmutableArray<StackValue> rest = Pop(stack, callee.Parameters.Count + (popsThis ? 1 : 0));
        if (creates)
        {
            return rest.Add(StackValue.OfType(callee.DeclaringType));
        }

        return callee.ReturnType.MetadataType == MetadataType.Void ? rest : rest.Add(NativeResults.Of(callee));
    }

    private static StackValue Result(MethodDefinition method, Instruction instruction, ImmutableArray<StackValue> stack)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3 or Code.Ldarg or Code.Ldarg_S:
                return StackValue.OfType(Operands.Argument(method, instruction));
            case Code.Ldarga or Code.Ldarga_S:
                return new StackValue(StackKind.Address, Operands.Argument(method, instruction));
            case Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3 or Code.Ldloc or Code.Ldloc_S:
                return StackValue.OfType(Operands.Local(method, instruction));
            case Code.Ldloca or Code.Ldloca_S:
                return new StackValue(StackKind.Address, Operands.Local(method, instruction));
            case Code.Ldfld or Code.Ldsfld:
                return StackValue.OfType(((FieldReference)instruction.Operand).FieldType);
            case Code.Ldflda or Code.Ldsflda:
                return new StackValue(StackKind.Address, ((FieldReference)instruction.Operand).FieldType);
            case Code.Ldc_I8:
                return StackValue.OfConstant(StackKind.Wide, (long)instruction.Operand);
            case Code.Ldc_R4 or Code.Ldc_R8 or Code.Ldelem_R4 or Code.Ldelem_R8 or Code.Ldind_R4 or Code.Ldind_R8 or Code.Ckfinite:
                return new StackValue(StackKind.Real);
            case Code.Ldstr:
                return new StackValue(StackKind.Reference, method.Module.TypeSystem.String);
            case Code.Newarr:
                return new StackValue(StackKind.Reference, ((TypeReference)instruction.Operand).MakeArrayType());
            case Code.Box:
                return new StackValue(StackKind.Reference, (TypeReference)instruction.Operand);
            case Code.Castclass or Code.Isinst:
                return new StackValue(StackKind.Reference, (TypeReference)instruction.Operand);
            case Code.Unbox_Any or Code.Ldobj or Code.Ldelem_Any:
                return StackValue.OfType((TypeReference)instruction.Operand);
            case Code.Unbox:
                return new StackValue(StackKind.Address, (TypeReference)instruction.Operand);
            case Code.Ldelema:
                return new StackValue(StackKind.Address, (TypeReference)instruction.Operand, IsArrayElement: true);
            case Code.Ldlen:
                return new StackValue(StackKind.Narrow, MayBeUnsigned: true, IsNonNegative: true);
            case Code.Ldnull or Code.Ldftn or Code.Ldvirtftn or Code.Ldtoken:
                return new StackValue(StackKind.Reference);
            default:
                return Operands.ConstantOf(instruction) is { } constant ? StackValue.OfConstant(StackKind.Narrow, constant)
                    : Element(instruction.OpCode.Code, stack) ?? Arithmetic.Result(instruction.OpCode.Code, stack);
        }
    }

    /// <summary>An element or target has the tag of the array or place it lies in; the opcode alone does not tell <c>long</c> from <c>ulong</c>.</summary>
    private static StackValue? Element(Code code, ImmutableArray<StackValue> stack)
    {
        bool isElement = code is Code.Ldelem_I1 or Code.Ldelem_U1 or Code.Ldelem_I2 or Code.Ldelem_U2
            or Code.Ldelem_I4 or Code.Ldelem_U4 or Code.Ldelem_I8 or Code.Ldelem_I or Code.Ldelem_Ref;
        if (isElement && stack[^2].Type is ArrayType array)
        {
            return StackValue.OfType(array.ElementType);
        }

        bool isTarget = code is Code.Ldind_I1 or Code.Ldind_U1 or Code.Ldind_I2 or Code.Ldind_U2
            or Code.Ldind_I4 or Code.Ldind_U4 or Code.Ldind_I8 or Code.Ldind_I or Code.Ldind_Ref;
        if (isTarget && stack[^1] is { Kind: StackKind.Address, Type: { } target })
        {
            return StackValue.OfType(target);
        }

        return code switch
        {
            Code.Ldelem_U1 or Code.Ldelem_U2 or Code.Ldind_U1 or Code.Ldind_U2 => new StackValue(StackKind.Narrow, IsNonNegative: true),
            Code.Ldelem_I1 or Code.Ldelem_I2 or Code.Ldelem_I4 or Code.Ldelem_I => new StackValue(StackKind.Narrow),
            Code.Ldind_I1 or Code.Ldind_I2 or Code.Ldind_I4 or Code.Ldind_I => new StackValue(StackKind.Narrow),
            Code.Ldelem_U4 or Code.Ldind_U4 => new StackValue(StackKind.Narrow, MayBeUnsigned: true),
            Code.Ldelem_I8 or Code.Ldind_I8 => new StackValue(StackKind.Wide, MayBeUnsigned: true),
            Code.Ldelem_Ref or Code.Ldind_Ref => new StackValue(StackKind.Reference),
            _ => null,
        };
    }

    private static ImmutableArray<StackValue> Pop(ImmutableArray<StackValue> stack, int count) => stack.RemoveRange(stack.Length - count, count);

    private static int PopCount(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => throw new InvalidOperationException($"The stack behaviour {behaviour} has no fixed number of operands."),
    };
}
