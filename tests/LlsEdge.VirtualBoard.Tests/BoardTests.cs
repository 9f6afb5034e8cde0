using System.Diagnostics;
using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class BoardTests
{
    [Fact]
    public void Main_runs_and_writes_to_the_console()
    {
        BoardRun.Console("public static void Main() { Console.WriteLine(\"ready\"); }").ShouldBe("ready");
    }

    [Fact]
    public void Static_constructors_run_at_boot_in_metadata_order_whether_needed_or_not()
    {
        BoardRun.Console(
            "public static void Main() { Console.WriteLine(Log.Text); }",
            """
            public static class Log { public static string Text = "log"; }
            public static class B { public static int Sees = A.Value; static B() { Log.Text = Log.Text + " B" + Sees.ToString(); } }
            public static class A { public static int Value = 7; static A() { Log.Text = Log.Text + " A"; } }
            public static class Unused { static Unused() { Log.Text = Log.Text + " unused"; } }
            """).ShouldBe("log B0 A unused");
    }

    [Fact]
    public void A_firmware_that_has_ended_is_unloaded()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Main() { }");
        WeakReference ended = LoadAndEnd(firmware.Path);
        for (int i = 0; ended.IsAlive && i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        ended.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void A_reboot_from_inside_starts_with_fresh_statics()
    {
        string drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
        try
        {
            BoardRun.Console(
                """
                private static int s_value;
                public static void Main()
                {
                    Console.WriteLine(s_value.ToString());
                    s_value = 5;
                    if (!File.Exists("I:\\once"))
                    {
                        using (FileStream stream = new FileStream("I:\\once", FileMode.Create)) { stream.WriteByte(1); }
                        try
                        {
                            Native.Power.RebootDevice(Native.RebootOption.NormalReboot);
                        }
                        catch (Exception)
                        {
                            Console.WriteLine("caught");
                        }
                    }
                    Console.WriteLine("done");
                }
                """,
                drive: drive).ShouldBe("0\n0\ndone");
        }
        finally
        {
            Directory.Delete(drive, recursive: true);
        }
    }

    [Theory]
    [InlineData("while (true) { s_turns++; }")]
    [InlineData("while (true) { try { while (true) { s_turns++; } } catch (Exception) { s_turns = 0; } }")]
    [InlineData("while (true) { try { Thread.Sleep(-1); } catch { } finally { s_turns++; } }")]
    [InlineData("while (true) { Thread.Sleep(1000); }")]
    [InlineData("again: try { s_turns++; goto again; } finally { s_turns++; }")]
    public void Stop_ends_any_firmware(string body)
    {
        using TestFirmware firmware = TestFirmware.Compile("private static int s_turns; public static void Main() { " + body + " }");
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path });
        BoardRun.Pause(50);
        board.Exited.IsCompleted.ShouldBeFalse();

        board.Stop();

        BoardRun.HasEnded(board).ShouldBeTrue();
    }

    [Fact]
    public async Task An_exception_that_leaves_Main_is_reported()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Main() { throw new InvalidOperationException(); }");
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path });

        await Should.ThrowAsync<InvalidOperationException>(board.Exited);
    }

    [Fact]
    public void A_reboot_from_outside_starts_anew()
    {
        using TestFirmware firmware = TestFirmware.Compile("private static int s_n; public static void Main() { s_n++; Console.WriteLine(s_n.ToString()); }");
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console });
        BoardRun.HasEnded(board);
        board.Reboot();
        BoardRun.HasEnded(board);

        console.ToString().ReplaceLineEndings("\n").ShouldBe("1\n1\n");
        board.Boots.ShouldBe(2);
    }

    [Fact]
    public void What_is_not_simulated_is_named()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Main() { new Timer(null, null, 1, 1); }");

        Should.Throw<FirmwareNotSupportedException>(() => FirmwareImage.Load(firmware.Path)).Message.ShouldContain("System.Threading.Timer");
    }

    [Fact]
    public void A_second_thread_is_refused_when_the_firmware_is_loaded()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Main() { new Thread(Main).Start(); }");

        Should.Throw<FirmwareNotSupportedException>(() => FirmwareImage.Load(firmware.Path)).Message.ShouldContain("Thread");
    }

    [Fact]
    public void A_missing_firmware_is_named()
    {
        Should.Throw<FirmwareNotSupportedException>(() => FirmwareImage.Load("nowhere.exe")).Message.ShouldContain("nowhere.exe");
    }

    [Fact]
    public void Libraries_beside_the_firmware_are_loaded_and_counted()
    {
        using TestFirmware firmware = TestFirmware.CompileWithLibrary(
            "public static class Trunk { private static int[] s_k = new int[3]; public static int Twice(int x) { return x + x + s_k[1]; } }",
            "public static int Run(int x) { return Trunk.Twice(x); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Meter.Clear();

        image.Invoke("Program", "Run", 21).ShouldBe(42);
        image.Meter.Snapshot().Instructions.ShouldBe(3 + 8);
        image.GetType("Trunk").Assembly.ShouldNotBe(image.GetType("Program").Assembly);
    }

    [Fact]
    public void The_clock_follows_instructions_and_sleeps()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            """
            public static void Main()
            {
                ulong start = HighResTimer.GetCurrent();
                for (int i = 0; i < 100000; i++) { }
                ulong loop = HighResTimer.GetCurrent() - start;
                long tick = Environment.TickCount64;
                DateTime before = DateTime.UtcNow;
                Thread.Sleep(5000);
                Console.WriteLine(loop.ToString());
                Console.WriteLine((Environment.TickCount64 - tick).ToString());
                Console.WriteLine(((int)(DateTime.UtcNow - before).TotalSeconds).ToString());
            }
            """);
        StringWriter console = new();
        long start = Stopwatch.GetTimestamp();
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console });
        BoardRun.HasEnded(board);
        string[] lines = console.ToString().ReplaceLineEndings("\n").Split('\n');

        // 421 Xtensa instructions a turn at 1.4 cycles each and 240 MHz.
        double.Parse(lines[0]).ShouldBe(100_000 * 421 * 1.4 / 240, tolerance: 25_000);
        lines[1].ShouldBe("5000");
        lines[2].ShouldBe("5");
        board.Clock.IdleMicroseconds.ShouldBe(5_000_000);
        Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(4.5);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndEnd(string path)
    {
        using FirmwareImage image = FirmwareImage.Load(path);
        return new WeakReference(image.GetType("Program").Assembly);
    }
}
