namespace LlsEdge.VirtualBoard.Memory;

/// <summary>One instruction of the firmware that allocates.</summary>
internal sealed record AllocationSite(string Type, string Method, int Size, int ElementSize);
