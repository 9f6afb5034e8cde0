using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class ThroughputTests
{
    private const string Kernel = """
        public static int Dot(sbyte[] w, sbyte[] x, int turns)
        {
            int sum = 0;
            for (int t = 0; t < turns; t++)
            {
                for (int i = 0; i < w.Length; i++)
                {
                    sum += w[i] * x[i];
                }
            }
            return sum;
        }
        """;

    [Fact]
    public void Half_a_billion_instructions_are_counted_exactly()
    {
        using TestFirmware firmware = TestFirmware.Compile(Kernel);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Dot", new sbyte[256], new sbyte[256], 100);
        image.Meter.Clear();
        long start = Stopwatch.GetTimestamp();
        image.Invoke("Program", "Dot", new sbyte[256], new sbyte[256], 100_000);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        long instructions = image.Meter.Snapshot().Instructions;
        TestContext.Current.SendDiagnosticMessage("{0:0} M IL instructions in {1:0.000} s: {2:0} M/s", instructions / 1e6, seconds,
            instructions / 1e6 / seconds);

        // An element: ten, and four for its index; a test: five; a row: three to start, four for the count, three for its test. Around all: five, three, two.
        const long PerRow = (256L * 14) + (257 * 5) + 3 + 4 + 3;
        instructions.ShouldBe((100_000 * PerRow) + 5 + 3 + 2);
    }
}
