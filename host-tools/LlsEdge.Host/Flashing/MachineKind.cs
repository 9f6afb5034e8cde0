namespace LlsEdge.Host.Flashing;

/// <summary>
/// The systems whose tools differ.
/// </summary>
public enum MachineKind
{
    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Linux.</summary>
    Linux,
}
