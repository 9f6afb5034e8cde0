using System.Runtime.CompilerServices;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>What woven firmware calls.</summary>
internal static class Woven
{
    /// <summary>Looks up from a loop.</summary>
    public static void Poll(Machine machine)
    {
        machine.Poll();
    }

    /// <summary>Enters a handler: levels go back to those of its method, and a firmware that is being ended cannot keep the exception.</summary>
    public static void Caught(object exception, long stack, long structs, long pending, Machine machine)
    {
        if (exception is BoardUnwindException)
        {
            throw new BoardUnwindException();
        }

        machine.Frames.Unwind(stack, structs, pending);
    }

    /// <summary>Gives a handler of any exception what the board would: a division by zero is a plain exception there.</summary>
    public static Exception AsOnBoard(Exception exception)
    {
        return exception is DivideByZeroException ? NativeFault.Create(exception.Message) : exception;
    }

    /// <summary>Tests an array of numbers as the board does, by its exact type; .NET takes a <c>sbyte[]</c> for a <c>byte[]</c>.</summary>
    public static object? Test(object? array, RuntimeTypeHandle wanted)
    {
        return array is not null && array.GetType().TypeHandle.Equals(wanted) ? array : null;
    }

    /// <summary>Casts an array of numbers as the board does, by its exact type.</summary>
    public static object? Cast(object? array, RuntimeTypeHandle wanted)
    {
        return array is null || array.GetType().TypeHandle.Equals(wanted)
            ? array
            : throw new InvalidCastException($"A {array.GetType()} cannot be cast to {Type.GetTypeFromHandle(wanted)}.");
    }

    public static void Unwound(long stack, long structs, long pending, Machine machine)
    {
        machine.Frames.Unwind(stack, structs, pending);
    }

    public static long Structs(Machine machine)
    {
        return machine.Frames.Structs;
    }

    public static long Pending(Machine machine)
    {
        return machine.Frames.Pending;
    }

    public static void PushedFrame(int size, Machine machine)
    {
        machine.Heap.PushedFrame(size);
    }

    public static void EnterStructs(int size, Machine machine)
    {
        machine.Heap.EnterStructs(size);
    }

    public static void LeaveStructs(int size, Machine machine)
    {
        machine.Frames.Structs -= size;
    }

    public static void Reserve(int site, Machine machine)
    {
        machine.Heap.Reserve(site);
    }

    public static void Bind(object target, int site, Machine machine)
    {
        machine.Heap.Bind(target, site);
    }

    public static void Fixed(object target, int site, Machine machine)
    {
        machine.Heap.AddFixed(target, site);
    }

    public static void NewArray(Array target, int site, Machine machine)
    {
        machine.Heap.AddArray(target, site);
    }

    /// <summary>Charges an array that a class library has handed out.</summary>
    public static void Result(object? target, int site, Machine machine)
    {
        if (target is Array array)
        {
            machine.Heap.AddArray(array, site);
        }
    }

    /// <summary>
    /// Charges a string that a class library has handed out. It is copied: .NET keeps some for good, such as those of small numbers, and the board none.
    /// </summary>
    public static string? Text(string? text, int site, Machine machine)
    {
        if (text is null)
        {
            return null;
        }

        string own = new(text.AsSpan());
        machine.Heap.AddString(own, site);
        return own;
    }

    public static void Garbage(int size, Machine machine)
    {
        machine.Heap.AddGarbage(size);
    }

    public static void EnterPhase(int phase, Machine machine)
    {
        machine.Meter.Enter(phase);
    }

    public static void ExitPhase(int phase, Machine machine)
    {
        machine.Meter.Exit(phase);
    }

    /// <summary>
    /// Keeps what a variable refers to alive until its method ends, as the board's interpreter does: a variable whose address has been
    /// taken is a root for .NET's collector throughout.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Root(ref object variable)
    {
    }
}
