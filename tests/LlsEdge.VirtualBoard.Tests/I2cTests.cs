using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class I2cTests
{
    private const string Open = """
        private static I2cDevice Open(int address)
        {
            Configuration.SetPinFunction(21, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(22, DeviceFunction.I2C1_CLOCK);
            return I2cDevice.Create(new I2cConnectionSettings(1, address, I2cBusSpeed.FastMode));
        }
        """;

    [Fact]
    public void Registers_of_two_banks_are_written_and_read()
    {
        Run(Open + """
            private static byte[] s_pair = new byte[2];
            private static byte[] s_single = new byte[1];
            private static void Set(I2cDevice sensor, byte register, byte value) { s_pair[0] = register; s_pair[1] = value; sensor.Write(s_pair); }
            private static string Get(I2cDevice sensor, byte register) { s_single[0] = register; sensor.WriteRead(s_single, s_single); return s_single[0].ToString("X2"); }
            public static void Main()
            {
                I2cDevice sensor = Open(0x30);
                Set(sensor, 0xFF, 1);
                Console.WriteLine(Get(sensor, 0x0A) + Get(sensor, 0x0B));
                Set(sensor, 0x34, 0x11);
                Set(sensor, 0xFF, 0);
                Set(sensor, 0x34, 0x22);
                Console.WriteLine(Get(sensor, 0x34));
                Set(sensor, 0xFF, 1);
                Console.WriteLine(Get(sensor, 0x34));
                Set(sensor, 0x12, 0x80);
                Console.WriteLine(Get(sensor, 0x34));
            }
            """).ShouldBe("2642\n22\n11\n00");
    }

    [Fact]
    public void An_address_that_nobody_has_is_not_acknowledged()
    {
        Run(Open + """
            public static void Main()
            {
                I2cTransferResult nobody = Open(0x31).WriteByte(1);
                Console.WriteLine((nobody.Status == I2cTransferStatus.SlaveAddressNotAcknowledged).ToString() + nobody.BytesTransferred.ToString());
                I2cTransferResult sensor = Open(0x30).WriteByte(1);
                Console.WriteLine((sensor.Status == I2cTransferStatus.FullTransfer).ToString() + sensor.BytesTransferred.ToString());
            }
            """).ShouldBe("True0\nTrue1");
    }

    [Fact]
    public void A_clock_that_is_held_down_costs_a_second()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            Open + "public static bool Hangs() { return Open(0x30).WriteByte(1).Status == I2cTransferStatus.ClockStretchTimeout; }");
        using FirmwareImage image = FirmwareImage.Load(
            firmware.Path,
            new VirtualBoardOptions { Camera = new ArducamMiniModule(() => new byte[96 * 96]) { Fault = CameraFault.SensorHung } });

        image.Invoke("Program", "Hangs").ShouldBe(true);
        image.Clock.BusMicroseconds.ShouldBe(1e6);
    }

    [Fact]
    public void The_first_bus_without_pin_functions_collides_with_SPI()
    {
        Run("""
            public static void Main()
            {
                Configuration.SetPinFunction(23, DeviceFunction.SPI1_MOSI);
                Configuration.SetPinFunction(19, DeviceFunction.SPI1_MISO);
                Configuration.SetPinFunction(18, DeviceFunction.SPI1_CLOCK);
                SpiDevice.Create(new SpiConnectionSettings(1, 27));
                try { I2cDevice.Create(new I2cConnectionSettings(1, 0x30)); } catch (Exception) { Console.WriteLine("in use"); }
            }
            """).ShouldBe("in use");
    }

    [Fact]
    public void A_byte_takes_nine_ticks_of_the_clock()
    {
        using TestFirmware firmware = TestFirmware.Compile(Open + "public static void Send() { Open(0x30).Write(new byte[2]); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path, new VirtualBoardOptions { Camera = new ArducamMiniModule(() => new byte[96 * 96]) });
        image.Invoke("Program", "Send");

        image.Clock.BusMicroseconds.ShouldBe(3 * 9 * 2.5, tolerance: 0.01);
    }

    private static string Run(string program)
    {
        using TestFirmware firmware = TestFirmware.Compile(program);
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(
            new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, Camera = new ArducamMiniModule(() => new byte[96 * 96]) });
        BoardRun.HasEnded(board).ShouldBeTrue();
        return console.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}
