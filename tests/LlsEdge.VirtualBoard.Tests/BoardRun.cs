namespace LlsEdge.VirtualBoard.Tests;

/// <summary>Runs a test program on a board until its Main has returned.</summary>
internal static class BoardRun
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Gives what the program has written to its console.</summary>
    internal static string Console(string main, string types = "", int heapBytes = 79_000, string? drive = null)
    {
        using TestFirmware firmware = TestFirmware.Compile(main, types);
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(
            new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, HeapBytes = heapBytes, DriveFolder = drive });
        HasEnded(board);
        return console.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>Waits for the end of a board's run; an exception that has left Main comes out.</summary>
    internal static bool HasEnded(VirtualEsp32 board)
    {
        return board.Exited.Wait(Patience);
    }

    /// <summary>Lets a board run on.</summary>
    internal static void Pause(int milliseconds)
    {
        Thread.Sleep(milliseconds);
    }
}
