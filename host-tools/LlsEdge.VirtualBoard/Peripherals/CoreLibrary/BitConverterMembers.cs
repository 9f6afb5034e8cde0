namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What is a property of the board's <c>System.BitConverter</c> and a field of .NET's.</summary>
internal static class BitConverterMembers
{
    public static bool get_IsLittleEndian()
    {
        return true;
    }
}
