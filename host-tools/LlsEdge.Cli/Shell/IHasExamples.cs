namespace LlsEdge.Cli.Shell;

/// <summary>Something whose help ends with examples.</summary>
internal interface IHasExamples
{
    /// <summary>Gets command lines without the program's name.</summary>
    IReadOnlyList<string> Examples { get; }
}
