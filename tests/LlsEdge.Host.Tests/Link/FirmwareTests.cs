using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// The real client against the real firmware on the virtual board.
/// </summary>
public sealed class FirmwareTests : IDisposable
{
    private const int FrameSize = 48;

    private readonly string _drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(_drive, recursive: true);
    }

    [Fact]
    public void The_board_learns_what_the_desk_would_and_tells_of_it()
    {
        using var board = StartBoard();
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeTrue();
        var file = MakeFile(8, 0);
        client.PutModel(file, null, Cancellation);
        var info = client.GetInfo(Cancellation);
        info.IsVirtual.ShouldBeTrue();
        info.Model.ShouldNotBeNull().ClassNames.ShouldBe(["nobody", "person"]);
        client.GetModel(null, Cancellation).ShouldBe(file);

        var twin = new Learner(ModelFile.Parse(file, "test"));
        for (var i = 0; i < 300; i++)
        {
            var frame = MakeFrame(i);
            var result = client.Train(frame, i & 1, Cancellation);
            result.Predicted.ShouldBe(twin.Train(frame, i & 1));
            result.Step.ShouldBe(i + 1);
            result.Confidence.ShouldBe(twin.Confidence);
            result.Saturations.ShouldBe(twin.Saturations);
        }

        client.GetModel(null, Cancellation).ShouldBe(ModelFile.ToBytes(twin.Model));
        var log = client.ReadLog(0, 0, Cancellation);
        log.Select(entry => entry.Step).ShouldBe(Enumerable.Range(1, 300));
        log[^1].Label.ShouldBe(1);
        log[^1].LocalConfidences.ShouldBe([twin.GetLocalConfidence(0), twin.GetLocalConfidence(1)]);
        client.ReadLog(291, 0, Cancellation).Count.ShouldBe(10);

        var expected = new int[4];
        for (var i = 0; i < 20; i++)
        {
            var predicted = client.Evaluate(MakeFrame(i), i & 1, Cancellation).Class;
            predicted.ShouldBe(twin.Predict(MakeFrame(i)));
            expected[((i & 1) * 2) + predicted]++;
        }

        client.GetEvaluation(Cancellation).Counts.ShouldBe(expected);
        client.ResetEvaluation(Cancellation);
        client.GetEvaluation(Cancellation).Total.ShouldBe(0);
        Should.Throw<DeviceException>(() => client.Train(MakeFrame(0), 2, Cancellation)).Status.ShouldBe(LinkStatus.BadLabel);
        var statistics = client.GetStatistics(Cancellation);
        statistics.FramesTrained.ShouldBe(300);
        statistics.FramesPredicted.ShouldBe(20);
        statistics.TrainMicroseconds.ShouldBeGreaterThan(statistics.PredictMicroseconds);
        board.Uart.Overflows.ShouldBe(0);
    }

    [Fact]
    public void A_line_that_loses_flips_and_adds_bytes_changes_nothing()
    {
        using var board = StartBoard();
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        client.PutModel(MakeFile(8, 0), null, Cancellation);
        for (var i = 0; i < 10; i++)
        {
            board.Uart.CorruptByte(i * 113, 0x10);
            board.Uart.Inject(0, 17, (byte)i, 255, 0, 3);
            client.Train(MakeFrame(i), i & 1, Cancellation).Step.ShouldBe(i + 1);
        }

        client.GetStatistics(Cancellation).DamagedPackets.ShouldBeGreaterThan(5);
        client.ResentRequests.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_reboot_brings_back_what_was_committed_and_a_roll_back_what_was_before()
    {
        using var board = StartBoard();
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        client.PutModel(MakeFile(8, 100), null, Cancellation);
        client.Train(MakeFrame(1), 1, Cancellation);
        client.Commit(Cancellation);
        client.Train(MakeFrame(2), 0, Cancellation);
        Steps(client).ShouldBe(102);
        client.Reboot(Cancellation);
        Steps(client).ShouldBe(101);
        client.RollBack(Cancellation);
        Steps(client).ShouldBe(100);
        board.Reboot();
        Should.Throw<DeviceException>(() => Steps(client)).Kind.ShouldBe(DeviceErrorKind.BoardRestarted);
        Steps(client).ShouldBe(100);
        client.RollBack(Cancellation);
        Steps(client).ShouldBe(101);
    }

    [Theory]
    [InlineData("put", 300)]
    [InlineData("commit", 201)]
    [InlineData("roll back", 100)]
    public void A_power_cut_at_any_instant_leaves_one_model_or_the_other(string what, int after)
    {
        using var board = StartBoard();
        for (var operations = 0; operations < 40; operations++)
        {
            using (var client = DeviceClient.Connect(board.PortName, Cancellation))
            {
                client.PutModel(MakeFile(8, 100), null, Cancellation);
                client.PutModel(MakeFile(8, 200), null, Cancellation);
                client.Train(MakeFrame(1), 1, Cancellation);
                board.Drive.CutPowerAfter(operations);
                if (Survives(board, client, what))
                {
                    operations.ShouldBeGreaterThan(1);
                    Steps(client).ShouldBe(after);
                    return;
                }
            }

            board.Reboot();
            using var again = DeviceClient.Connect(board.PortName, Cancellation);
            Steps(again).ShouldBeOneOf(200, after);
            again.Train(MakeFrame(2), 0, Cancellation);
        }

        Assert.Fail("The power was always cut.");
    }

    [Fact]
    public void A_board_without_a_drive_says_so()
    {
        using var board = StartBoard(new VirtualBoardOptions { Uart = MakeUart() });
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        Should.Throw<DeviceException>(() => client.PutModel(MakeFile(8, 0), null, Cancellation)).Status.ShouldBe(LinkStatus.StorageMissing);
        client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeTrue();
    }

    [Fact]
    public void A_model_that_does_not_fit_leaves_the_one_that_does()
    {
        using var board = StartBoard(new VirtualBoardOptions { Uart = MakeUart(), DriveFolder = _drive, DriveBytes = 56 * 1024 });
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        client.PutModel(MakeFile(8, 100), null, Cancellation);
        Should.Throw<DeviceException>(() => client.PutModel(MakeFile(240, 1), null, Cancellation)).Status.ShouldBe(LinkStatus.OutOfMemory);
        Should.Throw<DeviceException>(() => client.PutModel(MakeFile(256, 1, 32), null, Cancellation)).Status.ShouldBe(LinkStatus.StorageFull);
        Steps(client).ShouldBe(100);
        client.Train(MakeFrame(1), 1, Cancellation);
        client.Commit(Cancellation);
        client.Reboot(Cancellation);
        Steps(client).ShouldBe(101);
    }

    [Fact]
    public void A_commit_empties_the_other_slot_of_a_drive_smaller_than_the_firmware_knows()
    {
        using var board = StartBoard(SmallDrive());
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        client.PutModel(MakeFile(32, 100), null, Cancellation);
        client.Commit(Cancellation);
        client.Train(MakeFrame(1), 1, Cancellation);
        client.Commit(Cancellation);
        client.Reboot(Cancellation);
        Steps(client).ShouldBe(101);
        client.RollBack(Cancellation);
        Steps(client).ShouldBe(100);
    }

    [Fact]
    public void A_model_file_that_ends_short_means_a_full_drive_and_makes_room_for_the_next_attempt()
    {
        using var board = StartBoard(SmallDrive());
        using var client = DeviceClient.Connect(board.PortName, Cancellation);
        client.PutModel(MakeFile(32, 100), null, Cancellation);
        client.PutModel(MakeFile(32, 200), null, Cancellation);
        Should.Throw<DeviceException>(() => client.PutModel(MakeFile(32, 300), null, Cancellation)).Status.ShouldBe(LinkStatus.StorageFull);
        Steps(client).ShouldBe(200);
        client.PutModel(MakeFile(32, 300), null, Cancellation);
        client.Reboot(Cancellation);
        Steps(client).ShouldBe(300);
    }

    private static bool Survives(VirtualEsp32 board, DeviceClient client, string what)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation, board.Off);
        try
        {
            switch (what)
            {
                case "put":
                    client.PutModel(MakeFile(8, 300), null, cut.Token);
                    break;
                case "commit":
                    client.Commit(cut.Token);
                    break;
                default:
                    client.RollBack(cut.Token);
                    break;
            }

            return true;
        }
        catch (OperationCanceledException) when (board.Off.IsCancellationRequested)
        {
            return false;
        }
    }

    private static int Steps(DeviceClient client)
    {
        return client.GetInfo(Cancellation).Model.ShouldNotBeNull().StepCount;
    }

    /// <summary>
    /// Has room for two models with their seals, the journal's tip, and one block, which a file being changed takes for a while; the file system has two more.
    /// </summary>
    private VirtualBoardOptions SmallDrive()
    {
        const int blockBytes = 4096;
        var blocks = (MakeFile(32, 0).Length / blockBytes) + 1;
        blocks.ShouldBeGreaterThan(1);
        return new VirtualBoardOptions { Uart = MakeUart(), DriveFolder = _drive, DriveBytes = (2 + (2 * blocks) + 2) * blockBytes };
    }

    private static UartBackend MakeUart()
    {
        return OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();
    }

    private static byte[] MakeFrame(int seed)
    {
        var frame = new byte[FrameSize * FrameSize];
        new Random(seed).NextBytes(frame);
        return frame;
    }

    private static byte[] MakeFile(int channels, int step, int firstChannels = 4)
    {
        var description = new ModelDescription
        {
            Name = "test",
            FrameSize = FrameSize,
            Layers = [new LayerDescription { Channels = firstChannels, Pool = 2 }, new LayerDescription { Channels = channels, Pool = 2 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(1, 2)] },
        };
        var model = ModelBuilder.Build(description, 1);
        model.Step = step;
        return ModelFile.ToBytes(model);
    }

    private VirtualEsp32 StartBoard(VirtualBoardOptions? options = null)
    {
        return VirtualEsp32.Start(options ?? new VirtualBoardOptions { Uart = MakeUart(), DriveFolder = _drive });
    }
}
