namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>
/// The static members of <c>System.Array</c> whose native halves cost time of their own. The board copies numbers only between arrays of one type.
/// </summary>
internal static class ArrayMembers
{
    public static void Copy(Array source, Array destination, int length, Machine machine)
    {
        machine.Meter.ChargeNative(machine.Model.ArrayCopy + (machine.Model.ArrayCopyPerElement * Math.Max(0, length)));
        RequireSameNumbers(source, destination);
        Array.Copy(source, destination, length);
    }

    public static void Copy(Array source, int sourceIndex, Array destination, int destinationIndex, int length, Machine machine)
    {
        machine.Meter.ChargeNative(machine.Model.ArrayCopy + (machine.Model.ArrayCopyPerElement * Math.Max(0, length)));
        RequireSameNumbers(source, destination);
        Array.Copy(source, sourceIndex, destination, destinationIndex, length);
    }

    public static void Clear(Array array, int index, int length, Machine machine)
    {
        machine.Meter.ChargeNative(machine.Model.ArrayClear + (machine.Model.ArrayClearPerElement * Math.Max(0, length)));
        Array.Clear(array, index, length);
    }

    private static void RequireSameNumbers(Array source, Array destination)
    {
        if (source.GetType() != destination.GetType()
            && (source.GetType().GetElementType()!.IsPrimitive || destination.GetType().GetElementType()!.IsPrimitive))
        {
            throw new InvalidCastException($"A {source.GetType()} cannot be copied to a {destination.GetType()}.");
        }
    }
}
