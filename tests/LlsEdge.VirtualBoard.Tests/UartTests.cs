using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class UartTests
{
    private const string Open = """
        private static SerialPort Port(int buffer)
        {
            Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
            SerialPort port = new SerialPort("COM2", 115200, Parity.None, 8, StopBits.One);
            if (buffer > 0) { port.ReadBufferSize = buffer; }
            port.Open();
            Console.WriteLine("open");
            return port;
        }
        """;

    private const string Echo = Open + """
        public static void Main()
        {
            SerialPort port = Port(4096);
            byte[] buffer = new byte[512];
            while (true)
            {
                int count = port.BytesToRead;
                if (count > 0)
                {
                    if (count > buffer.Length) { count = buffer.Length; }
                    port.Read(buffer, 0, count);
                    port.Write(buffer, 0, count);
                }
            }
        }
        """;

    [Fact]
    public void Bytes_come_back_over_a_line_in_memory()
    {
        using Rig rig = Rig.Start(Echo, UartBackend.Memory());
        Stream host = ((MemoryUart)rig.Line).Host;
        host.ReadTimeout = 10_000;
        byte[] sent = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int round = 0; round < 10; round++)
        {
            host.Write(sent);
            byte[] received = new byte[256];
            host.ReadExactly(received);
            received.ShouldBe(sent);
        }

        // Both directions at ten bits a byte.
        rig.Board.Clock.LineMicroseconds.ShouldBe(2 * 2560 * 10 * 1e6 / 115200, tolerance: 1);
    }

    [Fact]
    public void Bytes_come_back_over_a_pseudo_terminal_that_is_closed_and_reopened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There are no pseudo-terminals here.");
        using Rig rig = Rig.Start(Echo, UartBackend.Pty());
        byte[] sent = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int session = 0; session < 3; session++)
        {
            using RawTerminal terminal = new(rig.Board.PortName);
            for (int round = 0; round < 20; round++)
            {
                terminal.Write(sent);
                terminal.Read(sent.Length).ShouldBe(sent);
            }
        }
    }

    [Fact]
    public void A_board_outlives_a_host_that_does_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There are no pseudo-terminals here.");
        using Rig rig = Rig.Start(
            Open + """
            public static void Main()
            {
                SerialPort port = Port(0);
                byte[] buffer = new byte[1000];
                for (int i = 0; i < 100; i++) { port.Write(buffer, 0, buffer.Length); }
                Console.WriteLine("sent");
            }
            """,
            UartBackend.Pty());

        BoardRun.HasEnded(rig.Board).ShouldBeTrue();
        rig.Board.Uart.BytesSent.ShouldBe(100_000);
    }

    [Fact]
    public void A_tcp_client_may_leave_and_come_back()
    {
        using Rig rig = Rig.Start(Echo, UartBackend.Tcp(0));
        int port = int.Parse(rig.Board.PortName.Split(':')[2]);
        for (int session = 0; session < 2; session++)
        {
            using TcpClient client = new("127.0.0.1", port);
            client.ReceiveTimeout = 10_000;
            client.GetStream().Write("hello"u8);
            byte[] received = new byte[5];
            client.GetStream().ReadExactly(received);
            Encoding.ASCII.GetString(received).ShouldBe("hello");
        }
    }

    [Theory]
    [InlineData(0, 256, 256)]
    [InlineData(0, 257, 0)]
    [InlineData(1000, 1000, 1000)]
    [InlineData(1000, 1001, 0)]
    public void An_overflow_loses_everything(int buffer, int sent, int left)
    {
        using Rig rig = Rig.Start(
            Open + "public static void Main() { SerialPort port = Port(" + buffer + "); while (true) { Thread.Sleep(20); } }",
            UartBackend.Memory());
        ((MemoryUart)rig.Line).Host.Write(new byte[sent]);

        rig.Board.Uart.BytesWaiting.ShouldBe(left);
        rig.Board.Uart.Overflows.ShouldBe(left == 0 ? 1 : 0);
    }

    [Fact]
    public void A_port_without_pins_receives_nothing()
    {
        using Rig rig = Rig.Start(
            """
            public static void Main()
            {
                SerialPort port = new SerialPort("COM2", 115200, Parity.None, 8, StopBits.One);
                port.Open();
                Console.WriteLine("open");
                while (true) { Thread.Sleep(20); }
            }
            """,
            UartBackend.Memory());
        ((MemoryUart)rig.Line).Host.Write(new byte[10]);

        rig.Board.Uart.BytesReceived.ShouldBe(0);
        rig.Console.ShouldContain("SetPinFunction");
    }

    [Fact]
    public void The_debuggers_port_is_refused()
    {
        BoardRun.Console("""
            public static void Main()
            {
                try { new SerialPort("COM1", 115200, Parity.None, 8, StopBits.One).Open(); } catch (ArgumentException) { Console.WriteLine("refused"); }
            }
            """).ShouldBe("refused");
    }

    [Fact]
    public void A_read_waits_for_exactly_what_was_asked_for_or_times_out()
    {
        using Rig rig = Rig.Start(
            Open + """
            public static void Main()
            {
                SerialPort port = Port(0);
                byte[] buffer = new byte[8];
                Console.WriteLine(port.Read(buffer, 0, 8).ToString());
                port.ReadTimeout = 50;
                try { port.Read(buffer, 0, 8); } catch (TimeoutException) { Console.WriteLine("timeout"); }
                Console.WriteLine(port.BytesToRead.ToString());
            }
            """,
            UartBackend.Memory());
        Stream host = ((MemoryUart)rig.Line).Host;
        host.Write(new byte[5]);
        BoardRun.Pause(100);
        rig.Board.Exited.IsCompleted.ShouldBeFalse();
        host.Write(new byte[6]);

        BoardRun.HasEnded(rig.Board).ShouldBeTrue();
        rig.Console.ShouldBe("open\n8\ntimeout\n3");
    }

    [Fact]
    public void Received_data_raise_the_event()
    {
        using Rig rig = Rig.Start(
            """
            private static bool s_came;
            public static void Main()
            {
                Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
                Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
                SerialPort port = new SerialPort("COM2", 115200, Parity.None, 8, StopBits.One);
                port.DataReceived += (sender, e) => { s_came = true; };
                port.Open();
                Console.WriteLine("open");
                while (!s_came) { }
                Console.WriteLine("came");
            }
            """,
            UartBackend.Memory());
        ((MemoryUart)rig.Line).Host.Write(new byte[1]);

        BoardRun.HasEnded(rig.Board).ShouldBeTrue();
    }

    [Fact]
    public void Faults_can_be_injected()
    {
        using Rig rig = Rig.Start(Open + "public static void Main() { SerialPort port = Port(0); while (true) { Thread.Sleep(20); } }", UartBackend.Memory());
        Stream host = ((MemoryUart)rig.Line).Host;
        UartLine uart = rig.Board.Uart;
        host.Write(new byte[10]);
        uart.DropReceiveBuffer();
        uart.BytesWaiting.ShouldBe(0);
        uart.Unplug();
        host.Write(new byte[10]);
        uart.BytesWaiting.ShouldBe(0);
        uart.Replug();
        uart.Inject(1, 2, 3);
        uart.BytesWaiting.ShouldBe(3);
        uart.DropReceiveBufferAfter(5);
        host.Write(new byte[7]);
        uart.BytesWaiting.ShouldBe(2);
    }

    [Fact]
    public void A_byte_can_be_corrupted()
    {
        using Rig rig = Rig.Start(Echo, UartBackend.Memory());
        Stream host = ((MemoryUart)rig.Line).Host;
        host.ReadTimeout = 10_000;
        rig.Board.Uart.CorruptByte(1, 0x80);
        host.Write([1, 2, 3]);
        byte[] received = new byte[3];
        host.ReadExactly(received);

        received.ShouldBe([1, 0x82, 3]);
    }

    [Fact]
    public void An_idle_loop_does_not_keep_a_core_busy()
    {
        using Rig rig = Rig.Start(Echo, UartBackend.Memory());
        BoardRun.Pause(200);
        long before = rig.Board.Meter.Snapshot().Instructions;
        BoardRun.Pause(200);

        // A turn of some ten instructions each two milliseconds, against hundreds of millions when spinning.
        (rig.Board.Meter.Snapshot().Instructions - before).ShouldBeInRange(10, 20_000);
    }

    private sealed class Rig : IDisposable
    {
        private readonly TestFirmware _firmware;
        private readonly SignalWriter _console = new("open");

        private Rig(string members, UartBackend line)
        {
            _firmware = TestFirmware.Compile(members);
            Line = line;
            Board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = _firmware.Path, Uart = line, Console = _console });
            _console.Wait();
        }

        internal VirtualEsp32 Board { get; }

        internal UartBackend Line { get; }

        internal string Console => _console.ToString().ReplaceLineEndings("\n").TrimEnd();

        public void Dispose()
        {
            Board.Dispose();
            _firmware.Dispose();
        }

        internal static Rig Start(string members, UartBackend line)
        {
            return new Rig(members, line);
        }
    }
}
