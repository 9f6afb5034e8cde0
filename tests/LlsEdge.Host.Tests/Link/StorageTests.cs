using LlsEdge.Host.Device;
using LlsEdge.Learning;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// What the board keeps on its drive besides models: undo, settings. The power is cut at every write.
/// </summary>
public class StorageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_undo_goes_back_to_the_kept_model_once()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        Should.Throw<DeviceException>(() => client.Undo(Cancellation)).Status.ShouldBe(LinkStatus.NothingToUndo);
        client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
        DriveBoard.Train(client, 1, cancellation: Cancellation);
        var kept = client.GetModel(cancellationToken: Cancellation);
        client.KeepForUndo(Cancellation);
        DriveBoard.Train(client, 2, cancellation: Cancellation);
        DriveBoard.Train(client, 3, cancellation: Cancellation);
        client.GetInfo(Cancellation).Storage.Undo.ShouldBe(LinkStatus.Ok);

        client.Undo(Cancellation);

        client.GetModel(cancellationToken: Cancellation).ShouldBe(kept);
        client.GetInfo(Cancellation).Model!.Crc.ShouldBe((uint)Crc32.Finish(Crc32.Update(Crc32.Start, kept, 0, kept.Length)));
        Should.Throw<DeviceException>(() => client.Undo(Cancellation)).Message.ShouldContain("nothing to undo");
        client.Reboot(Cancellation);
        DriveBoard.Steps(client).ShouldBe(100);
    }

    [Fact]
    public void A_kept_model_outlives_a_restart_only_with_a_commit_after_it()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
        client.KeepForUndo(Cancellation);
        DriveBoard.Train(client, cancellation: Cancellation);
        client.Reboot(Cancellation);
        Should.Throw<DeviceException>(() => client.Undo(Cancellation)).Status.ShouldBe(LinkStatus.NothingToUndo);
        File.Exists(board.At("undo.slot")).ShouldBeFalse();

        client.KeepForUndo(Cancellation);
        DriveBoard.Train(client, cancellation: Cancellation);
        client.Commit(Cancellation);
        client.Reboot(Cancellation);
        DriveBoard.Steps(client).ShouldBe(101);
        client.Undo(Cancellation);
        DriveBoard.Steps(client).ShouldBe(100);
    }

    [Fact]
    public void A_roll_back_can_be_undone_with_what_was_never_committed()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
        client.PutModel(DriveBoard.MakeModel(200), cancellationToken: Cancellation);
        DriveBoard.Train(client, cancellation: Cancellation);
        client.RollBack(Cancellation);
        DriveBoard.Steps(client).ShouldBe(100);
        client.Undo(Cancellation);
        DriveBoard.Steps(client).ShouldBe(201);
        client.Commit(Cancellation);
        client.Reboot(Cancellation);
        DriveBoard.Steps(client).ShouldBe(201);
        client.RollBack(Cancellation);
        DriveBoard.Steps(client).ShouldBe(100);
    }

    [Fact]
    public void A_put_leaves_nothing_to_undo()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
        client.KeepForUndo(Cancellation);
        client.PutModel(DriveBoard.MakeModel(200), cancellationToken: Cancellation);

        Should.Throw<DeviceException>(() => client.Undo(Cancellation)).Status.ShouldBe(LinkStatus.NothingToUndo);
    }

    [Fact]
    public void A_damaged_kept_model_leaves_the_one_in_use()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
        client.KeepForUndo(Cancellation);
        DriveBoard.Train(client, cancellation: Cancellation);
        Spoil(board.At("undo.slot"), 400);

        Should.Throw<DeviceException>(() => client.Undo(Cancellation)).Status.ShouldBe(LinkStatus.BadCrc);

        DriveBoard.Steps(client).ShouldBe(101);
    }

    [Fact]
    public void Where_a_third_model_has_no_room_there_is_no_undo_and_a_commit_all_the_same()
    {
        using var board = new DriveBoard(heapBytes: 1_000_000);
        using var client = board.Connect();
        var model = DriveBoard.MakeModel(100, channels: 96);
        model.Length.ShouldBeInRange(18 * 4096, 27 * 4096);
        client.PutModel(model, cancellationToken: Cancellation);
        Should.Throw<DeviceException>(() => client.KeepForUndo(Cancellation)).Status.ShouldBe(LinkStatus.NoRoomToUndo);
        Should.Throw<DeviceException>(() => client.Undo(Cancellation)).Message.ShouldContain("no room");

        for (var i = 0; i < 3; i++)
        {
            DriveBoard.Train(client, i, cancellation: Cancellation);
            client.Commit(Cancellation);
        }

        client.RollBack(Cancellation);
        DriveBoard.Steps(client).ShouldBe(102);
    }

    [Fact]
    public void A_model_that_the_drive_could_not_hold_twice_is_refused_with_numbers()
    {
        using var board = new DriveBoard(heapBytes: 1_000_000);
        using var client = board.Connect();
        var model = DriveBoard.MakeModel(100, channels: 112);

        var refusal = Should.Throw<DeviceException>(() => client.PutModel(model, cancellationToken: Cancellation));

        refusal.Status.ShouldBe(LinkStatus.StorageFull);
        refusal.Message.ShouldContain($"{model.Length}");
        refusal.Message.ShouldContain("262144");
        refusal.Message.ShouldContain($"{client.GetInfo(Cancellation).Storage.LongestModel}");
    }

    [Fact]
    public void Undo_survives_a_cut_at_every_write()
    {
        using var board = new DriveBoard();
        using (var client = board.Connect())
        {
            client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
            client.KeepForUndo(Cancellation);
            DriveBoard.Train(client, cancellation: Cancellation);
            client.Commit(Cancellation);
        }

        // From a kept model that counts to another one, and then back.
        var cuts = board.CutAtEveryWrite(
            (client, cancellation) =>
            {
                client.KeepForUndo(cancellation);
                DriveBoard.Train(client, 2, cancellation);
                client.Undo(cancellation);
                client.Commit(cancellation);
            },
            client =>
            {
                DriveBoard.Steps(client).ShouldBe(101);
                if (client.GetInfo(Cancellation).Storage.Undo == LinkStatus.Ok)
                {
                    client.Undo(Cancellation);
                    DriveBoard.Steps(client).ShouldBe(100);
                }
            });

        cuts.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Settings_have_defaults_until_they_are_set()
    {
        using var board = new DriveBoard();
        using var client = board.Connect();
        var settings = client.GetSettings(Cancellation);
        settings.Status.ShouldBe(LinkStatus.NotSet);
        settings.Values.ShouldBe(Enumerable.Range(0, SettingKey.Count).Select(SettingKey.GetDefault));

        client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 200, [SettingKey.HoldMilliseconds] = 70_000 }, cancellationToken: Cancellation);
        client.Reboot(Cancellation);

        settings = client.GetSettings(Cancellation);
        settings.Status.ShouldBe(LinkStatus.Ok);
        settings.Values[SettingKey.Threshold].ShouldBe(200);
        settings.Values[SettingKey.HoldMilliseconds].ShouldBe(70_000);
        settings.Values[SettingKey.Hysteresis].ShouldBe(SettingKey.GetDefault(SettingKey.Hysteresis));
    }

    [Theory]
    [InlineData(SettingKey.Threshold, 256)]
    [InlineData(SettingKey.Threshold, -1)]
    [InlineData(SettingKey.FailuresBeforeRestart, 0)]
    [InlineData(SettingKey.Count, 0)]
    public void What_is_not_allowed_changes_nothing(int key, int value)
    {
        using var board = new DriveBoard();
        using var client = board.Connect();

        var changes = new Dictionary<int, int> { [SettingKey.Hysteresis] = 5, [key] = value };
        Should.Throw<DeviceException>(() => client.SetSettings(changes, Cancellation)).Status.ShouldBe(LinkStatus.BadRequest);

        client.GetSettings(Cancellation).Values[SettingKey.Hysteresis].ShouldBe(SettingKey.GetDefault(SettingKey.Hysteresis));
        client.GetSettings(Cancellation).Status.ShouldBe(LinkStatus.NotSet);
    }

    [Fact]
    public void Damaged_settings_give_way_to_older_ones_and_then_to_the_defaults()
    {
        using var board = new DriveBoard();
        using (var client = board.Connect())
        {
            client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 1 }, cancellationToken: Cancellation);
            client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 2 }, cancellationToken: Cancellation);
        }

        using (var client = board.Restart(() => Spoil(board.At("settings-a.bin"), 9)))
        {
            client.GetSettings(Cancellation).Values[SettingKey.Threshold].ShouldBe(1);
            client.GetSettings(Cancellation).Status.ShouldBe(LinkStatus.BadCrc);
            client.GetInfo(Cancellation).Storage.Problems.ShouldHaveSingleItem().ShouldContain("board settings");
        }

        using (var client = board.Restart(() => File.WriteAllBytes(board.At("settings-b.bin"), [])))
        {
            client.GetSettings(Cancellation).Values.ShouldBe(Enumerable.Range(0, SettingKey.Count).Select(SettingKey.GetDefault));
            client.GetSettings(Cancellation).Status.ShouldBe(LinkStatus.BadCrc);
            client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 3 }, cancellationToken: Cancellation);
        }

        using (var client = board.Restart(() => File.Delete(board.At("settings-a.bin"))))
        {
            client.GetSettings(Cancellation).Values[SettingKey.Threshold].ShouldBe(3);
            client.GetSettings(Cancellation).Status.ShouldBe(LinkStatus.Ok);
        }
    }

    [Fact]
    public void Settings_of_an_older_firmware_leave_what_they_lack_at_its_default()
    {
        using var board = new DriveBoard();
        byte[] file = [0x53, 0x45, 1, 3, 7, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0];
        LittleEndian.WriteInt32(Crc32.Finish(Crc32.Update(Crc32.Start, file, 0, 20)), file, 20);

        using var client = board.Restart(() => File.WriteAllBytes(board.At("settings-b.bin"), file));

        client.GetSettings(Cancellation).Status.ShouldBe(LinkStatus.Ok);
        client.GetSettings(Cancellation).Values.Take(4).ShouldBe([2, 0, 99, SettingKey.GetDefault(SettingKey.Hysteresis)]);
    }

    [Fact]
    public void Settings_are_old_or_new_after_a_cut_at_every_write()
    {
        using var board = new DriveBoard();
        using (var client = board.Connect())
        {
            client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 1 }, cancellationToken: Cancellation);
            client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 2 }, cancellationToken: Cancellation);
        }

        var seen = new List<int>();
        var cuts = board.CutAtEveryWrite(
            (client, cancellation) => client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = 3 }, cancellation),
            client =>
            {
                client.GetSettings(Cancellation).Status.ShouldBe(LinkStatus.Ok);
                seen.Add(client.GetSettings(Cancellation).Values[SettingKey.Threshold]);
            });

        cuts.ShouldBe(3);
        seen.ShouldBe([2, 2, 3, 3]);
    }

    [Fact]
    public void Without_a_drive_settings_hold_until_the_restart_and_nothing_can_be_undone()
    {
        using var board = new DriveBoard(hasDrive: false);
        using var client = board.Connect();
        var storage = client.GetInfo(Cancellation).Storage;
        storage.DriveBytes.ShouldBe(0);
        storage.Boot.ShouldBe(LinkStatus.StorageMissing);
        storage.Journal.ShouldBe(LinkStatus.StorageMissing);
        storage.Problems.ShouldHaveSingleItem().ShouldContain("no drive");
        board.Console.ToString().ShouldContain("model: no drive I:");

        var changes = new Dictionary<int, int> { [SettingKey.Threshold] = 9 };
        Should.Throw<DeviceException>(() => client.SetSettings(changes, Cancellation)).Status.ShouldBe(LinkStatus.StorageMissing);

        client.GetSettings(Cancellation).Values[SettingKey.Threshold].ShouldBe(9);
        client.ReadJournal(cancellationToken: Cancellation).ShouldBeEmpty();
        Should.Throw<DeviceException>(() => client.KeepForUndo(Cancellation)).Status.ShouldBe(LinkStatus.StorageMissing);
        client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeTrue();
    }

    [Fact]
    public void A_damaged_newest_model_gives_way_to_the_one_before_and_the_board_says_so()
    {
        using var board = new DriveBoard();
        using (var client = board.Connect())
        {
            client.PutModel(DriveBoard.MakeModel(100), cancellationToken: Cancellation);
            client.PutModel(DriveBoard.MakeModel(200), cancellationToken: Cancellation);
        }

        using (var client = board.Restart(() => Spoil(board.At("model-a.slot"), 300)))
        {
            DriveBoard.Steps(client).ShouldBeOneOf(100, 200);
        }

        using (var client = board.Restart(() => Spoil(board.At("model-b.slot"), 300)))
        {
            client.GetInfo(Cancellation).Model.ShouldNotBeNull().IsFactory.ShouldBeTrue();
            client.GetInfo(Cancellation).Storage.Boot.ShouldBe(LinkStatus.BadCrc);
            client.ReadJournal(cancellationToken: Cancellation)[^1].Label.ShouldBe((int)LinkStatus.BadCrc);
            board.Console.ToString().ShouldContain("model: damaged");
            client.PutModel(DriveBoard.MakeModel(300), cancellationToken: Cancellation);
            client.Reboot(Cancellation);
            DriveBoard.Steps(client).ShouldBe(300);
            client.GetInfo(Cancellation).Storage.Boot.ShouldBe(LinkStatus.Ok);
        }
    }

    private static void Spoil(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }
}
