using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>What a board writes, shown: from a virtual one over a pseudo-terminal, and from a listener that writes what no board would.</summary>
public sealed class MonitorTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MonitorTests() => _listener.Start();

    private string Port => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    [Fact]
    public async Task A_boards_text_is_shown_until_Ctrl_C()
    {
        using RunningBoard board = RunningBoard.Start("--console");
        using RunningTool monitor = RunningTool.Start("monitor", "--port", board.ConsolePort!);

        // What the board wrote before the monitor came may be lost: it starts again until the monitor has seen it whole.
        Task<string?> ready = Task.Run(
            () =>
            {
                string? line = monitor.ReadLine();
                for (bool isWhole = false; line is not null && !(isWhole && line.StartsWith("ready on COM2", StringComparison.Ordinal)); line = monitor.ReadLine())
                {
                    isWhole |= line == "LlsEdge 0.1.0";
                }

                return line;
            },
            TestContext.Current.CancellationToken);
        while (await Task.WhenAny(ready, Task.Delay(500, TestContext.Current.CancellationToken)) != ready)
        {
            board.Ok("board", "reboot");
        }

        // A port belongs to one program.
        RunningTool.Run("monitor", "--port", board.ConsolePort!).ShouldFail(5, "Another program uses " + board.ConsolePort, "close it");

        (await ready).ShouldNotBeNull();
        monitor.Interrupt();
        Outcome end = monitor.Finish();

        end.ExitCode.ShouldBe(0, end.Error);
        end.Error.ShouldContain("Ctrl-C ends");
        end.Error.ShouldNotContain("unreadable");
    }

    [Fact]
    public async Task A_board_that_is_unplugged_is_waited_for()
    {
        using RunningTool monitor = RunningTool.Start("monitor", "--port", Port);
        await Write("first\r\n"u8.ToArray());
        monitor.ReadLine().ShouldBe("first");
        using TcpClient again = await Write("second\r\n"u8.ToArray(), stays: true);
        monitor.ReadLine().ShouldBe("second");
        monitor.Interrupt();

        Outcome end = monitor.Finish();
        end.ExitCode.ShouldBe(0, end.Error);
        end.Error.ShouldContain($"{Port} is gone");
        end.Error.ShouldContain($"{Port} is back");
    }

    [Fact]
    public async Task A_wrong_speed_is_recognised_and_nothing_of_it_shown()
    {
        byte[] noise = new byte[300];
        new Random(3).NextBytes(noise);
        using RunningTool monitor = RunningTool.Start("monitor", "--port", Port);
        using TcpClient board = await Write([.. noise.Select(value => (byte)(value | 0x80)), .. "and then a line\n"u8], stays: true);
        monitor.ReadLine().ShouldBe("and then a line");
        monitor.Interrupt();

        Outcome end = monitor.Finish();
        end.Output.ShouldBeEmpty();
        end.Error.ShouldContain("[300 unreadable bytes]");
        end.Error.ShouldContain("This is not text at 921600 baud");
        end.Error.ShouldContain("--baud 115200");
    }

    [Fact]
    public async Task Packets_of_the_link_are_counted()
    {
        // The packet of PacketTests, twice.
        byte[] packet = [0, 8, 0x12, 0x07, 0x01, 0x5D, 0x08, 0xA5, 0xD8, 0];
        using RunningTool monitor = RunningTool.Start("monitor", "--port", Port);
        using TcpClient board = await Write([.. packet, .. packet, .. "a line\n"u8], stays: true);
        monitor.ReadLine().ShouldBe("a line");
        monitor.Interrupt();

        Outcome end = monitor.Finish();
        end.Error.ShouldContain("[2 packets of the link");
        end.Error.ShouldNotContain("unreadable");
    }

    [Fact]
    public async Task A_log_keeps_what_is_shown_and_json_sums_up()
    {
        string log = Path.Combine(Directory.CreateTempSubdirectory("llsedge-monitor-").FullName, "board.txt");
        File.WriteAllText(log, "before\n");
        using RunningTool monitor = RunningTool.Start("monitor", "--port", Port, "--timestamps", "--log", log, "--json");
        using TcpClient board = await Write("one\ntwo\n"u8.ToArray(), stays: true);
        while (File.ReadAllLines(log).Length < 3)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        monitor.Interrupt();
        Outcome end = monitor.Finish();

        end.ExitCode.ShouldBe(0, end.Error);
        end.Json.GetProperty("lines").GetInt32().ShouldBe(2);
        string[] lines = File.ReadAllLines(log);
        lines[0].ShouldBe("before");
        lines[1].ShouldMatch(@"^\d\d:\d\d:\d\d\.\d\d\d  one$");
        Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Waits for the monitor and writes to it as a board would.</summary>
    private async Task<TcpClient> Write(byte[] bytes, bool stays = false)
    {
        TcpClient client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
        if (!stays)
        {
            client.Dispose();
        }

        return client;
    }
}
