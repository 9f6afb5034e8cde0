namespace LlsEdge.NanoCheck.Rules;

/// <summary>An inner loop that allocates ends in a garbage collection.</summary>
public sealed class KernelAllocationRule : IRule
{
    /// <inheritdoc/>
    public string Id => "kernel-allocation";

    /// <inheritdoc/>
    public string Sentence => "A method marked [Kernel] may allocate nothing: no object, array, box, delegate or structure.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
            from method in target.Bodies
            where Allocation.IsKernel(method)
            from allocation in Allocation.Own(target, method)
            select Violation.At(this, method, allocation.Instruction, $"{allocation.What} inside a kernel; allocate once, outside, and pass it in.");
    }
}
