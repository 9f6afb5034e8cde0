namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Debug output shares the board's console.</summary>
internal static class Debug
{
    public static void Assert(bool condition, Machine machine)
    {
        Assert(condition, "Debug.Assert failed.", machine);
    }

    public static void Assert(bool condition, string? message, Machine machine)
    {
        if (!condition)
        {
            Console.WriteLine(message, machine);
        }
    }

    public static void Write(string? message, Machine machine)
    {
        Console.Write(message, machine);
    }

    public static void WriteLine(Machine machine)
    {
        Console.WriteLine(machine);
    }

    public static void WriteLine(string? message, Machine machine)
    {
        Console.WriteLine(message, machine);
    }
}
