using Mono.Cecil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>An inner loop may call only what certainly allocates nothing.</summary>
public sealed class KernelCallRule : IRule
{
    /// <inheritdoc/>
    public string Id => "kernel-call";

    /// <inheritdoc/>
    public string Sentence => "A method marked [Kernel] may call kernels and methods that certainly allocate nothing.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            where Allocation.IsKernel(method)
            from call in Allocation.Calls(method)
            where !Allocation.IsFree(target, call)
            let callee = (MethodReference)call.Operand
            select Violation.At(this, method, call,
                $"{callee.DeclaringType.Name}.{callee.Name} may allocate and is called from a kernel; call it outside, or mark it [Kernel].");
    }
}
