using System.Reflection;
using System.Text.RegularExpressions;
using LlsEdge.Host.Flashing;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Flashing;

public partial class FlashPlanTests
{
    private const string AppName = "app.bin";
    private static readonly FlashTargets s_targets = FlashTargets.Default;

    [Fact]
    public void The_table_has_every_profile_as_its_source_has_it()
    {
        string folder = Path.Combine(Repository.Folder, "firmware", "Board", "Profiles");
        string[] profiles = [.. Directory.GetFiles(folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!)];
        s_targets.Boards.Select(board => board.Profile).ShouldBe(profiles, ignoreOrder: true);
        foreach (FlashBoard board in s_targets.Boards)
        {
            string source = File.ReadAllText(Path.Combine(folder, board.Profile + ".cs"));
            board.Name.ShouldBe(BoardName().Match(source).Groups[1].Value);
            int drive = DriveLength().Match(source).Groups[1].Value.Split('*').Select(int.Parse).Aggregate((a, b) => a * b);
            s_targets.GetLayout(board.Target, board.FlashMegabytes).DriveBytes.ShouldBe(drive);
        }
    }

    [Fact]
    public void The_clr_is_of_the_packages_line()
    {
        string version = CoreLibraryVersion().Match(File.ReadAllText(Path.Combine(Repository.Folder, "nfproj.props"))).Groups[1].Value;
        ClrVersions.IsOfLine(version, s_targets.ClrLine).ShouldBeTrue();
    }

    [Fact]
    public void Partitions_lie_one_behind_the_other_within_the_flash()
    {
        foreach (FlashLayout layout in s_targets.Targets.SelectMany(s_targets.LayoutsOf))
        {
            (layout.DeployAddress + layout.DeployBytes + layout.DriveBytes).ShouldBeLessThanOrEqualTo(layout.FlashMegabytes << 20);
            layout.LongestModel.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void The_image_says_which_board_it_is_for()
    {
        FlashPlan plan = Plan(FakeImage.Of("ESP32-S3 DevKit"));

        plan.Board!.Profile.ShouldBe("Esp32S3DevKit");
        plan.Target.ShouldBe("ESP32_S3_OCTAL");
        plan.Layout.DeployAddress.ShouldBe(0x1B0000);
        plan.Image!.Assemblies.ShouldBe(2);
        plan.Image.CoreLibrary.ShouldBe("1.17.11");
    }

    [Theory]
    [InlineData("ESP32 DevKit", "Esp32DevKit")]
    [InlineData("ESP32 WROVER DevKit", "Esp32WroverKit")]
    public void One_boards_name_is_not_taken_for_anothers(string name, string profile)
    {
        Plan(FakeImage.Of(name)).Board!.Profile.ShouldBe(profile);
    }

    [Fact]
    public void An_image_for_another_board_is_refused()
    {
        FlashException failure = Should.Throw<FlashException>(() => Plan(FakeImage.Of("ESP32 DevKit"), "Esp32S3DevKit"));

        failure.Kind.ShouldBe(FlashErrorKind.BadImage);
        failure.Message.ShouldContain("ESP32 DevKit");
        failure.Message.ShouldContain("-p:LlsEdgeBoard=Esp32S3DevKit");
    }

    [Fact]
    public void An_image_of_nobodys_board_needs_one_named()
    {
        Should.Throw<FlashException>(() => Plan(FakeImage.Of("my own board"))).Kind.ShouldBe(FlashErrorKind.BadRequest);
        Plan(FakeImage.Of("my own board"), target: "ESP32_REV3").Layout.FlashMegabytes.ShouldBe(4);
        Plan(FakeImage.Of("my own board"), "esp32devkit").Target.ShouldBe("ESP32_PSRAM_REV3");
    }

    [Fact]
    public void An_image_that_its_partition_cannot_hold_is_refused_with_numbers()
    {
        byte[] large = FakeImage.Of("ESP32 DevKit", 0x1C0004);

        FlashException failure = Should.Throw<FlashException>(() => Plan(large));

        failure.Kind.ShouldBe(FlashErrorKind.BadImage);
        failure.Message.ShouldContain("1,835,012 bytes");
        failure.Message.ShouldContain("1,835,008");
        Plan(FakeImage.Of("ESP32 DevKit", 0x1C0000)).Layout.DeployBytes.ShouldBe(0x1C0000);
        Plan(large, flashMegabytes: 8).Layout.DeployBytes.ShouldBe(0x2B0000);
    }

    [Fact]
    public void An_image_of_other_packages_is_refused()
    {
        Should.Throw<FlashException>(() => Plan(FakeImage.Of("ESP32 DevKit", coreLibrary: "1.16.4"))).Message.ShouldContain("1.16.4");
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        byte[] whole = FakeImage.Of("ESP32 DevKit");
        Refused([]).ShouldContain("empty");
        Refused(whole[..^8]).ShouldContain("ends within an assembly");
        Refused(whole[..1100]).ShouldContain("at byte 1,000 of 1,100");
        Refused([0x4D, 0x5A, .. whole]).ShouldContain("at byte 0");
        Should.Throw<FlashException>(() => DeploymentImage.Load("/nowhere/app.bin", s_targets)).Message.ShouldContain("/nowhere/app.bin");
    }

    [Theory]
    [InlineData("ESP99", 4, "ESP99")]
    [InlineData("ESP32_S3_OCTAL", 2, "4, 8, 16, 32 MB")]
    public void Unknown_targets_and_sizes_are_refused(string target, int megabytes, string part)
    {
        FlashException failure = Should.Throw<FlashException>(() => s_targets.GetLayout(target, megabytes));
        failure.Kind.ShouldBe(FlashErrorKind.BadRequest);
        failure.Message.ShouldContain(part);
    }

    [Fact]
    public void A_model_that_the_drive_cannot_hold_is_refused_with_numbers()
    {
        FlashLayout layout = s_targets.GetLayout("ESP32_PSRAM_REV3", 4);
        DriveCheck.ThrowIfTooLarge("m.llsm", 110_391, "ESP32_PSRAM_REV3", layout);

        FlashException failure = Should.Throw<FlashException>(() => DriveCheck.ThrowIfTooLarge("m.llsm", 110_392, "ESP32_PSRAM_REV3", layout));

        failure.Kind.ShouldBe(FlashErrorKind.ModelTooLarge);
        failure.Message.ShouldContain("110,392 bytes");
        failure.Message.ShouldContain("262,144");
        failure.Message.ShouldContain("110,391");
    }

    [Fact]
    public void The_board_counts_the_same_for_its_longest_model()
    {
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { HeapBytes = 200_000 });
        const BindingFlags Constant = BindingFlags.Static | BindingFlags.Public;
        int seals = (int)image.GetType("LlsEdge.Storage.ModelSlot").GetField("SealsLength", Constant)!.GetRawConstantValue()!;
        int block = (int)image.GetType("LlsEdge.Storage.StorageVolume").GetField("BlockLength", Constant)!.GetRawConstantValue()!;
        foreach (FlashLayout layout in s_targets.Targets.SelectMany(s_targets.LayoutsOf))
        {
            object volume = image.Create("LlsEdge.Storage.StorageVolume", layout.DriveBytes);
            int blocks = (int)volume.GetType().GetProperty("ModelBlocks")!.GetValue(volume)!;
            layout.LongestModel.ShouldBe((blocks / 2 * block) - seals - 1, $"{layout}");
        }
    }

    [Fact]
    public void The_newest_clr_of_the_line_is_taken()
    {
        const string Listing = "Available targets:\n  ESP32_PSRAM_REV0\n    1.17.0.99\n  ESP32_PSRAM_REV3\n    1.18.0.2\n    1.17.0.93\n    1.17.0.101\n  ESP32_S3_OCTAL\n    1.18.0.2\n";

        ClrVersions.Newest(Listing, "ESP32_PSRAM_REV3", "1.17").ShouldBe("1.17.0.101");
        ClrVersions.Newest(Listing.ReplaceLineEndings("\r\n"), "ESP32_PSRAM_REV3", "1.18").ShouldBe("1.18.0.2");
        Should.Throw<FlashException>(() => ClrVersions.Newest(Listing, "ESP32_S3_OCTAL", "1.17")).Message.ShouldContain("it lists 1.18.0.2");
        Should.Throw<FlashException>(() => ClrVersions.Newest(Listing, "ESP32_REV3", "1.17")).Message.ShouldContain("not in the list");
    }

    private static FlashPlan Plan(byte[] image, string? profile = null, string? target = null, int? flashMegabytes = null)
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder[AppName], image);
        return FlashPlan.Make(s_targets, profile, target, flashMegabytes, DeploymentImage.Load(folder[AppName], s_targets));
    }

    private static string Refused(byte[] image)
    {
        FlashException failure = Should.Throw<FlashException>(() => Plan(image));
        failure.Kind.ShouldBe(FlashErrorKind.BadImage);
        failure.Message.ShouldContain(AppName);
        return failure.Message;
    }

    [GeneratedRegex(@"profile\.Name = ""(.+)"";")]
    private static partial Regex BoardName();

    [GeneratedRegex(@"profile\.DriveLength = ([\d *]+);")]
    private static partial Regex DriveLength();

    [GeneratedRegex(@"<NanoCoreLibraryVersion>(.+)</NanoCoreLibraryVersion>")]
    private static partial Regex CoreLibraryVersion();
}
