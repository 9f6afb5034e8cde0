using LlsEdge.Host.Device;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public class ClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Hello_and_info_describe_the_board()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        var info = client.GetInfo(Cancellation);
        info.Firmware.ShouldBe("0.1.0");
        info.Target.ShouldBe("ESP32_PSRAM_REV3");
        info.IsVirtual.ShouldBeTrue();
        info.Credits.ShouldBe(LinkProtocol.Credits);
        info.FreeHeapBytes.ShouldBe(54321);
        var model = info.Model.ShouldNotBeNull();
        model.FrameSize.ShouldBe(96);
        model.LearningLayers.ShouldBe(0b110);
        model.StepCount.ShouldBe(7);
        model.Crc.ShouldBe(0xDEADBEEF);
        model.ClassNames.ShouldBe(["empty", "größe"]);
    }

    [Fact]
    public void A_dead_board_is_reported_within_bounded_time()
    {
        using var line = new SimulatedLine(new PretendBoard());
        line.IsBoardDead = true;
        var before = line.Time.GetTimestamp();
        var error = Should.Throw<DeviceException>(() => line.Connect());
        error.Kind.ShouldBe(DeviceErrorKind.NoAnswer);
        error.Message.ShouldContain(line.Name);
        line.Time.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(11));
    }

    [Fact]
    public void A_board_that_dies_in_a_transfer_is_reported_soon_and_one_that_dies_in_a_step_after_the_step_could_have_ended()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        line.IsBoardDead = true;
        var before = line.Time.GetTimestamp();
        Should.Throw<DeviceException>(() => client.Train(new byte[PretendBoard.FrameLength], 0, Cancellation)).Kind.ShouldBe(DeviceErrorKind.NoAnswer);
        line.Time.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(6));

        line.IsBoardDead = false;
        line.Board.OnRequest = type =>
        {
            line.IsBoardDead = type == (int)MessageType.Train;
            return LinkStatus.Ok;
        };
        line.FilterToHost = bytes => line.IsBoardDead ? [] : bytes;
        before = line.Time.GetTimestamp();
        Should.Throw<DeviceException>(() => client.Train(new byte[PretendBoard.FrameLength], 0, Cancellation)).Kind.ShouldBe(DeviceErrorKind.NoAnswer);
        line.Time.GetElapsedTime(before).ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(70));
    }

    [Fact]
    public void Another_sender_of_bytes_is_not_taken_for_a_board()
    {
        using var line = new SimulatedLine(new PretendBoard());
        line.FilterToHost = _ => "boot: rst:0x1 (POWERON_RESET)\r\n"u8.ToArray();
        Should.Throw<DeviceException>(() => line.Connect()).Kind.ShouldBe(DeviceErrorKind.WrongProtocol);
    }

    [Fact]
    public void Another_version_is_named()
    {
        var notice = new PacketWriter(8);
        notice.Start();
        notice.AddByte((int)LinkStatus.WrongVersion);
        notice.AddByte(9);
        notice.Seal((int)MessageType.Hello | LinkProtocol.ReplyBit, 0);
        using var line = new SimulatedLine(new PretendBoard());
        line.FilterToHost = _ => notice.Wire[..notice.WireLength];
        var error = Should.Throw<DeviceException>(() => line.Connect());
        error.Kind.ShouldBe(DeviceErrorKind.WrongProtocol);
        error.Message.ShouldContain("version 9");
    }

    [Fact]
    public void A_restarted_board_is_reported_and_then_usable()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        client.Train(new byte[PretendBoard.FrameLength], 0, Cancellation);
        line.RestartBoard();
        Should.Throw<DeviceException>(() => client.Train(new byte[PretendBoard.FrameLength], 1, Cancellation)).Kind.ShouldBe(DeviceErrorKind.BoardRestarted);
        client.Train(new byte[PretendBoard.FrameLength], 1, Cancellation).Step.ShouldBe(2);
    }

    [Fact]
    public void A_board_that_restarts_inside_a_step_is_reported()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        line.Board.OnRequest = type =>
        {
            line.IsBoardDead = type == (int)MessageType.Train;
            return LinkStatus.Ok;
        };
        line.FilterToHost = bytes =>
        {
            if (!line.IsBoardDead)
            {
                return bytes;
            }

            line.RestartBoard();
            line.IsBoardDead = false;
            return [];
        };
        Should.Throw<DeviceException>(() => client.Train(new byte[PretendBoard.FrameLength], 1, Cancellation)).Kind.ShouldBe(DeviceErrorKind.BoardRestarted);
    }

    [Fact]
    public void A_host_killed_in_mid_transfer_does_not_disturb_the_next()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var killed = line.Connect();
        using var cancellation = new CancellationTokenSource();
        line.Board.OnRequest = type =>
        {
            if (type == (int)MessageType.FrameChunk)
            {
                cancellation.Cancel();
            }

            return LinkStatus.Ok;
        };
        Should.Throw<OperationCanceledException>(() => killed.Train(new byte[PretendBoard.FrameLength], 0, cancellation.Token));
        line.Inject([1, 2, 3, 4, 5]);
        using var next = line.Connect();
        next.Train(new byte[PretendBoard.FrameLength], 1, Cancellation).Step.ShouldBe(1);
        line.Board.Trained.ShouldHaveSingleItem().Label.ShouldBe(1);
    }

    [Fact]
    public void After_a_cancelled_transfer_the_same_client_goes_on()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        using var cancellation = new CancellationTokenSource();
        line.Board.OnRequest = _ =>
        {
            cancellation.Cancel();
            return LinkStatus.Ok;
        };
        Should.Throw<OperationCanceledException>(() => client.Train(new byte[PretendBoard.FrameLength], 0, cancellation.Token));
        client.Train(new byte[PretendBoard.FrameLength], 1, Cancellation).Step.ShouldBe(1);
    }

    [Theory]
    [InlineData(LinkStatus.NoModel, MessageType.FrameChunk, "no model")]
    [InlineData(LinkStatus.OutOfMemory, MessageType.Train, "memory")]
    [InlineData(LinkStatus.BadLabel, MessageType.Train, "class")]
    public void An_error_status_becomes_a_sentence_and_the_board_stays_usable(LinkStatus status, MessageType at, string words)
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        line.Board.OnRequest = type => type == (int)at ? status : LinkStatus.Ok;
        var error = Should.Throw<DeviceException>(() => client.Train(new byte[PretendBoard.FrameLength], 1, Cancellation));
        error.Kind.ShouldBe(DeviceErrorKind.BoardError);
        error.Status.ShouldBe(status);
        error.Message.ShouldContain(words);
        line.Board.OnRequest = null;
        client.Train(new byte[PretendBoard.FrameLength], 1, Cancellation).Step.ShouldBe(1);
    }

    [Fact]
    public void A_command_that_throws_is_an_error_status_not_a_dead_board()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        line.Board.OnRequest = _ => throw new InsufficientMemoryException();
        Should.Throw<DeviceException>(() => client.GetInfo(Cancellation)).Status.ShouldBe(LinkStatus.OutOfMemory);
        line.Board.OnRequest = _ => throw new InvalidOperationException();
        Should.Throw<DeviceException>(() => client.GetInfo(Cancellation)).Status.ShouldBe(LinkStatus.Failed);
        line.Board.OnRequest = null;
        client.GetInfo(Cancellation).Model.ShouldNotBeNull();
    }

    [Fact]
    public void A_frame_of_another_size_is_refused_by_the_board()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        Should.Throw<DeviceException>(() => client.Train(new byte[28 * 28], 1, Cancellation)).Status.ShouldBe(LinkStatus.FrameIncomplete);
        Should.Throw<DeviceException>(() => client.Train(new byte[PretendBoard.FrameLength + 1], 1, Cancellation)).Status.ShouldBe(LinkStatus.BadOffset);
        Should.Throw<DeviceException>(() => client.Train([], 1, Cancellation)).Status.ShouldBe(LinkStatus.FrameIncomplete);
        line.Board.Trained.ShouldBeEmpty();
    }

    [Fact]
    public void An_unplugged_line_is_reported_at_once()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        line.IsUnplugged = true;
        Should.Throw<DeviceException>(() => client.GetInfo(Cancellation)).Kind.ShouldBe(DeviceErrorKind.Unplugged);
    }

    [Fact]
    public void More_requests_than_there_are_sequence_numbers_work()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        for (var i = 0; i < 600; i++)
        {
            client.GetInfo(Cancellation).Credits.ShouldBe(LinkProtocol.Credits);
        }
    }
}
