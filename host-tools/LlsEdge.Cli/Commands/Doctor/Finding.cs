using LlsEdge.Cli.Shell;

namespace LlsEdge.Cli.Commands.Doctor;

/// <summary>How something on this machine is.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Not there, and needed for something that not everybody does.</summary>
    Missing,

    /// <summary>There and wrong.</summary>
    Problem,
}

/// <summary>What the doctor has found out about one thing.</summary>
/// <param name="Topic">The thing.</param>
/// <param name="State">How it is.</param>
/// <param name="Text">What was found; of what is missing or wrong also what it is needed for and what to do.</param>
/// <param name="Code">The exit code of a problem.</param>
internal sealed record Finding(string Topic, FindingState State, string Text, ExitCode Code = ExitCode.Ok)
{
    /// <summary>Finds something as it should be.</summary>
    /// <param name="topic">The thing.</param>
    /// <param name="text">What was found.</param>
    /// <returns>The finding.</returns>
    public static Finding Ok(string topic, string text) => new(topic, FindingState.Ok, text);

    /// <summary>Finds something missing.</summary>
    /// <param name="topic">The thing.</param>
    /// <param name="neededFor">What it is needed for.</param>
    /// <param name="remedy">How to get it.</param>
    /// <returns>The finding.</returns>
    public static Finding Missing(string topic, string neededFor, string remedy) => new(topic, FindingState.Missing, $"needed for {neededFor}: {remedy}");

    /// <summary>Finds something wrong.</summary>
    /// <param name="topic">The thing.</param>
    /// <param name="text">What is wrong, and what to do.</param>
    /// <param name="code">The exit code that a command gives which meets it.</param>
    /// <returns>The finding.</returns>
    public static Finding Problem(string topic, string text, ExitCode code) => new(topic, FindingState.Problem, text, code);

    /// <summary>Looks at something that ends with an exception if it is wrong.</summary>
    /// <param name="topic">The thing.</param>
    /// <param name="look">Looks.</param>
    /// <returns>What it finds, or a problem with the exception's sentence and exit code.</returns>
    public static IReadOnlyList<Finding> Look(string topic, Func<IReadOnlyList<Finding>> look)
    {
        try
        {
            return look();
        }
        catch (Exception cause) when (Failure.Of(cause) is { Code: not (ExitCode.Unexpected or ExitCode.Cancelled) } failure)
        {
            return [Problem(topic, failure.Sentence, failure.Code)];
        }
    }
}
