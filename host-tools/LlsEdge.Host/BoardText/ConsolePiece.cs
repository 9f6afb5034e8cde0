namespace LlsEdge.Host.BoardText;

/// <summary>
/// What a piece of what a board writes is.
/// </summary>
public enum ConsolePieceKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A packet of the link.</summary>
    LinkPacket,

    /// <summary>A packet for nanoFramework's debugger: a CLR that starts sends one.</summary>
    DebuggerPacket,

    /// <summary>Neither.</summary>
    Unreadable,
}

/// <summary>
/// A piece of what a board writes.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">How long it was on the line, its delimiters included.</param>
/// <param name="Text">The line without its end; empty for all that is no text.</param>
public readonly record struct ConsolePiece(ConsolePieceKind Kind, int Bytes, string Text = "");
