using LlsEdge.Host.Device;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public class SerialPortInfoTests
{
    [Fact]
    public void Linux_tells_what_a_port_is_on_the_usb()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs links to folders.");
        using TempFolder temp = new();
        string device = Path.Combine(temp.Path, "devices", "usb1", "1-2");
        string terminal = Path.Combine(device, "1-2:1.0", "ttyUSB0", "tty", "ttyUSB0");
        string classFolder = Path.Combine(temp.Path, "class", "tty");
        Directory.CreateDirectory(terminal);
        Directory.CreateDirectory(classFolder);
        File.WriteAllText(Path.Combine(device, "idVendor"), "10c4\n");
        File.WriteAllText(Path.Combine(device, "idProduct"), "ea60\n");
        File.WriteAllText(Path.Combine(device, "product"), "CP2102N USB to UART Bridge Controller\n");
        Directory.CreateSymbolicLink(Path.Combine(classFolder, "ttyUSB0"), "../../devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0");

        UsbAdapter usb = LinuxPorts.FindUsb(classFolder, "/dev/ttyUSB0").ShouldNotBeNull();

        usb.ShouldBe(new UsbAdapter(0x10c4, 0xea60, "CP2102N USB to UART Bridge Controller", null));
        usb.Id.ShouldBe("10c4:ea60");
        usb.Kind.ShouldNotBeNull().ShouldContain("CP210x");
    }

    [Fact]
    public void A_port_that_is_not_on_the_usb_or_is_gone_has_no_adapter()
    {
        using TempFolder temp = new();
        Directory.CreateDirectory(Path.Combine(temp.Path, "ttyS0"));
        LinuxPorts.FindUsb(temp.Path, "/dev/ttyUSB9").ShouldBeNull();
        LinuxPorts.FindUsb(temp.Path, "/dev/ttyS0").ShouldBeNull();
    }

    [Theory]
    [InlineData("VID_10C4&PID_EA60", "0001", "10c4:ea60", "0001")]
    [InlineData("VID_303A&PID_1001&MI_00", "6&1b2c3d&0&0000", "303a:1001", null)]
    [InlineData("VID_0403+PID_6001+A50285BIA", "0000", "0403:6001", "A50285BIA")]
    public void Windows_keys_hold_the_numbers(string device, string instance, string id, string? serial)
    {
        UsbAdapter usb = WindowsUsb.Parse(device, instance, "USB Serial Port (COM5)").ShouldNotBeNull();
        usb.Id.ShouldBe(id);
        usb.SerialNumber.ShouldBe(serial);
        usb.Kind.ShouldNotBeNull();
    }

    [Fact]
    public void A_key_without_numbers_is_no_adapter()
    {
        WindowsUsb.Parse("ROOT_HUB30", "4&1", null).ShouldBeNull();
    }

    [Fact]
    public void An_unknown_device_has_no_kind_but_any_of_espressifs_has()
    {
        new UsbAdapter(0x1234, 0x5678, null, null).Kind.ShouldBeNull();
        new UsbAdapter(0x303a, 0x4001, null, null).Kind.ShouldNotBeNull();
    }
}
