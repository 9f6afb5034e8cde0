using System.Collections.Immutable;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>What lies on the evaluation stack before each reachable instruction of a method.</summary>
public sealed class MethodFlow
{
    private readonly Dictionary<Instruction, ImmutableArray<StackValue>> _before = [];
    private readonly MethodDefinition _method;

    private MethodFlow(MethodDefinition method) => _method = method;

    /// <summary>Gets the reachable instructions in code order, each with the stack before it, its top last.</summary>
    public IEnumerable<(Instruction Instruction, ImmutableArray<StackValue> Stack)> Steps =>
        _method.Body.Instructions.Where(_before.ContainsKey).Select(instruction => (instruction, _before[instruction]));

    /// <summary>Gets the greatest number of entries on the stack at any time.</summary>
    public int MaximumDepth { get; private set; }

    /// <summary>Follows every path through a method.</summary>
    /// <param name="method">A method with a body.</param>
    /// <returns>The stacks.</returns>
    public static MethodFlow Analyse(MethodDefinition method)
    {
        ArgumentNullException.ThrowIfNull(method);
        var flow = new MethodFlow(method);
        flow.Run();
        return flow;
    }

    private void Run()
    {
        MethodBody body = _method.Body;
        var work = new Queue<Instruction>();
        Enter(work, body.Instructions[0], []);
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            ImmutableArray<StackValue> caught = [new StackValue(StackKind.Reference, handler.CatchType)];
            Enter(work, handler.HandlerStart, handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? caught : []);
            if (handler.FilterStart is { } filter)
            {
                Enter(work, filter, caught);
            }
        }

        while (work.TryDequeue(out Instruction? instruction))
        {
            ImmutableArray<StackValue> before = _before[instruction];
            ImmutableArray<StackValue> after = StackEffect.Apply(_method, instruction, before);
            MaximumDepth = Math.Max(MaximumDepth, Math.Max(before.Length, after.Length));
            foreach (Instruction successor in Successors(instruction))
            {
                Enter(work, successor, after);
            }
        }
    }

    private void Enter(Queue<Instruction> work, Instruction instruction, ImmutableArray<StackValue> stack)
    {
        if (!_before.TryGetValue(instruction, out ImmutableArray<StackValue> known))
        {
            _before[instruction] = stack;
            work.Enqueue(instruction);
            return;
        }

        ImmutableArray<StackValue> joined = [.. known.Zip(stack, (left, right) => left.Join(right))];
        if (!joined.SequenceEqual(known))
        {
            _before[instruction] = joined;
            work.Enqueue(instruction);
        }
    }

    private static IEnumerable<Instruction> Successors(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case Instruction target:
                yield return target;
                break;
            case Instruction[] targets:
                foreach (Instruction target in targets)
                {
                    yield return target;
                }

                break;
        }

        bool falls = instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        if (falls && instruction.Next is not null)
        {
            yield return instruction.Next;
        }
    }
}
