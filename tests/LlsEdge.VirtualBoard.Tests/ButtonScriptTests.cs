using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class ButtonScriptTests
{
    /// <summary>Notes the button's edges, and mirrors its level on pin 2.</summary>
    private const string Mirror = """
        private static GpioPin s_lamp;
        private static void Note(object sender, PinValueChangedEventArgs e)
        {
            Console.WriteLine((e.ChangeType == PinEventTypes.Falling ? "down " : "up ") + Environment.TickCount64.ToString());
            s_lamp.Toggle();
        }
        private static void Open()
        {
            GpioController controller = new GpioController();
            s_lamp = controller.OpenPin(2, PinMode.Output);
            GpioPin button = controller.OpenPin(0, PinMode.InputPullUp);
            button.ValueChanged += Note;
        }
        """;

    private static readonly PinEvent[] s_press = [new(TimeSpan.FromSeconds(0.5), 0, false), new(TimeSpan.FromSeconds(0.7), 0, null)];

    [Fact]
    public void Edges_come_at_their_time_while_the_firmware_computes()
    {
        Run("public static void Main() { Open(); int x = 1; for (int i = 0; i < 1000000; i++) { x = x * 3 + i; } Console.WriteLine(x.ToString()); }", s_press)
            .ShouldStartWith("down 500\nup 700\n");
    }

    [Fact]
    public void Edges_come_at_their_time_while_the_firmware_sleeps()
    {
        Run("public static void Main() { Open(); Thread.Sleep(2000); Console.WriteLine(Environment.TickCount64.ToString()); }", s_press)
            .ShouldBe("down 500\nup 700\n2000");
    }

    [Fact]
    public void Edges_come_at_their_time_while_the_firmware_waits_for_the_line()
    {
        Run(
            """
            public static void Main()
            {
                Open();
                Configuration.SetPinFunction(32, DeviceFunction.COM2_TX);
                Configuration.SetPinFunction(33, DeviceFunction.COM2_RX);
                SerialPort port = new SerialPort("COM2", 921600, Parity.None, 8, StopBits.One);
                port.Open();
                while (Environment.TickCount64 < 1000) { if (port.BytesToRead > 0) { Console.WriteLine("?"); } }
            }
            """,
            s_press).ShouldBe("down 500\nup 700");
    }

    [Fact]
    public void An_unattended_run_repeats_exactly_and_outputs_are_traced()
    {
        const string main = "public static void Main() { Open(); while (true) { for (int i = 0; i < 1000; i++) { } Thread.Sleep(3); } }";
        IReadOnlyList<PinChange> trace = Trace(main, "0.25 double", out double end);
        trace.Count.ShouldBe(12);
        trace[0].High.ShouldBeTrue();
        trace[0].At.TotalSeconds.ShouldBe(0.25, 0.001);
        trace[11].At.TotalSeconds.ShouldBe(0.25 + 0.15 + 0.1 + 0.15 + 0.004, 0.001);
        end.ShouldBe(3, 0.001);
        Trace(main, "0.25 double", out double again).ShouldBe(trace);
        again.ShouldBe(end);
    }

    [Fact]
    public void Presses_and_the_end_go_by_the_world_outside_whatever_restarts()
    {
        const string main = "public static void Main() { Open(); Thread.Sleep(1000); Native.Power.RebootDevice(Native.RebootOption.NormalReboot); }";
        IReadOnlyList<PinChange> trace = Trace(main, "0.5 short, 1.5 short", out double end);
        trace.Select(change => Math.Round(change.At.TotalSeconds, 2)).Distinct().ShouldBe([0.5, 0.65, 1.5, 1.65]);
        end.ShouldBe(1, 0.05);
    }

    [Theory]
    [InlineData("4.5", "'4.5' is not a press")]
    [InlineData("4.5 long, now short", "'now short' is not a press")]
    [InlineData("-1 long", "'-1 long' is not a press")]
    [InlineData("1 triple", "'triple' is not a kind of press")]
    public void What_is_no_script_is_refused(string script, string message)
    {
        Should.Throw<FormatException>(() => ButtonScript.Parse(script, 0)).Message.ShouldContain(message);
    }

    private static string Run(string main, PinEvent[] events)
    {
        using TestFirmware firmware = TestFirmware.Compile(Mirror + main);
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(
            new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, PinEvents = events, IsUnattended = true });
        BoardRun.HasEnded(board).ShouldBeTrue();
        return console.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    private static IReadOnlyList<PinChange> Trace(string main, string script, out double end)
    {
        using TestFirmware firmware = TestFirmware.Compile(Mirror + main);
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions
        {
            FirmwarePath = firmware.Path,
            PinEvents = ButtonScript.Parse(script, 0),
            Until = TimeSpan.FromSeconds(3),
            IsUnattended = true,
        });
        BoardRun.HasEnded(board).ShouldBeTrue();
        end = board.Clock.Now.TotalSeconds;
        return board.Gpio.Trace;
    }
}
