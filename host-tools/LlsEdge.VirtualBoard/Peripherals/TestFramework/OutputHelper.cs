namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What tests on the board print.</summary>
internal static class OutputHelper
{
    public static void WriteLine(string? message, Machine machine) => Console.WriteLine(message, machine);
}
