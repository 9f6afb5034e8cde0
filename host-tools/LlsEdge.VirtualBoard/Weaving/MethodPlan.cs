using LlsEdge.VirtualBoard.Metering;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>What the weaver has found in a method before anything is changed: its basic blocks, its loop headers and its frame's size on the board.</summary>
internal sealed class MethodPlan
{
    private MethodPlan(MethodDefinition method, BoardLayout layout)
    {
        MethodBody body = method.Body;
        FrameBytes = layout.StackSlot * (method.Parameters.Count + (method.HasThis ? 1 : 0) + body.Variables.Count + StackDepth.Of(body));
        StructBytes = body.Variables.Sum(variable => layout.StructSize(variable.VariableType));
        FindLeaders(body);
        BasicBlock? block = null;
        foreach (Instruction instruction in body.Instructions)
        {
            if (block is null || Leaders.Contains(instruction))
            {
                block = new BasicBlock(method.DeclaringType.FullName + "." + method.Name);
                Blocks.Add(instruction, block);
            }

            block.Add(instruction, layout.Model);
        }
    }

    /// <summary>Gets the basic blocks by their first instruction.</summary>
    internal Dictionary<Instruction, BasicBlock> Blocks { get; } = [];

    /// <summary>Gets the targets of backward branches.</summary>
    internal HashSet<Instruction> LoopHeaders { get; } = [];

    /// <summary>Gets the bytes of the method's frame: arguments, locals and evaluation stack.</summary>
    internal int FrameBytes { get; }

    /// <summary>Gets the bytes of the method's struct locals, which the board allocates at entry.</summary>
    internal int StructBytes { get; }

    private HashSet<Instruction> Leaders { get; } = [];

    internal static MethodPlan Of(MethodDefinition method, BoardLayout layout)
    {
        return new MethodPlan(method, layout);
    }

    private void FindLeaders(MethodBody body)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    AddTarget(instruction, target);
                    break;
                case Instruction[] targets:
                    foreach (Instruction target in targets)
                    {
                        AddTarget(instruction, target);
                    }

                    break;
            }

            bool ends = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && instruction.Next is not null)
            {
                Leaders.Add(instruction.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Leaders.Add(handler.HandlerStart);
            if (handler.FilterStart is not null)
            {
                Leaders.Add(handler.FilterStart);
            }
        }
    }

    private void AddTarget(Instruction branch, Instruction target)
    {
        Leaders.Add(target);
        if (target.Offset <= branch.Offset)
        {
            LoopHeaders.Add(target);
        }
    }
}
