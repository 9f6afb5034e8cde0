using LlsEdge.Cli.Shell;
using LlsEdge.Cli.Torture;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class TortureTests
{
    [Fact]
    public void A_board_whose_power_is_cut_comes_back_with_all_it_has_promised()
    {
        TortureResult result = new TortureRunner(4, null, null).Run(25, NoProgress.Instance, TestContext.Current.CancellationToken);

        result.Faults.ShouldBeEmpty();
        result.Cuts.ShouldBe(25);
        result.CleanBoots.ShouldBe(25);
        result.CutsDuringStart.ShouldBeGreaterThan(0);
        result.CutsDuring.Values.Sum().ShouldBe(25 - result.CutsDuringStart);
        result.CutsDuring.Count.ShouldBeGreaterThan(3);
        result.Done["commit"].ShouldBeGreaterThan(0);
        result.JournalRecords.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void The_command_gives_the_counts()
    {
        Outcome outcome = RunningTool.Run("board", "torture", "--cuts", "3", "--seed", "9", "--json").ShouldSucceed();

        outcome.Json.GetProperty("cuts").GetInt32().ShouldBe(3);
        outcome.Json.GetProperty("cleanBoots").GetInt32().ShouldBe(3);
        foreach (string fault in new[] { "lostCommits", "lostRecords", "tornRecords", "lostSettings", "wrongModels" })
        {
            outcome.Json.GetProperty(fault).GetInt32().ShouldBe(0, fault);
        }
    }

    [Fact]
    public void What_a_board_was_never_told_counts_as_lost()
    {
        string drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
        try
        {
            using UartBackend line = OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();
            using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { DriveFolder = drive, Uart = line });
            CancellationToken cancellation = TestContext.Current.CancellationToken;
            TortureLedger ledger = new();
            using (DeviceClient client = DeviceClient.Connect(board.PortName, cancellation))
            {
                client.PutModel(new TortureRunner(1, null, null).DrawModel(), null, cancellation);
                ledger.Begin(client, cancellation);
            }

            ledger.Recorded(JournalKind.Trained);
            ledger.ModelBegins(12345);
            ledger.ModelDone(isPut: false);
            ledger.SettingsBegin([1, 2, 3]);
            ledger.SettingsDone();
            ledger.UndoneTo(777);
            board.Reboot();
            using (DeviceClient client = DeviceClient.Connect(board.PortName, cancellation))
            {
                ledger.Check(client, cancellation).ShouldBeFalse();
                ledger.LostRecords.ShouldBe(1);
                ledger.LostCommits.ShouldBe(1);
                ledger.LostSettings.ShouldBe(1);
                ledger.WrongModels.ShouldBe(1);
                ledger.Faults.Count.ShouldBe(4);
            }
        }
        finally
        {
            Directory.Delete(drive, recursive: true);
        }
    }
}
