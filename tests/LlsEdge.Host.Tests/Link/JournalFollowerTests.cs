using LlsEdge.Host.Device;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

/// <summary>A journal is followed while the board restarts, the line breaks and records are lost.</summary>
public sealed class JournalFollowerTests : IDisposable
{
    private readonly SimulatedLine _line = new(new PretendBoard());
    private readonly List<string> _told = [];
    private readonly JournalFollower _follower;

    public JournalFollowerTests()
    {
        _line.Board.Record(JournalKind.Started, 0);
        _line.Board.Record(JournalKind.Put, 5);
        _follower = new JournalFollower(_ => _line.Connect(), _told.Add, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _follower.Dispose();

    [Fact]
    public void Each_record_comes_once_in_order()
    {
        ReadSoFar().ShouldBe([1, 2]);
        Poll().ShouldBeEmpty();
        _line.Board.Record(JournalKind.Committed, 7);
        Poll().ShouldBe([3]);
        _line.Board.Record(JournalKind.Undone, 6);
        _line.Board.Record(JournalKind.Committed, 6);
        Poll().ShouldBe([4, 5]);
        Poll().ShouldBeEmpty();
        _told.ShouldBeEmpty();
    }

    [Fact]
    public void A_first_step_holds_for_what_there_is_and_not_for_what_comes()
    {
        _follower.ReadSoFar(9, 0, TestContext.Current.CancellationToken).ShouldBeEmpty();
        _line.Board.Record(JournalKind.RolledBack, 0);
        Poll().ShouldBe([3]);
    }

    [Fact]
    public void After_a_restart_records_go_on_by_their_number()
    {
        ReadSoFar();
        _line.RestartBoard();
        _line.Board.Record(JournalKind.Started, 0);
        Poll().ShouldBeEmpty();
        Poll().ShouldBe([3]);
        _told.ShouldHaveSingleItem().ShouldContain("restarted");
    }

    [Fact]
    public void A_line_that_is_lost_is_told_once_and_found_again()
    {
        ReadSoFar();
        _line.IsUnplugged = true;
        Poll().ShouldBeEmpty();
        Poll().ShouldBeEmpty();
        _told.ShouldHaveSingleItem().ShouldEndWith("Waiting for it; Ctrl-C ends.");

        _line.Board.Record(JournalKind.Committed, 7);
        _line.IsUnplugged = false;
        Poll().ShouldBe([3]);
        _told.Count.ShouldBe(2);
        _told[1].ShouldContain("is back: following it from record 3");
    }

    [Fact]
    public void Records_that_the_board_has_dropped_meanwhile_are_told()
    {
        ReadSoFar();
        _line.Board.Record(JournalKind.Committed, 7);
        _line.Board.Record(JournalKind.Committed, 8);
        _line.Board.Record(JournalKind.Committed, 9);
        _line.Board.Journal.RemoveRange(0, 4);
        Poll().ShouldBe([5]);
        _told.ShouldHaveSingleItem().ShouldContain("Records 3 to 4 are gone");
    }

    [Fact]
    public void A_board_without_a_drive_begins_anew()
    {
        ReadSoFar();
        _line.RestartBoard();
        _line.Board.Journal.Clear();
        _line.Board.NextRecord = 1;
        _line.Board.Record(JournalKind.Started, 0);
        Poll().ShouldBeEmpty();
        Poll().ShouldBe([1]);
        _told[1].ShouldContain("begun anew");
        _line.Board.Record(JournalKind.Put, 0);
        Poll().ShouldBe([2]);
    }

    private int[] ReadSoFar() => Numbers(_follower.ReadSoFar(0, 0, TestContext.Current.CancellationToken));

    private int[] Poll() => Numbers(_follower.Poll(TestContext.Current.CancellationToken, TestContext.Current.CancellationToken));

    private static int[] Numbers(IReadOnlyList<JournalEntry> entries) => [.. entries.Select(entry => entry.Sequence)];
}
