namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's console.</summary>
internal static class Console
{
    public static void Write(string? value, Machine machine)
    {
        machine.Console.Write(value);
    }

    public static void WriteLine(Machine machine)
    {
        WriteLine(string.Empty, machine);
    }

    public static void WriteLine(string? value, Machine machine)
    {
        machine.Console.WriteLine(value);
    }
}
