using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>
/// The metadata processor estimates a method's stack in one pass over the code: after an unconditional branch it starts again at zero, and it does not
/// follow the targets of a jump table. Where values wait on the stack across such a place it reserves too little, and the board writes beyond the frame.
/// </summary>
public sealed class StackEstimateRule : IRule
{
    /// <summary>What the interpreter reserves on top of the estimate.</summary>
    private const int Reserve = 2;

    /// <inheritdoc/>
    public string Id => "stack-estimate";

    /// <inheritdoc/>
    public string Sentence => "No value may wait on the stack across a branch that the metadata processor loses count at.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (MethodDefinition method in target.Bodies)
        {
            int estimate = Estimate(method.Body);
            int depth = target.GetFlow(method).MaximumDepth;
            if (depth > estimate + Reserve)
            {
                yield return Violation.At(this, method, null,
                    $"the stack holds {depth} entries where the metadata processor reserves {estimate} and a margin of {Reserve}; " +
                    $"store what precedes the switch in a local.");
            }
        }
    }

    private static int Estimate(MethodBody body)
    {
        var atTarget = new Dictionary<Instruction, int>();
        int depth = 0;
        int greatest = 0;
        foreach (Instruction instruction in body.Instructions)
        {
            depth = atTarget.GetValueOrDefault(instruction, depth);
            if (instruction.OpCode.Code is Code.Throw or Code.Endfinally or Code.Endfilter or Code.Leave or Code.Leave_S or Code.Br_S)
            {
                depth = 0;
                continue;
            }

            depth += Change(instruction);
            if (instruction.Operand is Instruction branch)
            {
                atTarget[branch] = Math.Max(depth, atTarget.GetValueOrDefault(branch));
            }

            greatest = Math.Max(greatest, depth);
        }

        return greatest;
    }

    private static int Change(Instruction instruction)
    {
        if (instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj)
        {
            var callee = (MethodReference)instruction.Operand;
            bool creates = instruction.OpCode.Code == Code.Newobj;
            bool pushes = creates || callee.ReturnType.FullName != "System.Void";
            return (pushes ? 1 : 0) - callee.Parameters.Count - (callee.HasThis && !creates ? 1 : 0);
        }

        return Pushes(instruction.OpCode.StackBehaviourPush) - Pops(instruction.OpCode.StackBehaviourPop);
    }

    private static int Pushes(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    private static int Pops(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Varpop or StackBehaviour.PopAll => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };
}
