using LlsEdge.Camera;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Teaching;

/// <summary>The board's camera from the host.</summary>
public sealed class CameraCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_snapshot_is_what_the_camera_sees()
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Prepare(null, StationRig.MakeModel()).Run(4);
        using var client = rig.Attach();
        Should.Throw<DeviceException>(() => client.ReadFrame(96, Cancellation)).Status.ShouldBe(LinkStatus.FrameIncomplete);

        client.Capture(Cancellation);
        client.ReadFrame(96, Cancellation).ShouldBe(StationRig.Scene(true));

        // It is a frame as good as one from here: once it is used, the board goes on watching.
        client.Train(client.ReadFrame(96, Cancellation), 1, Cancellation).Step.ShouldBe(1);
        client.Capture(Cancellation);
        var frame = client.GetSeen(Cancellation).Frame;
        client.Predict(StationRig.Scene(false), Cancellation);
        WaitForFrame(client, frame + 2);
    }

    [Fact]
    public void A_frame_taken_and_left_lying_holds_the_board_up_for_two_seconds_only()
    {
        using var rig = new StationRig();
        rig.Prepare(null, StationRig.MakeModel()).Run(4);
        using var client = rig.Attach();
        client.Capture(Cancellation);
        var frame = client.GetSeen(Cancellation).Frame;
        WaitForFrame(client, frame + 1);
        Should.Throw<DeviceException>(() => client.ReadFrame(96, Cancellation)).Status.ShouldBe(LinkStatus.FrameIncomplete);
    }

    [Fact]
    public void Teaching_from_the_host_can_be_undone_to_the_last_bit()
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Prepare(null, StationRig.MakeModel()).Run(4);
        using var client = rig.Attach();
        client.Watch(false, Cancellation).ShouldNotBeEmpty();
        var before = client.GetModel(null, Cancellation);

        var taught = client.Teach(1, Cancellation);
        taught.Step.Step.ShouldBe(1);
        taught.Undo.ShouldBe(LinkStatus.Ok);
        client.GetModel(null, Cancellation).ShouldNotBe(before);
        client.Undo(Cancellation);
        client.GetModel(null, Cancellation).ShouldBe(before);

        // The button does the same.
        Press(rig, 0.1);
        Press(rig, 0.1);
        Press(rig, 0.1);
        rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 5);
        client.GetStatistics(Cancellation).FramesTrained.ShouldBeGreaterThan(1);
        Should.Throw<DeviceException>(() => client.Teach(2, Cancellation)).Status.ShouldBe(LinkStatus.BadLabel);
    }

    [Fact]
    public void What_the_board_sees_can_be_asked_while_models_come_and_go()
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Prepare(null, StationRig.MakeModel()).Run(4);
        using var client = rig.Attach();
        for (var i = 0; i < 5; i++)
        {
            var frame = client.GetSeen(Cancellation).Frame;

            // Read in many pieces, between which the camera's mean must not move.
            client.GetModel(null, Cancellation);
            client.Commit(Cancellation);
            WaitForFrame(client, frame + 2);
        }

        client.GetSeen(Cancellation).Camera.ShouldBe(FrameStatus.Ok);
        rig.Board.Uart.Overflows.ShouldBe(0);
        client.Watch(false, Cancellation);
        var last = client.GetSeen(Cancellation);
        last.IsWatching.ShouldBeFalse();
        rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 2);
        client.GetSeen(Cancellation).Frame.ShouldBe(last.Frame);
        client.GetSeen(Cancellation).AgeMilliseconds.ShouldBeGreaterThanOrEqualTo(last.AgeMilliseconds + 2000);
    }

    [Fact]
    public void A_camera_that_was_moved_is_met_anew()
    {
        using var rig = new StationRig();
        rig.Prepare(null, StationRig.MakeModel()).Run(4);
        using var client = rig.Attach();
        client.Teach(0, Cancellation);
        client.Watch(false, Cancellation);
        Host.Models.ModelFile.Parse(client.GetModel(null, Cancellation), "test").Readout.ClassCounts.ShouldBe([1, 0]);

        client.MoveCamera(Cancellation);

        var readout = Host.Models.ModelFile.Parse(client.GetModel(null, Cancellation), "test").Readout;
        readout.ClassCounts.ShouldBe([0, 0]);
        readout.CameraMean.ShouldAllBe(value => value == 0);
        client.ReadJournal(0, 0, Cancellation)[^1].Kind.ShouldBe(JournalKind.CameraMoved);
    }

    [Fact]
    public void A_camera_that_fails_says_so_in_words()
    {
        using var rig = new StationRig();
        rig.Prepare(null, StationRig.MakeModel()).Run(4);
        using var client = rig.Attach();
        client.Watch(false, Cancellation);
        rig.Camera!.Fault = CameraFault.NeverDone;
        var failure = Should.Throw<DeviceException>(() => client.Capture(Cancellation));
        failure.Status.ShouldBe(LinkStatus.CameraFailed);
        failure.Message.ShouldContain("takes no frame in time");
        Should.Throw<DeviceException>(() => client.Teach(1, Cancellation)).Message.ShouldBe(failure.Message);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(0);

        using var blind = new StationRig { Camera = null };
        blind.Prepare(null, StationRig.MakeModel()).Run(1);
        using var other = blind.Attach();
        other.Watch(true, Cancellation).ShouldBeEmpty();
        Should.Throw<DeviceException>(() => other.Capture(Cancellation)).Message.ShouldContain("has no camera");
    }

    private static void Press(StationRig rig, double seconds)
    {
        rig.Board.Gpio.Press(StationRig.ButtonPin);
        rig.RunTo(rig.Board.Clock.Now.TotalSeconds + seconds);
        rig.Board.Gpio.Release(StationRig.ButtonPin);
        rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 1);
    }

    private static void WaitForFrame(DeviceClient client, int frame)
    {
        while (client.GetSeen(Cancellation).Frame < frame)
        {
            Cancellation.WaitHandle.WaitOne(100);
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
