using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

/// <summary>The boards that the firmware can be built for. Every file of the folder is one; a new one is tested without another line here.</summary>
public class BoardProfileTests
{
    private static readonly string s_boards = FindBoards();

    /// <summary>Gets the property that holds each pin, and whether the board drives it.</summary>
    private static readonly (string Property, bool IsDriven)[] s_pins =
    [
        ("ButtonPin", false), ("StatusLedPin", true), ("DetectionPin", true), ("TransmitPin", true), ("ReceivePin", false), ("SpiClockPin", true),
        ("SpiMosiPin", true), ("SpiMisoPin", false), ("CameraSelectPin", true), ("I2cDataPin", true), ("I2cClockPin", true),
    ];

    public static TheoryData<string> Profiles => [.. Directory.GetFiles(Path.Combine(s_boards, "Profiles"), "*.cs").Select(path => Path.GetFileName(path))];

    [Fact]
    public void The_boards_of_the_first_page_are_there()
    {
        Profiles.Select(row => row.Data).ShouldBe(["Esp32DevKit.cs", "Esp32S3DevKit.cs", "Esp32WroverKit.cs"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void No_pin_is_used_twice_or_forbidden_or_driven_though_it_can_only_be_read(string file)
    {
        Read(file, profile =>
        {
            int[] forbidden = (int[])profile("ForbiddenPins")!;
            int[] inputs = (int[])profile("InputOnlyPins")!;
            int[] used = [.. s_pins.Select(pin => (int)profile(pin.Property)!)];
            used.ShouldBeUnique();
            used.Intersect(forbidden).ShouldBeEmpty();
            used.ShouldAllBe(pin => pin >= 0 && pin < 49);
            s_pins.Where(pin => pin.IsDriven).Select(pin => (int)profile(pin.Property)!).Intersect(inputs).ShouldBeEmpty();
            inputs.Intersect(forbidden).ShouldBeEmpty();

            // It needs a pull-up.
            inputs.ShouldNotContain((int)profile("ButtonPin")!);
        });
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_property_is_told_and_the_port_has_its_own_functions(string file)
    {
        Read(file, profile =>
        {
            ((string?)profile("Name")).ShouldNotBeNullOrEmpty();
            string port = ((string?)profile("LinkPort")).ShouldNotBeNull();
            profile("TransmitFunction")!.ToString().ShouldBe(port + "_TX");
            profile("ReceiveFunction")!.ToString().ShouldBe(port + "_RX");
            ((int)profile("DriveLength")!).ShouldBeGreaterThanOrEqualTo(256 * 1024);
            ((int)profile("SpiBus")!).ShouldBeInRange(1, 2);
            ((int)profile("I2cBus")!).ShouldBeInRange(1, 2);
            ((int[])profile("ForbiddenPins")!).ShouldNotBeEmpty();
        });
    }

    [Theory]
    [InlineData("Esp32DevKit.cs", new[] { 6, 7, 8, 9, 10, 11, 2, 5, 12, 15 }, false)]
    [InlineData("Esp32WroverKit.cs", new[] { 6, 7, 8, 9, 10, 11, 16, 17, 2, 5, 12, 15 }, true)]
    [InlineData("Esp32S3DevKit.cs", new[] { 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 19, 20, 3, 45, 46 }, true)]
    public void Pins_of_flash_memory_and_start_are_forbidden(string file, int[] pins, bool hasPsram)
    {
        Read(file, profile =>
        {
            pins.ShouldBeSubsetOf((int[])profile("ForbiddenPins")!);
            profile("HasPsram").ShouldBe(hasPsram);
        });
    }

    private static void Read(string file, Action<Func<string, object?>> check)
    {
        using TestFirmware firmware = TestFirmware.CompileFiles(Path.Combine(s_boards, "BoardProfile.cs"), Path.Combine(s_boards, "Profiles", file));
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        object profile = image.Invoke("LlsEdge.Board.InstalledBoard", "Create")!;
        check(name => profile.GetType().GetProperty(name)!.GetValue(profile));
    }

    private static string FindBoards()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string boards = Path.Combine(folder.FullName, "firmware", "Board");
            if (Directory.Exists(boards))
            {
                return boards;
            }
        }

        throw new InvalidOperationException("The firmware's sources are not above the tests.");
    }
}
