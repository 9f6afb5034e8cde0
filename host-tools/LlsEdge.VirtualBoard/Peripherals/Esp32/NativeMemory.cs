namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's memory outside the managed heap's own accounts: here it is the managed heap, the only memory that is modelled.</summary>
internal sealed class NativeMemory
{
    internal enum MemoryType
    {
        All = 0,
        Internal = 1,
        SpiRam = 2,
    }

    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock, Machine machine)
    {
        bool exists = memType != MemoryType.SpiRam;
        totalSize = exists ? (uint)machine.Heap.Capacity : 0;
        totalFreeSize = exists ? (uint)machine.Heap.FreeBytes : 0;
        largestFreeBlock = totalFreeSize;
    }
}
