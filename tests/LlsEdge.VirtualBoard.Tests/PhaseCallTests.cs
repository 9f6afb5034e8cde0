using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public sealed class PhaseCallTests
{
    private const string Phases = """
        [Phase("outer")] public static int Outer(int n) { return Inner(n) + Inner(n + 1); }
        [Phase("inner")] public static int Inner(int n) { int sum = 0; for (int i = 0; i < n; i++) { sum += i; } return sum; }
        """;

    [Fact]
    public void Calls_are_told_apart_and_add_up()
    {
        using TestFirmware firmware = TestFirmware.Compile(Phases);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Meter.KeepsCalls = true;

        image.Invoke("Program", "Outer", 5);

        IReadOnlyList<PhaseCall> calls = image.Meter.Calls;
        calls.Select(call => (call.Name, call.Depth)).ShouldBe([("outer", 0), ("inner", 1), ("inner", 1)]);
        (calls[1].Total.Instructions + calls[2].Total.Instructions).ShouldBe(image.Meter.Phase("inner").Total.Instructions);
        (calls[2].Total.Instructions - calls[1].Total.Instructions).ShouldBe(11);
        calls[0].Total.Instructions.ShouldBe(image.Meter.Snapshot().Instructions);
    }

    [Fact]
    public void Calls_are_kept_on_request_only_and_until_the_counters_are_cleared()
    {
        using TestFirmware firmware = TestFirmware.Compile(Phases);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Outer", 5);
        image.Meter.Calls.ShouldBeEmpty();

        image.Meter.KeepsCalls = true;
        image.Invoke("Program", "Inner", 5);
        image.Meter.Calls.ShouldHaveSingleItem();
        image.Meter.Clear();
        image.Meter.Calls.ShouldBeEmpty();
    }
}
