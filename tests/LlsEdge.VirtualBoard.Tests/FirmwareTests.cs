using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class FirmwareTests
{
    [Theory]
    [InlineData(typeof(Exception), true)]
    [InlineData(typeof(IOException), true)]
    [InlineData(typeof(OutOfMemoryException), false)]
    [InlineData(typeof(NullReferenceException), false)]
    [InlineData(typeof(ArgumentException), false)]
    public void Only_what_the_drive_raises_is_a_storage_fault(Type type, bool isStorageFault)
    {
        Exception fault = (Exception)Activator.CreateInstance(type)!;
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath);
        Action require = () => image.Invoke("LlsEdge.Storage.StorageFault", "Require", fault);
        if (isStorageFault)
        {
            require.ShouldNotThrow();
        }
        else
        {
            require.ShouldThrow<Exception>().GetBaseException().ShouldBe(fault);
        }
    }

    [Fact]
    public void A_port_that_the_debugger_keeps_leaves_the_board_without_a_link_and_running()
    {
        StringWriter console = new();
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { Console = console });
        object board = image.Invoke("LlsEdge.Board.InstalledBoard", "Create")!;
        board.GetType().GetProperty("LinkPort")!.SetValue(board, "COM1");
        Type commands = image.GetType("LlsEdge.Link.DeviceCommands");
        object?[] parts = new object?[commands.GetConstructors().Single().GetParameters().Length];

        object server = image.Create("LlsEdge.Link.DeviceServer", board, image.Create("LlsEdge.Link.DeviceCommands", parts));
        for (int i = 0; i < 2000; i++)
        {
            server.GetType().GetMethod("Step")!.Invoke(server, []);
        }

        console.ToString().ShouldContain("no link: COM1 is the debugger's");
    }

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
