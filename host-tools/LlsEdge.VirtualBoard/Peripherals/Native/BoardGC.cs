namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's collector.</summary>
internal static class BoardGC
{
    public static uint Run(bool compactHeap, Machine machine)
    {
        _ = machine.Heap.Collect();
        return (uint)machine.Heap.FreeBytes;
    }
}
