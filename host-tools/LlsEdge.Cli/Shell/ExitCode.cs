namespace LlsEdge.Cli.Shell;

/// <summary>The process's exit codes. This is their one list: help prints it, and the README's table is held against it by a test.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>A fault of this tool.</summary>
    Unexpected = 1,

    /// <summary>The command line is wrong, or what files and environment add to it.</summary>
    Usage = 2,

    /// <summary>A data set cannot be used.</summary>
    Data = 3,

    /// <summary>A model cannot be used.</summary>
    Model = 4,

    /// <summary>The port cannot be opened.</summary>
    Port = 5,

    /// <summary>The board does not answer, answers with an error, or the line broke.</summary>
    Board = 6,

    /// <summary>Cancelled by Ctrl-C or a request to end.</summary>
    Cancelled = 7,

    /// <summary>A file cannot be written.</summary>
    Output = 8,

    /// <summary>The tool or an image to flash is missing or does not fit.</summary>
    Flash = 9,
}

/// <summary>What the exit codes mean, for people.</summary>
internal static class ExitCodes
{
    /// <summary>Gets a short text for each code, in order.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Ok, "done"),
        (ExitCode.Unexpected, "a fault of llsedge itself"),
        (ExitCode.Usage, "the command line, llsedge.json or a variable is wrong"),
        (ExitCode.Data, "a data set is missing, damaged or does not fit the model"),
        (ExitCode.Model, "a model file is missing, damaged, foreign or does not fit"),
        (ExitCode.Port, "the port does not exist, is busy or may not be opened"),
        (ExitCode.Board, "the board is silent, reports an error, or the line broke"),
        (ExitCode.Cancelled, "cancelled by Ctrl-C"),
        (ExitCode.Output, "a file cannot be written"),
        (ExitCode.Flash, "nanoff or an image to flash is missing or does not fit"),
    ];
}
