namespace LlsEdge.VirtualBoard;

/// <summary>What one assembly takes of the board's flash, estimated from its IL.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="CodeBytes">Method bodies, with constants and exception tables: exact.</param>
/// <param name="RecordBytes">References, types, fields, methods and attributes, with the header.</param>
/// <param name="StringBytes">Names and literals.</param>
/// <param name="SignatureBytes">Signatures, and the values of initialised arrays.</param>
public sealed record FlashShare(string Assembly, int CodeBytes, int RecordBytes, int StringBytes, int SignatureBytes)
{
    /// <summary>Gets all of it.</summary>
    public int TotalBytes => CodeBytes + RecordBytes + StringBytes + SignatureBytes;
}
