namespace LlsEdge.NanoCheck;

/// <summary>Something that an assembly for the board must respect.</summary>
public interface IRule
{
    /// <summary>Gets the name printed in front of a violation.</summary>
    string Id { get; }

    /// <summary>Gets what the rule demands and why, in one sentence.</summary>
    string Sentence { get; }

    /// <summary>Finds every place that breaks the rule.</summary>
    /// <param name="target">The assembly under test.</param>
    /// <returns>The violations, in the order of the metadata.</returns>
    IEnumerable<Violation> Check(CheckTarget target);
}
