namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The static members of <c>System.Array</c> whose native halves cost time for each element.</summary>
internal static class ArrayMembers
{
    public static void Copy(Array source, Array destination, int length, Machine machine)
    {
        machine.Meter.ChargeNative(machine.Model.ArrayCopyPerElement * Math.Max(0, length));
        Array.Copy(source, destination, length);
    }

    public static void Copy(Array source, int sourceIndex, Array destination, int destinationIndex, int length, Machine machine)
    {
        machine.Meter.ChargeNative(machine.Model.ArrayCopyPerElement * Math.Max(0, length));
        Array.Copy(source, sourceIndex, destination, destinationIndex, length);
    }

    public static void Clear(Array array, int index, int length, Machine machine)
    {
        machine.Meter.ChargeNative(machine.Model.ArrayClearPerElement * Math.Max(0, length));
        Array.Clear(array, index, length);
    }
}
