namespace LlsEdge.VirtualBoard.Loading;

/// <summary>One woven assembly.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">The assembly.</param>
/// <param name="Initializers">Types with static constructors, in metadata order.</param>
internal sealed record FirmwareAssemblyImage(string Name, byte[] Bytes, IReadOnlyList<string> Initializers);
