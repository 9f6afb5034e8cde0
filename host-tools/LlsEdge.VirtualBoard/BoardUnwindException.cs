namespace LlsEdge.VirtualBoard;

/// <summary>Ends the firmware from inside. Handlers of the firmware are woven so that they cannot keep it.</summary>
internal sealed class BoardUnwindException : Exception
{
    internal BoardUnwindException()
        : base("The board stops.")
    {
    }
}
