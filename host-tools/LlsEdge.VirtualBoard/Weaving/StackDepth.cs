using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>Finds how deep a method's evaluation stack gets. The header's figure will not do: a small method's says eight whatever it needs.</summary>
internal static class StackDepth
{
    internal static int Of(MethodBody body)
    {
        Dictionary<Instruction, int> known = [];
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            bool carries = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            known[handler.HandlerStart] = carries ? 1 : 0;
            if (handler.FilterStart is not null)
            {
                known[handler.FilterStart] = 1;
            }
        }

        int depth = 0;
        int deepest = 0;
        foreach (Instruction instruction in body.Instructions)
        {
            depth = known.GetValueOrDefault(instruction, depth);
            deepest = Math.Max(deepest, depth);
            depth += Delta(instruction, body.Method);
            deepest = Math.Max(deepest, depth);
            switch (instruction.Operand)
            {
                case Instruction target:
                    known.TryAdd(target, instruction.OpCode.Code is Code.Leave or Code.Leave_S ? 0 : depth);
                    break;
                case Instruction[] targets:
                    foreach (Instruction target in targets)
                    {
                        known.TryAdd(target, depth);
                    }

                    break;
            }

            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                depth = 0;
            }
        }

        return deepest;
    }

    private static int Delta(Instruction instruction, MethodDefinition method)
    {
        if (instruction.OpCode.FlowControl == FlowControl.Call && instruction.Operand is IMethodSignature callee)
        {
            int pushed = instruction.OpCode.Code == Code.Newobj || callee.ReturnType.MetadataType != MetadataType.Void ? 1 : 0;
            int popped = callee.Parameters.Count + (callee.HasThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0);
            return pushed - popped;
        }

        if (instruction.OpCode.Code == Code.Ret)
        {
            return method.ReturnType.MetadataType == MetadataType.Void ? 0 : -1;
        }

        return Pushed(instruction.OpCode.StackBehaviourPush) - Popped(instruction.OpCode.StackBehaviourPop);
    }

    private static int Pushed(StackBehaviour behaviour)
    {
        return behaviour switch
        {
            StackBehaviour.Push0 => 0,
            StackBehaviour.Push1_push1 => 2,
            _ => 1,
        };
    }

    private static int Popped(StackBehaviour behaviour)
    {
        return behaviour switch
        {
            StackBehaviour.Pop0 or StackBehaviour.PopAll => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
                or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
            _ => 3,
        };
    }
}
