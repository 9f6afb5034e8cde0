using System.Diagnostics;
using LlsEdge.Host.Flashing;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Flashing;

/// <summary>nanoff as a process: found, asked, run, and its failures explained. What the stand-in prints is copied from nanoff's sources.</summary>
public class NanoffTests
{
    private const string Port = "/dev/ttyUSB7";
    private const string Header = ".NET nanoFramework Firmware Flasher v2.5.162+baccab8c1f\nCopyright (C) 2019 .NET Foundation and nanoFramework project contributors\n\n";
    private static readonly NanoffPlaces s_nowhere = new("", [], IsWindows: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StandInNanoff.Version2, 2, false)]
    [InlineData(StandInNanoff.Version3, 3, true)]
    public void Its_version_decides_on_the_command_line(string version, int major, bool hasVerbs)
    {
        using StandInNanoff standIn = new(version);

        Nanoff nanoff = Open(standIn);

        nanoff.Version.Major.ShouldBe(major);
        nanoff.Version.HasVerbs.ShouldBe(hasVerbs);
    }

    [Fact]
    public void What_it_prints_is_passed_on_and_kept()
    {
        using StandInNanoff standIn = new(StandInNanoff.Version2, Header + "Getting details from nano device...OK\nDeploying managed application...OK\nRebooting...OK\n");
        StringWriter shown = new();
        Nanoff nanoff = Nanoff.Open(standIn.Path, s_nowhere, shown, Cancellation);

        string text = nanoff.Do(NanoffCommand.App(nanoff.Version, "app.bin", Port), Port, isShown: true, Cancellation);

        text.ShouldContain("Deploying managed application...OK");
        shown.ToString().ShouldBe(text);
        standIn.Calls.ShouldBe(["--nanodevice --deploy --serialport /dev/ttyUSB7 --image app.bin --suppressnanoffversioncheck"]);
    }

    public static TheoryData<string, int, FlashErrorKind, string> AppFailures => new()
    {
        { "Getting details from nano device...Error E2001: Error occurred with listing nano devices. (Couldn't connect to specified nano device.)\n", 2001, FlashErrorKind.Board, "RESET" },
        { "Getting details from nano device...Error E2002: Error executing operation with nano device. (Missing details from  to perform deployment operation.)\n", 2002, FlashErrorKind.Board, "--clr" },
        { "Getting details from nano device...OK\nDeploying managed application...FAILED!\nError E2002: Error executing operation with nano device.\n", 2002, FlashErrorKind.Board, "did not take the app" },
        { "Error E6002: Couldn't access serial device. Another (nanoFramework) application has exclusive access to the device.\n", 6002, FlashErrorKind.Port, "Device Explorer" },
        { "Error E9000: Invalid or missing arguments. (Incompatible options combined with --nanodevice.)\n", 9000, FlashErrorKind.NoTool, "does not understand" },
        { "No operation was performed with the options supplied.\n", 0, FlashErrorKind.NoTool, "nothing to do" },
        { "Unhandled exception. System.InvalidOperationException: x\n", 134, FlashErrorKind.Board, "134" },
    };

    [Theory]
    [MemberData(nameof(AppFailures))]
    public void A_failure_to_deploy_is_explained(string prints, int exitCode, FlashErrorKind kind, string part)
    {
        using StandInNanoff standIn = new(StandInNanoff.Version2, Header + prints, exitCode);
        ShouldFail(standIn, version => NanoffCommand.App(version, "app.bin", Port), kind, part);
    }

    public static TheoryData<string, int, FlashErrorKind, string> ClrFailures => new()
    {
        // At low verbosity nanoff prints the code alone.
        { "E4000\n", 4000, FlashErrorKind.Board, "BOOT" },
        { "*** Hold down the BOOT/FLASH button in ESP32 board ***\nE4000\n", 4000, FlashErrorKind.Board, "download mode" },
        { "Error E4000: Error executing ESP32 serial command. (Failed to connect to ESP32 bootloader. No sync response received.)\n", 4000, FlashErrorKind.Board, "download mode" },
        { "Error E4000: Error executing ESP32 serial command. (Unable to open serial port /dev/ttyUSB7: Access to the port '/dev/ttyUSB7' is denied.)\n", 4000, FlashErrorKind.Port, "dialout" },
        { "E4001\n", 4001, FlashErrorKind.Board, "size" },
        { "E4002\n", 4002, FlashErrorKind.Board, "erase" },
        { "E4003\n", 4003, FlashErrorKind.Board, "--baud" },
        { "E4004\n", 4004, FlashErrorKind.Board, "cable" },
        { "E4005\n", 4005, FlashErrorKind.Port, "ports" },
        { "E6000\n", 6000, FlashErrorKind.Port, "ports" },
        { "E7000\n", 7000, FlashErrorKind.Board, "ESP32-S3" },
        { "\n*************************** ERROR **************************\nCouldn't find this target in our Cloudsmith repositories!\nE9005\n", 9005, FlashErrorKind.NoFirmware, "--clr-version" },
        { "E9006\n", 9006, FlashErrorKind.NoFirmware, "fw_cache" },
        { "Failure to download package and couldn't find one in the cache.\nE9007\n", 9007, FlashErrorKind.NoFirmware, "network" },
        { "E9016\n", 9016, FlashErrorKind.Board, "read" },
    };

    [Theory]
    [MemberData(nameof(ClrFailures))]
    public void A_failure_to_flash_is_explained_whether_or_not_the_code_is_printed(string prints, int exitCode, FlashErrorKind kind, string part)
    {
        // A code alone may also come of the exit code alone.
        foreach (string text in new[] { Header + prints, prints.Length == "E4000\n".Length ? "" : prints })
        {
            using StandInNanoff standIn = new(StandInNanoff.Version2, text, exitCode);
            ShouldFail(standIn, version => NanoffCommand.Clr(version, "ESP32_PSRAM_REV3", "1.17.0.93", Port, null), kind, part);
        }
    }

    [Fact]
    public void Without_a_network_the_list_fails_in_its_own_way()
    {
        using StandInNanoff standIn = new(
            StandInNanoff.Version3,
            "Unhandled exception. System.Net.Http.HttpRequestException: Name or service not known (api.cloudsmith.io:443)\n ---> System.Net.Sockets.SocketException (0xFFFDFFFF)\n",
            134);
        ShouldFail(standIn, NanoffCommand.List, FlashErrorKind.NoFirmware, "network");
    }

    [Fact]
    public void No_two_codes_share_the_eight_bits_of_an_exit_code()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Folder, "host-tools/LlsEdge.Host/Flashing/NanoffFailure.cs"));
        int from = source.IndexOf('[', source.IndexOf("s_codes", StringComparison.Ordinal));
        int[] codes = [.. source[(from + 1)..source.IndexOf(']', from)].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

        codes.Length.ShouldBeGreaterThan(20);
        codes.Select(code => code & 0xFF).ShouldBeUnique();
    }

    [Fact]
    public void A_nanoff_that_hangs_is_ended()
    {
        using StandInNanoff standIn = new(StandInNanoff.Version2, before: "sleep 60");
        using CancellationTokenSource soon = new(TimeSpan.FromSeconds(1));
        Nanoff nanoff = Open(standIn);
        Stopwatch time = Stopwatch.StartNew();

        Should.Throw<OperationCanceledException>(() => nanoff.Do(NanoffCommand.App(nanoff.Version, "app.bin", Port), Port, isShown: false, soon.Token));

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(NanoffTask.App, FlashErrorKind.Board, "unplug")]
    [InlineData(NanoffTask.List, FlashErrorKind.NoFirmware, "network")]
    public void Patience_ends(NanoffTask task, FlashErrorKind kind, string part)
    {
        using StandInNanoff standIn = new(StandInNanoff.Version2, before: "sleep 60");
        Nanoff nanoff = Open(standIn);
        NanoffCommand command = (task == NanoffTask.App ? NanoffCommand.App(nanoff.Version, "app.bin", Port) : NanoffCommand.List(nanoff.Version)).Within(TimeSpan.FromSeconds(1));

        FlashException failure = Should.Throw<FlashException>(() => nanoff.Do(command, Port, isShown: false, Cancellation));

        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldContain(part);
    }

    [Fact]
    public void What_is_no_nanoff_is_refused()
    {
        using StandInNanoff other = new("usage: nanoff-like");
        Should.Throw<FlashException>(() => Open(other)).Message.ShouldContain("does not tell nanoff's version");

        using StandInNanoff old = new("nanoff 2.4.9+0");
        Should.Throw<FlashException>(() => Open(old)).Message.ShouldContain("dotnet tool update");

        FlashException missing = Should.Throw<FlashException>(() => Nanoff.Open("/nowhere/nanoff", s_nowhere, TextWriter.Null, Cancellation));
        missing.Kind.ShouldBe(FlashErrorKind.NoTool);
        missing.Message.ShouldContain("/nowhere/nanoff");
    }

    [Fact]
    public void One_that_lacks_its_runtime_says_so()
    {
        using StandInNanoff standIn = new("You must install or update .NET to run this application.\nFramework: 'Microsoft.NETCore.App', version '8.0.0' (x64)");
        File.WriteAllText(standIn.Path, File.ReadAllText(standIn.Path).Replace("exit 0", "exit 150"));

        FlashException failure = Should.Throw<FlashException>(() => Open(standIn));

        failure.Kind.ShouldBe(FlashErrorKind.NoTool);
        failure.Message.ShouldContain("runtime");
    }

    [Fact]
    public void A_file_that_is_no_program_is_said_to_be_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files need no permission to be run there.");
        using TempFolder folder = new();
        File.WriteAllText(folder["nanoff"], "text");

        FlashException failure = Should.Throw<FlashException>(() => Nanoff.Open(folder["nanoff"], s_nowhere, TextWriter.Null, Cancellation));

        failure.Kind.ShouldBe(FlashErrorKind.NoTool);
        failure.Message.ShouldContain("cannot be started");
    }

    private static Nanoff Open(StandInNanoff standIn) => Nanoff.Open(standIn.Path, s_nowhere, TextWriter.Null, Cancellation);

    private static void ShouldFail(StandInNanoff standIn, Func<NanoffVersion, NanoffCommand> command, FlashErrorKind kind, string part)
    {
        Nanoff nanoff = Open(standIn);
        FlashException failure = Should.Throw<FlashException>(() => nanoff.Do(command(nanoff.Version), Port, isShown: false, Cancellation));
        failure.Message.ShouldContain(part);
        failure.Kind.ShouldBe(kind, failure.Message);
        failure.Message.ShouldNotContain("\n");
    }
}
