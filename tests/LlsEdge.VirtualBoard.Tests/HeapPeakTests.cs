using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public sealed class HeapPeakTests
{
    [Fact]
    public void The_peak_is_known_by_type_and_by_site_when_it_is_over()
    {
        using TestFirmware firmware = TestFirmware.Compile("""
            private static object s_kept;
            public static void Keep() { s_kept = new int[100]; }
            public static void Waste() { byte[] a = new byte[1000]; byte[] b = new byte[2000]; Use(a, b); }
            private static void Use(byte[] a, byte[] b) { a[0] = b[0]; }
            """);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path, new VirtualBoardOptions { CollectEveryBytes = 1 });
        image.Invoke("Program", "Keep");
        image.Invoke("Program", "Waste");
        image.Heap.Collect();
        image.Invoke("Program", "Keep");

        IReadOnlyList<HeapShare> types = image.Heap.PeakByType();
        types.Sum(share => share.Bytes).ShouldBe(image.Heap.PeakBytes);
        types.Single(share => share.Name == "System.Byte[]").ShouldBe(new HeapShare("System.Byte[]", 2, 24 + 1008 + 24 + 2004));
        types.Single(share => share.Name == "System.Int32[]").ShouldBe(new HeapShare("System.Int32[]", 1, 24 + 408));
        types.Single(share => share.Name == "loaded assemblies").Bytes.ShouldBe(image.Heap.ReservedBytes);
        image.Heap.PeakBySite().Single(share => share.Name == "System.Byte[] in Program.Waste").Objects.ShouldBe(2);
    }

    [Fact]
    public void Frames_belong_to_the_peak()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static int Down(int n) { return n == 0 ? 0 : 1 + Down(n - 1); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Down", 50);

        // An argument and three stack slots of twelve bytes each in 51 frames.
        image.Heap.PeakByType().Single(share => share.Name == "stack frames").Bytes.ShouldBe(51 * 12 * 4);
    }
}
