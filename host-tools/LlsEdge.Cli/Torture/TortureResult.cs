namespace LlsEdge.Cli.Torture;

/// <summary>What a run of power cuts came to. All but the first two groups of counts are faults, and should be zero.</summary>
internal sealed record TortureResult
{
    /// <summary>Gets how often the power was cut.</summary>
    public required int Cuts { get; init; }

    /// <summary>Gets after how many of the cuts the board came back with everything as promised.</summary>
    public required int CleanBoots { get; init; }

    /// <summary>Gets how often it was neither the newest committed model nor, after a cut during a commit, the one before.</summary>
    public required int LostCommits { get; init; }

    /// <summary>Gets how many journal records are gone that had been acknowledged.</summary>
    public required int LostRecords { get; init; }

    /// <summary>Gets how many journal records are damaged or missing between others.</summary>
    public required int TornRecords { get; init; }

    /// <summary>Gets how often the settings were neither those before a cut nor those being written.</summary>
    public required int LostSettings { get; init; }

    /// <summary>Gets how often an undo, a roll back or a put ended with another model than it should.</summary>
    public required int WrongModels { get; init; }

    /// <summary>Gets how many cuts struck during a start.</summary>
    public required int CutsDuringStart { get; init; }

    /// <summary>Gets how many cuts struck during each operation.</summary>
    public required IReadOnlyDictionary<string, int> CutsDuring { get; init; }

    /// <summary>Gets how many of each operation came to their end.</summary>
    public required IReadOnlyDictionary<string, int> Done { get; init; }

    /// <summary>Gets how many operations that change the drive there were.</summary>
    public required long WriteOperations { get; init; }

    /// <summary>Gets how many journal records were written.</summary>
    public required int JournalRecords { get; init; }

    /// <summary>Gets the seed that repeats the run.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets the seconds it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets what was found wrong, a sentence each.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
