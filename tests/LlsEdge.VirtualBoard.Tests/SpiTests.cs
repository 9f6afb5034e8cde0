using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class SpiTests
{
    private const string Open = """
        private static SpiDevice Open(int select)
        {
            Configuration.SetPinFunction(23, DeviceFunction.SPI1_MOSI);
            Configuration.SetPinFunction(19, DeviceFunction.SPI1_MISO);
            Configuration.SetPinFunction(18, DeviceFunction.SPI1_CLOCK);
            SpiConnectionSettings settings = new SpiConnectionSettings(1, select);
            settings.ClockFrequency = 8000000;
            return SpiDevice.Create(settings);
        }
        """;

    [Fact]
    public void A_register_is_read_in_one_selection_by_bytes_and_by_words()
    {
        Run(Open + """
            public static void Main()
            {
                SpiDevice mega = Open(27);
                byte[] sent = { 0x40, 0, 0 };
                byte[] read = new byte[3];
                mega.TransferFullDuplex(sent, read);
                Console.WriteLine(read[0].ToString() + " " + read[1].ToString() + " " + read[2].ToString());
                ushort[] words = { 0x40, 0 };
                mega.TransferFullDuplex(words, words);
                Console.WriteLine(words[0].ToString() + " " + (words[1] & 0xFF).ToString());

                // Byte by byte the module is selected anew each time: each byte is a command.
                mega.WriteByte(0x40);
                mega.ReadByte();
                Console.WriteLine(mega.ReadByte().ToString());
            }
            """).ShouldBe("0 0 134\n0 134\n0");
    }

    [Fact]
    public void A_select_pin_of_the_firmwares_own_spans_transfers()
    {
        Run(Open + """
            public static void Main()
            {
                GpioPin select = new GpioController().OpenPin(27, PinMode.Output);
                select.Write(PinValue.High);
                SpiDevice mega = Open(-1);
                select.Toggle();
                mega.WriteByte(0x40);
                mega.ReadByte();
                Console.WriteLine(mega.ReadByte().ToString());
                select.Toggle();
                Console.WriteLine(mega.ReadByte().ToString());
            }
            """).ShouldBe("134\n0");
    }

    [Fact]
    public void Without_pin_functions_the_first_bus_is_on_pins_of_its_own_and_the_second_on_none()
    {
        Run("""
            public static void Main()
            {
                SpiDevice mega = SpiDevice.Create(new SpiConnectionSettings(1, 27));
                byte[] sent = { 0x40, 0, 0 };
                byte[] read = new byte[3];
                mega.TransferFullDuplex(sent, read);
                Console.WriteLine(read[2].ToString());
                try { SpiDevice.Create(new SpiConnectionSettings(2, 4)); } catch (ArgumentException) { Console.WriteLine("no pins"); }
            }
            """).ShouldBe("0\nno pins");
    }

    [Fact]
    public void Pins_and_select_lines_in_use_are_refused_until_they_are_free()
    {
        Run(Open + """
            public static void Main()
            {
                GpioController controller = new GpioController();
                controller.OpenPin(19);
                try { Open(27); } catch (ArgumentException) { Console.WriteLine("pin"); }
                controller.ClosePin(19);
                SpiDevice first = Open(27);
                try { Open(27); } catch (SpiDeviceAlreadyInUseException) { Console.WriteLine("select"); }
                try { controller.OpenPin(18); } catch (Exception) { Console.WriteLine("clock"); }
                first.Dispose();
                controller.OpenPin(18);
                controller.ClosePin(18);
                Open(27).Dispose();
                Console.WriteLine("free");
            }
            """).ShouldBe("pin\nselect\nclock\nfree");
    }

    [Fact]
    public void A_transfer_that_is_too_long_or_would_write_behind_an_array_is_refused()
    {
        Run(Open + """
            public static void Main()
            {
                SpiDevice mega = Open(27);
                byte[] most = new byte[16384];
                mega.TransferFullDuplex(most, most);
                byte[] more = new byte[16385];
                try { mega.Write(more); } catch (ArgumentException) { Console.WriteLine("long"); }
                try { mega.TransferFullDuplex(most, new SpanByte(most, 0, 10)); } catch (InvalidOperationException) { Console.WriteLine("behind"); }
            }
            """).ShouldBe("long\nbehind");
    }

    [Fact]
    public void Words_that_are_only_read_arrive_by_half_as_on_the_board()
    {
        Run(Open + """
            public static void Main()
            {
                GpioPin select = new GpioController().OpenPin(27, PinMode.Output);
                select.Write(PinValue.High);
                SpiDevice mega = Open(-1);
                select.Toggle();
                mega.WriteByte(0x40);
                mega.WriteByte(0);
                ushort[] words = new ushort[4];
                mega.Read(words);
                foreach (ushort word in words) { Console.WriteLine(word.ToString()); }
            }
            """).ShouldBe("34438\n34438\n0\n0");
    }

    [Fact]
    public void Spans_leave_garbage_and_words_do_not()
    {
        using TestFirmware firmware = TestFirmware.Compile(Open + """
            public static SpiDevice Device() { return Open(27); }
            public static void Words(SpiDevice device, ushort[] words) { device.TransferFullDuplex(words, words); }
            public static void Bytes(SpiDevice device, byte[] bytes) { device.TransferFullDuplex(bytes, bytes); }
            """);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        object? device = image.Invoke("Program", "Device");
        long before = image.Heap.AllocatedBytes;
        image.Invoke("Program", "Words", device, new ushort[8]);
        image.Heap.AllocatedBytes.ShouldBe(before);
        image.Invoke("Program", "Bytes", device, new byte[8]);

        (image.Heap.AllocatedBytes - before).ShouldBeGreaterThan(48);
    }

    [Fact]
    public void A_byte_takes_eight_ticks_of_the_clock()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            Open + "public static void Send() { SpiDevice device = Open(27); for (int i = 0; i < 100; i++) { device.Write(new ushort[40]); } device.Dispose(); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Send");

        // Four bytes more at the opening.
        image.Clock.BusMicroseconds.ShouldBe(8004, tolerance: 0.01);
    }

    private static string Run(string program)
    {
        using TestFirmware firmware = TestFirmware.Compile(program);
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(
            new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, Camera = new ArducamMegaModule(() => new byte[96 * 96]) });
        BoardRun.HasEnded(board).ShouldBeTrue();
        return console.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}
