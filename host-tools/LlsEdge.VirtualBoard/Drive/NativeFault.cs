namespace LlsEdge.VirtualBoard;

/// <summary>
/// What the native half of a class library raises. The board's runtime has exceptions of their own for few error codes: a failed file operation, an
/// unknown volume and a division by zero all arrive as a plain <see cref="Exception"/>, never as one of its descendants.
/// </summary>
internal static class NativeFault
{
#pragma warning disable CA2201 // Exactly this type is what the board throws.
    internal static Exception Create(string message)
    {
        return new Exception(message);
    }
#pragma warning restore CA2201
}
