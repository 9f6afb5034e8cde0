using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class FirmwareTests
{
    [Fact]
    public void The_firmware_boots_within_the_heap_and_waits_for_the_host()
    {
        string drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
        try
        {
            SignalWriter console = new("ready");
            using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { Console = console, DriveFolder = drive });
            console.Wait();

            board.Heap.PeakBytes.ShouldBeLessThan(board.Heap.Capacity);
            board.Exited.IsCompleted.ShouldBeFalse();
        }
        finally
        {
            Directory.Delete(drive, recursive: true);
        }
    }
}
