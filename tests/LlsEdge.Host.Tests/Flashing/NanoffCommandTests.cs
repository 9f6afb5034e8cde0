using LlsEdge.Host.Flashing;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Flashing;

public class NanoffCommandTests
{
    private static readonly NanoffVersion s_two = NanoffVersion.Find(StandInNanoff.Version2)!;
    private static readonly NanoffVersion s_three = NanoffVersion.Find(StandInNanoff.Version3)!;

    [Fact]
    public void Version_two_takes_options()
    {
        Line(NanoffCommand.List(s_two)).ShouldBe("nanoff --listtargets --platform esp32 --suppressnanoffversioncheck");
        Line(NanoffCommand.Clr(s_two, "ESP32_S3_OCTAL", "1.17.0.93", "COM5", null))
            .ShouldBe("nanoff --update --target ESP32_S3_OCTAL --fwversion 1.17.0.93 --serialport COM5 --verbosity minimal --suppressnanoffversioncheck");
        Line(NanoffCommand.Clr(s_two, "ESP32_S3_OCTAL", "1.17.0.93", "COM5", 115200)).ShouldContain("--serialport COM5 --baud 115200");
        Line(NanoffCommand.App(s_two, "app.bin", "COM5")).ShouldBe("nanoff --nanodevice --deploy --serialport COM5 --image app.bin --suppressnanoffversioncheck");
    }

    [Fact]
    public void Version_three_takes_verbs()
    {
        Line(NanoffCommand.List(s_three)).ShouldBe("nanoff list targets platform esp32 suppressnanoffversioncheck");
        Line(NanoffCommand.Clr(s_three, "ESP32_S3_OCTAL", "1.17.0.93", "COM5", null))
            .ShouldBe("nanoff flash target ESP32_S3_OCTAL fwversion 1.17.0.93 serialport COM5 suppressnanoffversioncheck");
        Line(NanoffCommand.Clr(s_three, "ESP32_S3_OCTAL", "1.17.0.93", "COM5", 115200)).ShouldContain("serialport COM5 baud 115200");
        Line(NanoffCommand.App(s_three, "app.bin", "COM5")).ShouldBe("nanoff deploy serialport COM5 image app.bin suppressnanoffversioncheck");
    }

    [Fact]
    public void The_device_itself_says_where_the_app_belongs()
    {
        foreach (NanoffVersion version in new[] { s_two, s_three })
        {
            string line = Line(NanoffCommand.App(version, "app.bin", "COM5"));
            line.ShouldNotContain("target");
            line.ShouldNotContain("address");

            // At a lower verbosity nanoff 2.5 ends with 0 when the board refuses the app.
            line.ShouldNotContain("verbosity");
        }
    }

    [Theory]
    [InlineData("my room/app.bin", false, "'my room/app.bin'")]
    [InlineData("o'neill.bin", false, @"'o'\''neill.bin'")]
    [InlineData(@"C:\my room\app.bin", true, @"""C:\my room\app.bin""")]
    [InlineData(@"C:\room\app.bin", true, @"C:\room\app.bin")]
    [InlineData("/dev/ttyACM0", false, "/dev/ttyACM0")]
    public void A_line_can_be_typed_as_it_is(string image, bool isWindows, string quoted)
    {
        NanoffCommand.App(s_three, image, "P").ToLine("nanoff", isWindows).ShouldBe($"nanoff deploy serialport P image {quoted} suppressnanoffversioncheck");
    }

    [Theory]
    [InlineData("nanoff 2.5.162+baccab8", 2, 5, "2.5.162")]
    [InlineData(".NET nanoFramework Firmware Flasher v3.0.0-preview.1+06913d2", 3, 0, "3.0.0-preview.1")]
    public void Versions_are_read(string output, int major, int minor, string text)
    {
        NanoffVersion.Find("first line\n" + output + "\n").ShouldBe(new NanoffVersion(major, minor, text));
    }

    [Fact]
    public void Linux_and_macOS_look_on_the_path_and_where_tools_go()
    {
        List<string> asked = [];
        NanoffPlaces places = new("/usr/bin:/opt/tools/", ["/home/me/.dotnet/tools"], IsWindows: false);

        places.Find(file =>
        {
            asked.Add(file);
            return file.StartsWith("/home", StringComparison.Ordinal);
        }).ShouldBe("/home/me/.dotnet/tools/nanoff");

        asked.ShouldBe(["/usr/bin/nanoff", "/opt/tools/nanoff", "/home/me/.dotnet/tools/nanoff"]);
    }

    [Fact]
    public void Windows_does_so_with_endings_and_semicolons()
    {
        NanoffPlaces places = new(@"C:\Windows;""C:\Program Files\tools\"";", [@"C:\Users\me\.dotnet\tools"], IsWindows: true);

        places.Find(file => file == @"C:\Users\me\.dotnet\tools\nanoff.exe").ShouldBe(@"C:\Users\me\.dotnet\tools\nanoff.exe");
        places.Find(file => file == @"C:\Program Files\tools\nanoff.cmd").ShouldBe(@"C:\Program Files\tools\nanoff.cmd");
        places.Find(_ => false).ShouldBeNull();
    }

    private static string Line(NanoffCommand command) => command.ToLine("nanoff", isWindows: false);
}
