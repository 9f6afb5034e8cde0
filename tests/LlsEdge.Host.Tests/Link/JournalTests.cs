using LlsEdge.Host.Device;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// The journal on the board's drive: records from the tip to the larger files, in and out of order, torn and cut.
/// </summary>
public class JournalTests
{
    private const int TipRecords = 15;
    private const int FileRecords = 255;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_kind_of_record_is_there_in_order_after_a_restart()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
        client.KeepForUndo(Cancellation);
        DriveBoard.Train(client, cancellation: Cancellation);
        client.Commit(Cancellation);
        var committed = client.GetInfo(Cancellation).Model!.Crc;
        client.Undo(Cancellation);
        client.Commit(Cancellation);
        client.RollBack(Cancellation);
        client.Reboot(Cancellation);

        var journal = client.ReadJournal(cancellationToken: Cancellation);
        journal.Select(entry => entry.KindName).ShouldBe(["started", "put", "trained", "committed", "undone", "committed", "rolledBack", "started"]);
        journal.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 8));
        journal.Select(entry => entry.Step).ShouldBe([0, 100, 101, 101, 100, 100, 101, 101]);
        journal[3].ModelCrc.ShouldBe(committed);
        journal[0].Label.ShouldBe((int)LinkStatus.NoModel);
        journal[2].Training.ShouldNotBeNull().Source.ShouldBe("host");
        client.ReadJournal(101, cancellationToken: Cancellation).Select(entry => entry.Sequence).ShouldBe([3, 4, 7, 8]);
        client.ReadJournal(0, 7, cancellationToken: Cancellation).Select(entry => entry.Sequence).ShouldBe([7, 8]);
        client.GetInfo(Cancellation).Storage.NextSequence.ShouldBe(9);
    }

    [Fact]
    public void The_oldest_records_go_when_the_larger_files_are_full()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
        Train(client, 600);

        // 602 records: two full files, then 90 in the place of the first one's, then two in the tip.
        Numbers(client).ShouldBe(Enumerable.Range(FileRecords + 1, FileRecords + 90 + 2));
        new FileInfo(board.At("journal.tip")).Length.ShouldBe(2 * JournalRecord.Length);
        new FileInfo(board.At("journal-b.log")).Length.ShouldBe(90 * JournalRecord.Length);
        client.ReadLog(cancellationToken: Cancellation).Select(entry => entry.Step).ShouldBe(Enumerable.Range(FileRecords + 1 - 2, FileRecords + 90 + 2));
        client.Reboot(Cancellation);
        Numbers(client).ShouldBe(Enumerable.Range(FileRecords + 1, FileRecords + 90 + 3));
    }

    [Theory]
    [InlineData("journal.tip", -10, 20)]
    [InlineData("journal.tip", 10, 21)]
    [InlineData("journal.tip", 100, 21)]
    [InlineData("journal-b.log", 45, 21)]
    public void A_torn_tail_is_cut_and_written_over(string file, int bytes, int whole)
    {
        using var board = new DriveBoard();
        using (var client = board.Connect())
        {
            client.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
            Train(client, 19);
        }

        using (var client = board.Restart(() => Tear(board.At(file), bytes)))
        {
            Numbers(client).ShouldBe(Enumerable.Range(1, whole + 1));
            Train(client, 40);
            Numbers(client).ShouldBe(Enumerable.Range(1, whole + 41));
            client.Reboot(Cancellation);
            Numbers(client).ShouldBe(Enumerable.Range(1, whole + 42));
        }
    }

    [Fact]
    public void A_damaged_record_among_others_costs_no_other()
    {
        using var board = new DriveBoard();
        using (var client = board.Connect())
        {
            client.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
            Train(client, 19);
        }

        using (var client = board.Restart(() => Flip(board.At("journal-b.log"), (4 * JournalRecord.Length) + 7)))
        {
            Numbers(client).ShouldBe(Enumerable.Range(1, 22).Where(number => number != 5));
        }
    }

    [Fact]
    public void A_file_of_something_else_counts_for_nothing()
    {
        using var board = new DriveBoard();
        board.Connect().Dispose();
        using var client = board.Restart(() => File.WriteAllBytes(board.At("journal-a.log"), new byte[1000]));

        Numbers(client).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_cut_at_every_write_loses_at_most_the_record_being_written()
    {
        using var board = new DriveBoard();
        const int written = (2 * FileRecords) + TipRecords - 3;
        using (var client = board.Connect())
        {
            client.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
            Train(client, written - 2);
        }

        // The tip fills up, is moved, and the file that it is moved to starts anew.
        var acknowledged = 0;
        var cuts = board.CutAtEveryWrite(
            (client, cancellation) =>
            {
                for (acknowledged = 0; acknowledged < 5; acknowledged++)
                {
                    DriveBoard.Train(client, acknowledged, cancellation);
                }
            },
            client =>
            {
                var journal = client.ReadJournal(cancellationToken: Cancellation);
                journal.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(journal[0].Sequence, journal.Count));
                journal.Count(entry => entry.Sequence > written && entry.Kind == JournalKind.Trained).ShouldBeInRange(acknowledged, acknowledged + 1);
                journal[^1].Kind.ShouldBe(JournalKind.Started);
                journal[0].Sequence.ShouldBeLessThanOrEqualTo(FileRecords + 1);
            });

        // Five writes and closes, the tip's move, and a cut after the last of them, before the board has answered.
        cuts.ShouldBe((5 * 2) + (TipRecords + 1) + 1);
    }

    [Fact]
    public void On_a_full_drive_the_board_learns_on_and_says_what_is_missing()
    {
        using var board = new DriveBoard();
        using (var before = board.Connect())
        {
            before.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
        }

        using var client = board.Restart(() =>
        {
            File.Delete(board.At("journal.tip"));
            board.Fill();
        });

        DriveBoard.Train(client, cancellation: Cancellation);

        DriveBoard.Steps(client).ShouldBe(1);
        client.GetInfo(Cancellation).Storage.Journal.ShouldBe(LinkStatus.StorageFull);
        client.GetInfo(Cancellation).Storage.Problems.ShouldHaveSingleItem().ShouldContain("journal");
        File.Delete(board.At("junk"));
        DriveBoard.Train(client, cancellation: Cancellation);
        client.GetInfo(Cancellation).Storage.Journal.ShouldBe(LinkStatus.Ok);
        client.ReadJournal(cancellationToken: Cancellation).ShouldHaveSingleItem().Step.ShouldBe(2);
    }

    [Fact]
    public void On_a_full_drive_the_oldest_records_make_room()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
        Train(client, (2 * FileRecords) + TipRecords - 2);
        board.Fill();

        // The tip is full and has to be moved.
        DriveBoard.Train(client, cancellation: Cancellation);

        client.GetInfo(Cancellation).Storage.Journal.ShouldBe(LinkStatus.Ok);
        var journal = client.ReadJournal(cancellationToken: Cancellation);
        journal[^1].Step.ShouldBe((2 * FileRecords) + TipRecords - 1);
        journal[0].Sequence.ShouldBe(FileRecords + 1);
    }

    [Fact]
    public void A_record_takes_two_operations_on_the_drive_and_a_full_tip_sixteen_more()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(0), cancellationToken: Cancellation);
        Train(client, 4 * TipRecords);
        var before = board.Board.Drive.WriteOperations;

        Train(client, 4 * TipRecords);

        (board.Board.Drive.WriteOperations - before).ShouldBe((4 * TipRecords * 2) + (4 * (TipRecords + 1)));
    }

    private static void Train(DeviceClient client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            DriveBoard.Train(client, i, cancellation: Cancellation);
        }
    }

    private static IEnumerable<int> Numbers(DeviceClient client) => client.ReadJournal(cancellationToken: Cancellation).Select(entry => entry.Sequence);

    private static void Tear(string path, int bytes)
    {
        var content = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes < 0 ? content[..^-bytes] : [.. content, .. Enumerable.Repeat((byte)0x5A, bytes)]);
    }

    private static void Flip(string path, int at)
    {
        var content = File.ReadAllBytes(path);
        content[at] ^= 1;
        File.WriteAllBytes(path, content);
    }
}
