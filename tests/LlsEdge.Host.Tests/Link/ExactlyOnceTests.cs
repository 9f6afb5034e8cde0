using FsCheck.Fluent;
using FsCheck;
using LlsEdge.Host.Device;
using LlsEdge.Learning;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public class ExactlyOnceTests
{
    private const int Frames = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_training_step_happens_exactly_once_whatever_the_line_does()
    {
        var faultsSeen = 0;
        var resent = 0;
        var cases = from seed in Gen.Choose(0, int.MaxValue - 1)
                    from toBoard in Gen.Choose(0, 15)
                    from toHost in Gen.Choose(0, 15)
                    select (seed, toBoard, toHost);
        Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                using var line = new SimulatedLine(new PretendBoard());
                using var client = line.Connect(new LinkTimeouts { Answer = TimeSpan.FromSeconds(30) });
                line.ToBoard = new Faults(c.seed, c.toBoard / 100.0);
                line.ToHost = new Faults(c.seed + 1, c.toHost / 100.0);
                var sent = new List<(int, int)>();
                for (var i = 0; i < Frames; i++)
                {
                    var frame = MakeFrame(c.seed + i);
                    sent.Add((i & 1, Crc32.Finish(Crc32.Update(Crc32.Start, frame, 0, frame.Length))));
                    client.Train(frame, i & 1, Cancellation).Step.ShouldBe(i + 1);
                }

                faultsSeen += line.ToBoard.Count + line.ToHost.Count;
                resent += client.ResentRequests;
                line.Board.Trained.ShouldBe(sent);
            }).QuickCheckThrowOnFailure();
        faultsSeen.ShouldBeGreaterThan(100);
        resent.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_sound_line_needs_no_repetition_and_never_overflows()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        for (var i = 0; i < 40; i++)
        {
            client.Train(MakeFrame(i), 1, Cancellation);
        }

        line.Board.Trained.Count.ShouldBe(40);
        client.ResentRequests.ShouldBe(0);
        line.Overflows.ShouldBe(0);
        line.Server.Refused.ShouldBe(0);
        line.Server.Repeated.ShouldBe(0);
    }

    [Fact]
    public void A_receive_buffer_that_drops_everything_is_made_good()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        var requests = 0;
        line.Board.OnRequest = _ =>
        {
            // While the board handles the first piece, everything behind it is lost.
            if (++requests == 1)
            {
                line.DropNext = true;
            }

            return LinkStatus.Ok;
        };
        client.Train(MakeFrame(1), 0, Cancellation);
        line.Dropped.ShouldBeTrue();
        line.Board.Trained.Count.ShouldBe(1);
        client.ResentRequests.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_lost_reply_is_repeated_without_repeating_the_step()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        var lost = 0;
        line.FilterToHost = bytes => line.Board.Trained.Count == 1 && lost++ < 3 ? [] : bytes;
        client.Train(MakeFrame(1), 0, Cancellation).Step.ShouldBe(1);
        lost.ShouldBeGreaterThan(3);
        line.Board.Trained.Count.ShouldBe(1);
        line.Server.Repeated.ShouldBeGreaterThan(0);
    }

    private static byte[] MakeFrame(int seed)
    {
        var frame = new byte[PretendBoard.FrameLength];
        new Random(seed).NextBytes(frame);
        return frame;
    }
}
