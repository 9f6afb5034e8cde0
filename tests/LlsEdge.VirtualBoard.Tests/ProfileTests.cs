using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public sealed class ProfileTests
{
    [Fact]
    public void Profiles_are_found_by_their_names()
    {
        BoardProfile.All.Select(profile => profile.Name).ShouldBe(["esp32-240", "esp32-160", "esp32-s3-240", "nanoclr-x86"]);
        BoardProfile.Find("esp32-160")!.Megahertz.ShouldBe(160);
        BoardProfile.Find("pico").ShouldBeNull();
        BoardProfile.All.ShouldAllBe(profile => profile.PessimisticCyclesPerInstruction >= profile.NominalCyclesPerInstruction);
    }

    [Fact]
    public void A_slower_board_counts_the_same_and_takes_longer()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Spin(int n) { for (int i = 0; i < n; i++) { } }");
        MeterReading fast = Read(firmware, "esp32-240");
        MeterReading slow = Read(firmware, "esp32-160");
        MeterReading desk = Read(firmware, "nanoclr-x86");

        slow.Instructions.ShouldBe(fast.Instructions);
        slow.PredictedInstructions.ShouldBe(fast.PredictedInstructions);
        slow.NominalMilliseconds.ShouldBe(fast.NominalMilliseconds * 1.5, tolerance: 1e-9);
        ((double)fast.PredictedInstructions).ShouldBe(desk.PredictedInstructions * 1.1, tolerance: 1);
    }

    private static MeterReading Read(TestFirmware firmware, string profile)
    {
        using FirmwareImage image = FirmwareImage.Load(firmware.Path, new VirtualBoardOptions { Profile = BoardProfile.Find(profile)! });
        image.Invoke("Program", "Spin", 1000);
        return image.Meter.Snapshot();
    }
}
