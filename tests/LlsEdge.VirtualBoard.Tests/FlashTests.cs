using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public sealed class FlashTests
{
    [Theory]
    [InlineData("return 1;", 1 + 1 + 1)]
    [InlineData("return 1000000;", 5 + 1 + 1)]
    [InlineData("return 1000000000000L;", 9 + 1)]
    [InlineData("return s_number;", 3 + 1 + 1)]
    [InlineData("return Work() + s_text.Length;", 3 + 3 + 3 + 1 + 1 + 1)]
    public void Code_is_counted_in_the_boards_form(string statement, int bytes)
    {
        using TestFirmware empty = Compile("return Empty();");
        using TestFirmware firmware = Compile(statement);

        // A call of a method and ret are four bytes.
        (FlashEstimate.Of(firmware.Path).Single().CodeBytes - FlashEstimate.Of(empty.Path).Single().CodeBytes + 4).ShouldBe(bytes);
    }

    [Fact]
    public void Names_count_once()
    {
        using TestFirmware one = TestFirmware.Compile("public static void Short() { }");
        using TestFirmware longer = TestFirmware.Compile("public static void ShortAndLong() { }");
        using TestFirmware twice = TestFirmware.Compile("public static void Short() { } public static void Short(int n) { }");

        int strings = FlashEstimate.Of(one.Path).Single().StringBytes;
        FlashEstimate.Of(longer.Path).Single().StringBytes.ShouldBe(strings + 7);
        FlashEstimate.Of(twice.Path).Single().StringBytes.ShouldBe(strings);
    }

    [Fact]
    public void Libraries_of_the_firmware_are_listed_before_it()
    {
        using TestFirmware firmware = TestFirmware.CompileWithLibrary(
            "public static class Helper { public static int Twice(int n) { return 2 * n; } }",
            "public static int Run(int n) { return Helper.Twice(n); }");

        FlashEstimate.Of(firmware.Path).Select(share => share.Assembly).ShouldBe(["TestLibrary", "TestFirmware"]);
    }

    private static TestFirmware Compile(string statement)
    {
        return TestFirmware.Compile(
            "private static int s_number; private static string s_text = \"\"; private static int Work() { return s_number++; }"
            + "private static long Empty() { return s_number; } public static long Run() { " + statement + " }");
    }
}
