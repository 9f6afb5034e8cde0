using LlsEdge.Camera;
using LlsEdge.Link;
using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Teaching;

/// <summary>A camera that is unplugged while nobody looks.</summary>
public sealed class FailingCameraTests
{
    private static readonly Dictionary<int, int> s_settings = new()
    {
        [SettingKey.FailuresBeforeRestart] = 2,
        [SettingKey.RestartsBeforeReboot] = 2,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CameraKind.ArducamMega)]
    [InlineData(CameraKind.Automatic)]
    public void It_is_started_anew_then_the_board_restarts_once_and_goes_on_trying_until_it_is_back(CameraKind kind)
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Camera!.FramesUntilUnplugged = 20;
        rig.Prepare(new Dictionary<int, int>(s_settings) { [SettingKey.Camera] = (int)kind }, StationRig.MakeModel()).Run(1, "5 short").RunTo(300, boot: 2);

        rig.Board.Boots.ShouldBe(2);
        var fall = rig.Board.Gpio.Trace.Where(change => change.Pin == StationRig.DetectionPin).Select(change => change.High).ToArray();
        fall.ShouldBe([true, false]);
        rig.Camera.FramesUntilUnplugged = null;
        rig.Camera.Fault = CameraFault.None;
        rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 70, boot: 2);

        using var client = rig.Attach();
        client.GetSeen(Cancellation).Camera.ShouldBe(FrameStatus.Ok);
        client.GetSeen(Cancellation).Frame.ShouldBeGreaterThan(0);

        // What was taught was committed before the restart.
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(1);
        var journal = client.ReadJournal(0, 0, Cancellation);
        journal.SkipWhile(entry => entry.Kind != JournalKind.Trained).Select(entry => (entry.Kind, entry.Kind == JournalKind.CameraFault ? entry.Value : 0)).ShouldBe(
        [
            (JournalKind.Trained, 0), (JournalKind.CameraFault, 1), (JournalKind.CameraFault, 1), (JournalKind.Committed, 0), (JournalKind.CameraFault, 2),
            (JournalKind.Started, 0), (JournalKind.CameraFault, 1), (JournalKind.CameraFault, 1),
        ]);
        journal.Where(entry => entry.Kind == JournalKind.CameraFault).ShouldAllBe(entry => entry.Label == (int)FrameStatus.NoCamera);
    }

    [Fact]
    public void One_bad_frame_is_forgotten()
    {
        using var rig = new StationRig();
        rig.Prepare(s_settings, StationRig.MakeModel()).Run(4);
        for (var i = 0; i < 5; i++)
        {
            rig.Camera!.Fault = CameraFault.Overrun;
            rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 0.2);
            rig.Camera.Fault = CameraFault.None;
            rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 2);
        }

        using var client = rig.Attach();
        client.GetSeen(Cancellation).Camera.ShouldBe(FrameStatus.Ok);
        rig.Board.Boots.ShouldBe(1);
        client.ReadJournal(0, 0, Cancellation).ShouldNotContain(entry => entry.Kind == JournalKind.CameraFault && entry.Value == 2);
    }
}
