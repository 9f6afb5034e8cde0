namespace LlsEdge.Board;

/// <summary>Takes the place of the board's class of this name: remembers the level.</summary>
public sealed class OutputPin
{
    public bool IsHigh { get; private set; }

    public void Set(bool high)
    {
        IsHigh = high;
    }
}
