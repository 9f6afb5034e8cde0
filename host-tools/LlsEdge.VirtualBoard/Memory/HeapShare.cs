namespace LlsEdge.VirtualBoard;

/// <summary>What one type, or one method, holds in the managed heap.</summary>
/// <param name="Name">The type, or the type and the method that allocated it.</param>
/// <param name="Objects">How many objects.</param>
/// <param name="Bytes">Their size on the board.</param>
public sealed record HeapShare(string Name, int Objects, long Bytes);
