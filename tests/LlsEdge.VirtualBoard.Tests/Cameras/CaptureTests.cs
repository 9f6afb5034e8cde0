using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests.Cameras;

public class CaptureTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(CameraRig.Mega, true, "Arducam Mega")]
    [InlineData(CameraRig.Mega, false, "Arducam Mega")]
    [InlineData(CameraRig.Mini, true, "ArduCAM Mini 2MP Plus")]
    [InlineData(CameraRig.Mini, false, "ArduCAM Mini 2MP Plus")]
    public void Every_byte_of_a_frame_is_the_scenes_in_whichever_order_the_module_sends(int kind, bool luminanceFirst, string name)
    {
        using CameraRig rig = CameraRig.Open(kind, CameraRig.Create(kind, luminanceFirst));
        rig.Name.ShouldBe(name);
        rig.Start().ShouldBe(CameraRig.Ok);
        for (int frame = 0; frame < 5; frame++)
        {
            rig.Capture().ShouldBe(CameraRig.Ok);

            // The first picture went to the start.
            rig.Frame.ShouldBe(CameraRig.Picture(frame + 1));
        }
    }

    [Theory]
    [InlineData(0x81)]
    [InlineData(0x84)]
    [InlineData(0x85)]
    [InlineData(0x87)]
    public void Old_and_new_modules_count_their_resolutions_differently(byte id)
    {
        using CameraRig rig = CameraRig.Open(CameraRig.Mega, new ArducamMegaModule(() => CameraRig.Picture(3)) { Id = id });
        rig.Start().ShouldBe(CameraRig.Ok);
        rig.Capture().ShouldBe(CameraRig.Ok);

        rig.Frame.ShouldBe(CameraRig.Picture(3));
    }

    [Theory]
    [InlineData(CameraRig.Mega, 0)]
    [InlineData(CameraRig.Mega, 127)]
    [InlineData(CameraRig.Mega, 255)]
    [InlineData(CameraRig.Mini, 0)]
    [InlineData(CameraRig.Mini, 128)]
    [InlineData(CameraRig.Mini, 255)]
    public void A_flat_scene_does_not_confuse_the_order(int kind, byte gray)
    {
        byte[] scene = [.. Enumerable.Repeat(gray, 96 * 96)];
        CameraModule module = kind == CameraRig.Mega ? new ArducamMegaModule(() => scene) : new ArducamMiniModule(() => scene);
        using CameraRig rig = CameraRig.Open(kind, module);
        rig.Start().ShouldBe(CameraRig.Ok);
        scene = CameraRig.Picture(1);
        rig.Capture().ShouldBe(CameraRig.Ok);

        rig.Frame.ShouldBe(scene);
    }

    [Theory]
    [InlineData(CameraRig.Mega)]
    [InlineData(CameraRig.Mini)]
    public void A_frame_leaves_no_garbage_and_takes_a_fraction_of_a_second(int kind)
    {
        using CameraRig rig = CameraRig.Open(kind, CameraRig.Create(kind));
        long before = rig.AllocatedBytes;
        TimeSpan begin = rig.Now;
        rig.Start().ShouldBe(CameraRig.Ok);
        output.WriteLine($"{rig.Name}: start {(rig.Now - begin).TotalMilliseconds:0} ms, {rig.AllocatedBytes - before} bytes of garbage");
        for (int frame = 0; frame < 10; frame++)
        {
            before = rig.AllocatedBytes;
            begin = rig.Now;
            double busy = rig.Clock.BusyMicroseconds;
            rig.Capture().ShouldBe(CameraRig.Ok);
            output.WriteLine(
                $"capture {(rig.Now - begin).TotalMilliseconds:0} ms, {(rig.Clock.BusyMicroseconds - busy) / 1000:0} of them executing; {rig.AllocatedBytes - before} bytes of garbage");

            (rig.AllocatedBytes - before).ShouldBe(0);
            (rig.Now - begin).ShouldBeInRange(TimeSpan.FromMilliseconds(18.4), TimeSpan.FromMilliseconds(400));
        }
    }

    [Fact]
    public void A_bus_is_as_fast_as_its_clock()
    {
        using CameraRig rig = CameraRig.Open(CameraRig.Mega, CameraRig.Create(CameraRig.Mega));
        rig.Start().ShouldBe(CameraRig.Ok);
        double before = rig.Clock.BusMicroseconds;
        rig.Capture().ShouldBe(CameraRig.Ok);

        // 18,432 bytes at 8 MHz, and a few dozen registers.
        (rig.Clock.BusMicroseconds - before).ShouldBeInRange(18_432, 19_500);
    }

    [Theory]
    [InlineData(CameraRig.Mega, "Arducam Mega")]
    [InlineData(CameraRig.Mini, "ArduCAM Mini 2MP Plus")]
    public void Whichever_module_is_there_is_found(int kind, string name)
    {
        using CameraRig rig = CameraRig.Open(CameraRig.Automatic, CameraRig.Create(kind));
        rig.Name.ShouldBe(name);
        rig.Start().ShouldBe(CameraRig.Ok);
        rig.Capture().ShouldBe(CameraRig.Ok);

        rig.Frame.ShouldBe(CameraRig.Picture(1));
    }

    [Fact]
    public void Without_a_module_none_is_found()
    {
        using CameraRig rig = CameraRig.Open(CameraRig.Automatic, module: null);

        rig.HasSource.ShouldBeFalse();
        rig.Now.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_source_that_was_not_started_and_a_frame_of_another_size_give_no_frame()
    {
        using CameraRig rig = CameraRig.Open(CameraRig.Mega, CameraRig.Create(CameraRig.Mega));
        rig.Capture().ShouldBe("NoFrame");
        rig.Start().ShouldBe(CameraRig.Ok);

        rig.Capture(new byte[28 * 28]).ShouldBe("NoFrame");
    }

    [Fact]
    public void A_module_on_other_pins_is_not_seen()
    {
        using CameraRig rig = CameraRig.Open(
            CameraRig.Mega,
            new ArducamMegaModule(() => CameraRig.Picture(0)) { Wiring = new CameraWiring { Clock = 14, Mosi = 13, Miso = 12 } });

        rig.Start().ShouldBe("NoCamera");
    }

    [Fact]
    public void The_wiring_can_be_taken_from_the_profile_of_the_firmwares_board()
    {
        CameraWiring.Of(VirtualBoardOptions.DefaultFirmwarePath).ShouldBe(new CameraWiring());
    }
}
