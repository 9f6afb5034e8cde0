using LlsEdge.Host.Tests.Flashing;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>llsedge flash against a program that behaves as nanoff does, on a port that exists.</summary>
public sealed class FlashTests : IDisposable
{
    private const string Listing = "Available targets:\n  ESP32_PSRAM_REV3\n    1.17.0.93\n  ESP32_S3_OCTAL\n    1.17.0.104\n    1.17.0.95\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-flash-").FullName;
    private readonly UartBackend? _line = OperatingSystem.IsWindows() ? null : UartBackend.Pty();

    public void Dispose()
    {
        _line?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Port => _line!.PortName;

    [Fact]
    public void Clr_and_app_go_to_the_board_one_after_the_other()
    {
        string image = Image("ESP32-S3 DevKit");
        string nanoff = Nanoff("nanoff 2.5.162+baccab8");

        Outcome outcome = RunningTool.Run("flash", "--clr", "--image", image, "--nanoff", nanoff, "--port", Port, "--json").ShouldEndWell();

        string[] calls =
        [
            "--listtargets --platform esp32 --suppressnanoffversioncheck",
            $"--update --target ESP32_S3_OCTAL --fwversion 1.17.0.104 --serialport {Port} --verbosity minimal --suppressnanoffversioncheck",
            $"--nanodevice --deploy --serialport {Port} --image {image} --suppressnanoffversioncheck",
        ];
        File.ReadAllLines(nanoff + ".calls").ShouldBe(["--version", .. calls]);
        outcome.Json.GetProperty("commands").EnumerateArray().Select(line => line.GetString()).ShouldBe(calls.Select(call => $"{nanoff} {call}"));
        outcome.Json.GetProperty("clrVersion").GetString().ShouldBe("1.17.0.104");
        outcome.Json.GetProperty("board").GetString().ShouldBe("Esp32S3DevKit");
        outcome.Json.GetProperty("image").GetProperty("deployBytes").GetInt32().ShouldBe(0x2E0000);

        // Each command is told before what it prints.
        outcome.Error.IndexOf(calls[2], StringComparison.Ordinal).ShouldBeLessThan(outcome.Error.IndexOf("Deploying managed application...OK", StringComparison.Ordinal));
        outcome.Error.ShouldNotContain("Available targets");
    }

    [Fact]
    public void The_app_alone_is_written_without_asking_for_the_clr()
    {
        string image = Image("ESP32 DevKit");
        string nanoff = Nanoff(".NET nanoFramework Firmware Flasher v3.0.0-preview.1+06913d2");

        Outcome outcome = RunningTool.Run("flash", "--image", image, "--nanoff", nanoff, "--port", Port).ShouldEndWell();

        File.ReadAllLines(nanoff + ".calls").ShouldBe(["--version", $"deploy serialport {Port} image {image} suppressnanoffversioncheck"]);
        outcome.Output.ShouldBe($"The board at {Port} now has app.bin, 4,096 of 1,835,008 bytes\n");
    }

    [Fact]
    public void A_dry_run_prints_the_commands_and_runs_none()
    {
        string image = Image("ESP32 WROVER DevKit");
        string nanoff = Nanoff("nanoff 2.5.162+baccab8");

        Outcome outcome = RunningTool.Run("flash", "--clr", "--image", image, "--nanoff", nanoff, "--port", "/dev/not-there", "--dry-run").ShouldEndWell();

        outcome.Output.ShouldBe(
            $"""
            {nanoff} --listtargets --platform esp32 --suppressnanoffversioncheck
            {nanoff} --update --target ESP32_PSRAM_REV3 --fwversion 1.17.x.y --serialport /dev/not-there --verbosity minimal --suppressnanoffversioncheck
            {nanoff} --nanodevice --deploy --serialport /dev/not-there --image {image} --suppressnanoffversioncheck

            """.ReplaceLineEndings("\n"));
        File.ReadAllLines(nanoff + ".calls").ShouldBe(["--version"]);
    }

    [Fact]
    public void A_dry_run_names_a_version_that_was_given()
    {
        Outcome outcome = RunningTool.Run(
            "flash", "--clr", "--no-app", "--board", "Esp32DevKit", "--clr-version", "1.17.0.77", "--nanoff", Nanoff("nanoff 2.5.162+0"), "-p", "COM5", "--dry-run", "--json");

        outcome.ShouldSucceed().Json.GetProperty("commands").EnumerateArray().Single().GetString()!.ShouldContain("--target ESP32_PSRAM_REV3 --fwversion 1.17.0.77 --serialport COM5");
    }

    [Theory]
    [InlineData("E4000", 160, 6, "BOOT")]
    [InlineData("E6000", 112, 5, "dialout")]
    [InlineData("E9007", 47, 9, "network")]
    public void Failures_have_a_sentence_and_an_exit_code(string prints, int nanoffCode, int exitCode, string part)
    {
        string nanoff = Nanoff("nanoff 2.5.162+0", prints, nanoffCode);

        Outcome outcome = RunningTool.Run("flash", "--clr", "--no-app", "--board", "Esp32DevKit", "--nanoff", nanoff, "--port", Port, "--json");

        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        outcome.Json.GetProperty("exitCode").GetInt32().ShouldBe(exitCode);
        outcome.Json.GetProperty("error").GetString()!.ShouldContain(part);
        outcome.Error.TrimEnd('\n').Split('\n')[^1].ShouldStartWith("llsedge: ");
    }

    [Fact]
    public void Ctrl_C_ends_nanoff()
    {
        string nanoff = Nanoff("nanoff 2.5.162+0", before: "echo $$ > \"$0.pid\"; exec sleep 100");
        using RunningTool tool = RunningTool.Start("flash", "--image", Image("ESP32 DevKit"), "--nanoff", nanoff, "--port", Port);
        for (int i = 0; i < 600 && !(File.Exists(nanoff + ".pid") && File.ReadAllText(nanoff + ".pid").EndsWith('\n')); i++)
        {
            Thread.Sleep(50);
        }

        int running = int.Parse(File.ReadAllText(nanoff + ".pid"), System.Globalization.CultureInfo.InvariantCulture);

        tool.Interrupt();

        tool.Finish().ExitCode.ShouldBe(7);
        Directory.Exists($"/proc/{running}").ShouldBeFalse("nanoff goes on");
    }

    [Theory]
    [InlineData("flash", 2, "--port PORT", "LLSEDGE_PORT")]
    [InlineData("flash --no-app -p COM5", 2, "nothing to write")]
    [InlineData("flash -p tcp://localhost:7", 2, "no serial port")]
    [InlineData("flash --clr --no-app -p COM5", 2, "--board", "Esp32S3DevKit")]
    [InlineData("flash --clr --no-app --board Uno -p COM5", 2, "'Uno'", "Esp32S3DevKit")]
    [InlineData("flash --clr --no-app --target ESP99 -p COM5", 2, "ESP99", "ESP32_S3_QUAD")]
    [InlineData("flash --clr --no-app --board Esp32DevKit --flash-size 5 -p COM5", 2, "5 MB", "4, 8, 16 MB")]
    [InlineData("flash --image @none.bin -p COM5", 9, "none.bin")]
    [InlineData("flash --image @text.bin -p COM5", 9, "text.bin", "not the .bin of a nanoFramework app")]
    [InlineData("flash --image @large.bin -p COM5", 9, "large.bin", "2,000,000 bytes", "1,835,008")]
    [InlineData("flash --image @app.bin --board Esp32S3DevKit -p COM5", 9, "ESP32 DevKit", "Esp32S3DevKit")]
    [InlineData("flash --image @app.bin --nanoff @nothing -p COM5", 9, "nothing", "--nanoff")]
    [InlineData("flash --image @app.bin --nanoff @nanoff -p /dev/llsedge-none", 5, "/dev/llsedge-none")]
    public void Bad_input_gives_a_sentence_and_an_exit_code(string line, int exitCode, params string[] parts)
    {
        Nanoff("nanoff 2.5.162+0");
        File.WriteAllText(At("text.bin"), "text");
        File.Move(Image("ESP32 DevKit", 2_000_000), At("large.bin"));
        Image("ESP32 DevKit");

        Outcome outcome = RunningTool.Run([.. line.Split(' ').Select(word => word.StartsWith('@') ? At(word[1..]) : word), "--json"]);

        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        string sentence = outcome.Error.TrimEnd('\n').Split('\n')[^1];
        sentence.ShouldStartWith("llsedge: ");
        parts.ShouldAllBe(part => sentence.Contains(part));
        outcome.Json.GetProperty("exitCode").GetInt32().ShouldBe(exitCode);
    }

    [Fact]
    public void The_environments_port_is_the_links_and_not_used()
    {
        RunningTool.RunIn(new Surroundings { Variables = { ["LLSEDGE_PORT"] = "/dev/ttyUSB0" } }, "flash", "--image", Image("ESP32 DevKit"), "--dry-run").ShouldFail(2, "LLSEDGE_PORT");
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Image(string board, int length = 4096)
    {
        File.WriteAllBytes(At("app.bin"), FakeImage.Of(board, length));
        return At("app.bin");
    }

    private string Nanoff(string version, string? clrPrints = null, int clrCode = 0, string before = "")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        File.WriteAllText(At("listing"), Listing);
        File.WriteAllText(
            At("nanoff"),
            $"""
            #!/bin/sh
            echo "$@" >> "$0.calls"
            case "$1" in
            --version) echo "{version}" >&2; exit 0 ;;
            --listtargets|list) cat "{At("listing")}"; exit 0 ;;
            --update|flash) echo "{clrPrints}"; exit {clrCode} ;;
            esac
            {before}
            printf 'Getting details from nano device...OK\nDeploying managed application...OK\nRebooting...OK\n'

            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("nanoff"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return At("nanoff");
    }
}
