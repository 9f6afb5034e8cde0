using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class GpioTests
{
    [Fact]
    public void A_button_lights_a_lamp()
    {
        using TestFirmware firmware = TestFirmware.Compile("""
            private static bool s_pressed;
            public static void Main()
            {
                GpioController controller = new GpioController();
                GpioPin lamp = controller.OpenPin(2, PinMode.Output);
                GpioPin button = controller.OpenPin(0, PinMode.InputPullUp);
                button.ValueChanged += (sender, e) => { if (e.ChangeType == PinEventTypes.Falling) { s_pressed = true; } };
                Console.WriteLine("ready");
                while (!s_pressed)
                {
                    Thread.Sleep(10);
                }
                lamp.Write(PinValue.High);
            }
            """);
        SignalWriter console = new("ready");
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console });
        List<PinLevel> changes = [];
        board.Gpio.OutputChanged += (_, change) => changes.Add(change);
        console.Wait();
        board.Gpio.Read(0).ShouldBeTrue();
        board.Gpio.Read(2).ShouldBeFalse();

        board.Gpio.Press(0);
        BoardRun.HasEnded(board).ShouldBeTrue();

        board.Gpio.Read(2).ShouldBeTrue();
        changes.ShouldBe([new PinLevel(2, true)]);
    }

    [Fact]
    public void Flash_pins_cannot_be_opened_and_input_pins_cannot_drive()
    {
        BoardRun.Console("""
            public static void Main()
            {
                GpioController controller = new GpioController();
                try { controller.OpenPin(6); } catch (ArgumentException) { Console.WriteLine("flash"); }
                try { controller.OpenPin(34, PinMode.Output); } catch (ArgumentException) { Console.WriteLine("input"); }
            }
            """).ShouldBe("flash\ninput");
    }

    [Fact]
    public void An_S3_has_other_pins_and_none_that_its_image_gives_to_a_bus()
    {
        using TestFirmware firmware = TestFirmware.Compile("""
            public static void Main()
            {
                GpioController controller = new GpioController();
                controller.OpenPin(10, PinMode.Output);
                controller.OpenPin(48, PinMode.Output);
                try { controller.OpenPin(30); } catch (ArgumentException) { Console.WriteLine("flash"); }
                try { SpiDevice.Create(new SpiConnectionSettings(1, -1)); } catch (ArgumentException) { Console.WriteLine("spi"); }
                try { I2cDevice.Create(new I2cConnectionSettings(1, 0x30)); } catch (Exception) { Console.WriteLine("i2c"); }
            }
            """);
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, TargetName = "ESP32_S3_ALL" });
        BoardRun.HasEnded(board).ShouldBeTrue();

        console.ToString().ReplaceLineEndings("\n").ShouldBe("flash\nspi\ni2c\n");
    }
}
