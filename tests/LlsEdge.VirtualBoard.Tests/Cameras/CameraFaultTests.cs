using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests.Cameras;

/// <summary>Each fault ends in its status, in bounded time on the board's clock, and is over when the fault is.</summary>
public class CameraFaultTests
{
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _longestCapture = TimeSpan.FromSeconds(2);

    private static readonly string[] _statuses = ["Ok", "NoCamera", "WrongCamera", "TimedOut", "Overrun", "Stuck"];

    [Theory]
    [InlineData(CameraRig.Mega, CameraFault.Absent, "NoCamera")]
    [InlineData(CameraRig.Mega, CameraFault.AbsentHigh, "NoCamera")]
    [InlineData(CameraRig.Mega, CameraFault.WrongId, "WrongCamera")]
    [InlineData(CameraRig.Mega, CameraFault.NeverReady, "TimedOut")]
    [InlineData(CameraRig.Mega, CameraFault.NeverDone, "TimedOut")]
    [InlineData(CameraRig.Mega, CameraFault.StuckDone, "Stuck")]
    [InlineData(CameraRig.Mega, CameraFault.DoneAtOnce, "Stuck")]
    [InlineData(CameraRig.Mega, CameraFault.Overrun, "Overrun")]
    [InlineData(CameraRig.Mega, CameraFault.ShortFifo, "Overrun")]
    [InlineData(CameraRig.Mega, CameraFault.UnpluggedWhileRead, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.Absent, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.AbsentHigh, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.WrongId, "WrongCamera")]
    [InlineData(CameraRig.Mini, CameraFault.NeverDone, "TimedOut")]
    [InlineData(CameraRig.Mini, CameraFault.StuckDone, "Stuck")]
    [InlineData(CameraRig.Mini, CameraFault.DoneAtOnce, "Stuck")]
    [InlineData(CameraRig.Mini, CameraFault.Overrun, "Overrun")]
    [InlineData(CameraRig.Mini, CameraFault.ShortFifo, "Overrun")]
    [InlineData(CameraRig.Mini, CameraFault.UnpluggedWhileRead, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.SensorAbsent, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.SensorHung, "TimedOut")]
    public void A_start_says_what_is_wrong_and_succeeds_once_it_is_put_right(int kind, CameraFault fault, string expected)
    {
        CameraModule module = CameraRig.Create(kind);
        module.Fault = fault;
        using CameraRig rig = CameraRig.Open(kind, module);
        TimeSpan begin = rig.Now;
        rig.Start().ShouldBe(expected);
        (rig.Now - begin).ShouldBeLessThan(_longestStart);
        rig.Capture().ShouldBe("NoFrame");

        module.Fault = CameraFault.None;
        rig.Start().ShouldBe(CameraRig.Ok);
        rig.Capture().ShouldBe(CameraRig.Ok);
        rig.Frame.ShouldBe(CameraRig.Picture(module.FramesTaken - 1));
    }

    [Theory]
    [InlineData(CameraRig.Mega, CameraFault.Absent, "NoCamera")]
    [InlineData(CameraRig.Mega, CameraFault.AbsentHigh, "NoCamera")]
    [InlineData(CameraRig.Mega, CameraFault.NeverDone, "TimedOut")]
    [InlineData(CameraRig.Mega, CameraFault.StuckDone, "Stuck")]
    [InlineData(CameraRig.Mega, CameraFault.DoneAtOnce, "Stuck")]
    [InlineData(CameraRig.Mega, CameraFault.Overrun, "Overrun")]
    [InlineData(CameraRig.Mega, CameraFault.ShortFifo, "Overrun")]
    [InlineData(CameraRig.Mega, CameraFault.UnpluggedWhileRead, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.Absent, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.AbsentHigh, "NoCamera")]
    [InlineData(CameraRig.Mini, CameraFault.NeverDone, "TimedOut")]
    [InlineData(CameraRig.Mini, CameraFault.StuckDone, "Stuck")]
    [InlineData(CameraRig.Mini, CameraFault.DoneAtOnce, "Stuck")]
    [InlineData(CameraRig.Mini, CameraFault.Overrun, "Overrun")]
    [InlineData(CameraRig.Mini, CameraFault.ShortFifo, "Overrun")]
    [InlineData(CameraRig.Mini, CameraFault.UnpluggedWhileRead, "NoCamera")]
    public void A_capture_says_what_is_wrong_and_a_start_brings_frames_back(int kind, CameraFault fault, string expected)
    {
        CameraModule module = CameraRig.Create(kind);
        using CameraRig rig = CameraRig.Open(kind, module);
        rig.Start().ShouldBe(CameraRig.Ok);
        rig.Capture().ShouldBe(CameraRig.Ok);
        module.Fault = fault;
        TimeSpan begin = rig.Now;
        rig.Capture().ShouldBe(expected);
        (rig.Now - begin).ShouldBeLessThan(_longestCapture);

        module.Fault = CameraFault.None;
        rig.Start().ShouldBe(CameraRig.Ok);
        rig.Capture().ShouldBe(CameraRig.Ok);
        rig.Frame.ShouldBe(CameraRig.Picture(module.FramesTaken - 1));
    }

    [Theory]
    [InlineData(CameraRig.Mega)]
    [InlineData(CameraRig.Mini)]
    public void A_module_that_is_unplugged_in_the_middle_of_a_session_is_missed(int kind)
    {
        CameraModule module = CameraRig.Create(kind);
        module.FramesUntilUnplugged = 4;
        using CameraRig rig = CameraRig.Open(kind, module);
        rig.Start().ShouldBe(CameraRig.Ok);
        for (int frame = 0; frame < 3; frame++)
        {
            rig.Capture().ShouldBe(CameraRig.Ok);
        }

        rig.Capture().ShouldBe("NoCamera");
        rig.Start().ShouldBe("NoCamera");
    }

    [Theory]
    [InlineData(CameraRig.Mega, CameraFault.Noise)]
    [InlineData(CameraRig.Mega, CameraFault.Babble)]
    [InlineData(CameraRig.Mini, CameraFault.Noise)]
    [InlineData(CameraRig.Mini, CameraFault.Babble)]
    public void Whatever_arrives_everything_ends_in_a_status_in_time(int kind, CameraFault fault)
    {
        CameraModule module = CameraRig.Create(kind);
        using CameraRig rig = CameraRig.Open(kind, module);
        HashSet<string> seen = [];
        for (int i = 0; i < 40; i++)
        {
            module.Fault = i % 4 == 0 ? CameraFault.None : fault;
            TimeSpan begin = rig.Now;
            string started = rig.Start();
            (rig.Now - begin).ShouldBeLessThan(_longestStart);
            module.Fault = fault;
            begin = rig.Now;
            string captured = rig.Capture();
            (rig.Now - begin).ShouldBeLessThan(_longestCapture);
            seen.Add(started);
            (started == CameraRig.Ok ? _statuses : ["NoFrame"]).ShouldContain(captured);
            _statuses.ShouldContain(started);
        }

        seen.Count.ShouldBeGreaterThan(1);
    }
}
