namespace LlsEdge.NanoCheck.Rules;

/// <summary>Only assemblies that a stock firmware image carries the native half of may be referenced.</summary>
public sealed class ReferenceRule : IRule
{
    /// <inheritdoc/>
    public string Id => "reference";

    /// <inheritdoc/>
    public string Sentence => "Every referenced assembly must have a surface.";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Assembly.MainModule.AssemblyReferences.Where(reference => !target.HasSurface(reference.Name))
            .Select(reference => target.At(this,
                $"{reference.Name} {reference.Version} is not among the board's class libraries; remove the reference, or add a surface for it."));
    }
}
