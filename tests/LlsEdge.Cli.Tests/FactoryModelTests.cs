using LlsEdge.Cli.Bench;
using LlsEdge.Cli.Torture;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>A firmware with a factory model in its code, whatever its drive holds.</summary>
public sealed class FactoryModelTests(FactoryModelTests.Firmware firmware) : IClassFixture<FactoryModelTests.Firmware>, IDisposable
{
    private readonly string _drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
    private readonly UartBackend _line = OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();
    private readonly StringWriter _console = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _line.Dispose();
        Directory.Delete(_drive, recursive: true);
    }

    [Fact]
    public void A_fresh_board_has_the_factory_model_until_another_is_committed()
    {
        using VirtualEsp32 board = Start(_drive);
        using DeviceClient client = DeviceClient.Connect(board.PortName, cancellationToken: Cancellation);
        BoardInfo info = client.GetInfo(Cancellation);
        info.Storage.Boot.ShouldBe(LinkStatus.NoModel);
        info.Model.ShouldNotBeNull().IsFactory.ShouldBeTrue();
        info.Model.Crc.ShouldBe(TortureRunner.CrcOf(client.GetModel(cancellationToken: Cancellation)));
        _console.ToString().ShouldContain("factory model ");
        Should.Throw<DeviceException>(() => client.RollBack(Cancellation)).Status.ShouldBe(LinkStatus.NothingToRollBack);

        Train(client);
        client.Commit(Cancellation);
        client.Reboot(Cancellation);

        client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeFalse();
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(info.Model.StepCount + 1);
        client.GetInfo(Cancellation).Storage.Boot.ShouldBe(LinkStatus.Ok);
    }

    [Fact]
    public void A_board_without_a_drive_works_with_the_factory_model()
    {
        using VirtualEsp32 board = Start(null);
        using DeviceClient client = DeviceClient.Connect(board.PortName, cancellationToken: Cancellation);
        int steps = client.GetInfo(Cancellation).Model.ShouldNotBeNull().StepCount;

        Train(client);

        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(steps + 1);
        Should.Throw<DeviceException>(() => client.Commit(Cancellation)).Status.ShouldBe(LinkStatus.StorageMissing);
        client.Factory(Cancellation);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(steps);
    }

    [Fact]
    public void Damaged_slots_and_the_tail_of_another_trunk_give_way_to_the_factory_model()
    {
        File.WriteAllBytes(Path.Combine(_drive, "model-a.slot"), Seal(OtherTail(), 1, damaged: true));
        File.WriteAllBytes(Path.Combine(_drive, "model-b.slot"), Seal(OtherTail(), 2, damaged: false));
        using VirtualEsp32 board = Start(_drive);
        using DeviceClient client = DeviceClient.Connect(board.PortName, cancellationToken: Cancellation);

        client.GetInfo(Cancellation).Storage.Boot.ShouldBe(LinkStatus.OtherTrunk);
        client.GetInfo(Cancellation).Storage.Problems.ShouldHaveSingleItem().ShouldContain("another trunk");
        client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeTrue();
        client.ReadJournal(cancellationToken: Cancellation)[^1].Label.ShouldBe((int)LinkStatus.OtherTrunk);

        // The next commit takes the place of the older one.
        client.Commit(Cancellation);
        client.Reboot(Cancellation);
        client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeFalse();
        File.ReadAllBytes(Path.Combine(_drive, "model-b.slot")).ShouldBe(Seal(OtherTail(), 2, damaged: false));
    }

    [Fact]
    public void Nothing_learnt_is_lost_by_the_factory_model_until_the_next_commit()
    {
        using VirtualEsp32 board = Start(_drive);
        using DeviceClient client = DeviceClient.Connect(board.PortName, cancellationToken: Cancellation);
        int steps = client.GetInfo(Cancellation).Model.ShouldNotBeNull().StepCount;
        Train(client);
        client.Commit(Cancellation);
        Train(client);
        byte[] learnt = client.GetModel(cancellationToken: Cancellation);

        client.Factory(Cancellation);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(steps);
        client.GetInfo(Cancellation).Model!.IsFactory.ShouldBeTrue();
        client.Undo(Cancellation);
        client.GetModel(cancellationToken: Cancellation).ShouldBe(learnt);
        client.GetInfo(Cancellation).Model!.IsFactory.ShouldBeFalse();
        client.Factory(Cancellation);
        client.Reboot(Cancellation);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(steps + 1);

        client.Factory(Cancellation);
        client.Commit(Cancellation);
        client.Reboot(Cancellation);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(steps);
        client.RollBack(Cancellation);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(steps + 1);
        client.ReadJournal(cancellationToken: Cancellation).Count(entry => entry.Kind == JournalKind.Factory).ShouldBe(3);
    }

    private static void Train(DeviceClient client)
    {
        int side = client.GetInfo(Cancellation).Model!.FrameSize;
        byte[] frame = new byte[side * side];
        new Random(1).NextBytes(frame);
        client.Train(frame, 0);
    }

    /// <summary>The tail of the default trunk, which this firmware was not built with.</summary>
    private static byte[] OtherTail() => File.ReadAllBytes(BenchCase.ReadShipped()["prediction"].Model);

    /// <summary>A slot as the board writes it.</summary>
    private static byte[] Seal(byte[] model, int rank, bool damaged)
    {
        byte[] seal = new byte[20];
        LittleEndian.WriteInt32(0x544F4C53, seal, 0);
        LittleEndian.WriteInt32(rank, seal, 4);
        LittleEndian.WriteInt32(model.Length, seal, 8);
        LittleEndian.WriteInt32((int)TortureRunner.CrcOf(model), seal, 12);
        LittleEndian.WriteInt32((int)TortureRunner.CrcOf(seal[..16]), seal, 16);
        byte[] slot = [.. model, .. seal];
        slot[model.Length / 2] ^= (byte)(damaged ? 1 : 0);
        return slot;
    }

    private VirtualEsp32 Start(string? drive) => VirtualEsp32.Start(
        new VirtualBoardOptions { FirmwarePath = firmware.Path, DriveFolder = drive, Uart = _line, Console = _console });

    /// <summary>The firmware, built with the trunk Small and its factory model.</summary>
    public sealed class Firmware : IDisposable
    {
        private readonly FirmwareBuilder _built = FirmwareBuilder.Build("Small", CancellationToken.None);

        internal string Path => _built.Path;

        public void Dispose() => _built.Dispose();
    }
}
