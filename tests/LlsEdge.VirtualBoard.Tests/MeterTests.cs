using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class MeterTests
{
    private const string Sum = """
        public static int Sum(int n)
        {
            int sum = 0;
            for (int i = 0; i < n; i++)
            {
                sum += i;
            }
            return sum;
        }
        """;

    private const string Phases = """
        [Phase("outer")] public static int Outer(int n) { return n == 0 ? 0 : Inner(n) + Inner(n); }
        [Phase("inner")] public static int Inner(int n) { return n + 1; }
        [Phase("recursive")] public static int Down(int n) { return n == 0 ? 0 : Down(n - 1); }
        [Phase("failing")] public static void Fail(int[] a) { a[0] = 1; }
        public static bool Caught() { try { Fail(null); return false; } catch (NullReferenceException) { return true; } }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_loop_counts_every_instruction(int n)
    {
        using TestFirmware firmware = TestFirmware.Compile(Sum);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);

        image.Invoke("Program", "Sum", n).ShouldBe(n * (n - 1) / 2);

        // ldc, stloc, ldc, stloc, br; per turn ldloc, ldloc, add, stloc, ldloc, ldc, add, stloc; per test ldloc, ldarg, blt; ldloc, ret.
        MeterReading reading = image.Meter.Snapshot();
        reading.Instructions.ShouldBe(5 + (8 * n) + (3 * (n + 1)) + 2);
        reading[InstructionKind.Branch].ShouldBe(1 + n + 1);
        reading[InstructionKind.Return].ShouldBe(1);
        reading[InstructionKind.Simple].ShouldBe(reading.Instructions - reading[InstructionKind.Branch] - 1);
    }

    [Fact]
    public void Kinds_are_told_apart()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            """
            private static int s_total;
            public static void Run(int[] a, Cell cell)
            {
                a[0] = a[1];
                cell.Value = cell.Value + s_total;
                s_total = 3;
                Touch(new Cell());
                a = new int[4];
            }
            public static void Touch(Cell cell) { }
            """,
            "public sealed class Cell { public int Value; }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        object cell = image.Create("Cell");
        image.Meter.Clear();

        image.Invoke("Program", "Run", new int[2], cell);

        MeterReading reading = image.Meter.Snapshot();
        reading[InstructionKind.LoadElement].ShouldBe(1);
        reading[InstructionKind.StoreElement].ShouldBe(1);
        reading[InstructionKind.LoadField].ShouldBe(1);
        reading[InstructionKind.StoreField].ShouldBe(1);
        reading[InstructionKind.LoadStatic].ShouldBe(1);
        reading[InstructionKind.StoreStatic].ShouldBe(1);
        reading[InstructionKind.NewObject].ShouldBe(1);
        reading[InstructionKind.NewArray].ShouldBe(1);
        reading[InstructionKind.Call].ShouldBe(2); // Touch, and object's constructor from Cell's.
        reading[InstructionKind.Return].ShouldBe(3);
    }

    [Fact]
    public void Counts_repeat()
    {
        using TestFirmware firmware = TestFirmware.Compile(Sum);
        using FirmwareImage first = FirmwareImage.Load(firmware.Path);
        using FirmwareImage second = FirmwareImage.Load(firmware.Path);
        first.Invoke("Program", "Sum", 12345);
        second.Invoke("Program", "Sum", 12345);

        second.Meter.Snapshot().Instructions.ShouldBe(first.Meter.Snapshot().Instructions);
        second.Meter.Snapshot().PredictedInstructions.ShouldBe(first.Meter.Snapshot().PredictedInstructions);
        second.Clock.Now.ShouldBe(first.Clock.Now);
    }

    [Fact]
    public void A_turn_of_an_empty_loop_costs_about_what_was_measured()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Spin(int n) { for (int i = 0; i < n; i++) { } }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Spin", 1000);

        // 421 Xtensa instructions on the board.
        (image.Meter.Snapshot().PredictedInstructions / 1000.0).ShouldBe(421, tolerance: 421 * 0.1);
    }

    [Fact]
    public void A_call_costs_about_what_was_measured()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            "private static int s_x; public static void Call(int a, int b) { s_x = Add(a, b); } public static void Nothing(int a, int b) { s_x = a; }"
            + "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]"
            + "public static int Add(int a, int b) { return a + b; }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Nothing", 1, 2);
        long idle = image.Meter.Snapshot().PredictedInstructions;
        image.Meter.Clear();
        image.Invoke("Program", "Call", 1, 2);

        // 950 Xtensa instructions for a static call with two arguments and a result; the idle method has one of the two loads.
        (image.Meter.Snapshot().PredictedInstructions - idle).ShouldBeInRange(800, 1000);
    }

    [Fact]
    public void Phases_include_what_they_call()
    {
        using TestFirmware firmware = TestFirmware.Compile(Phases);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Outer", 5).ShouldBe(12);
        image.Invoke("Program", "Inner", 5);

        image.Meter.Phase("inner").Calls.ShouldBe(3);
        image.Meter.Phase("inner").Total.Instructions.ShouldBe(3 * 4);
        image.Meter.Phase("outer").Calls.ShouldBe(1);

        // ldarg, brfalse, ldarg, call, ldarg, call, add, ret around two inner calls; the other path is two more: ldc, ret.
        image.Meter.Phase("outer").Total.Instructions.ShouldBe(8 + (2 * 4));
        image.Meter.Phase("outer").Total.NominalMilliseconds.ShouldBe(image.Meter.Phase("outer").Total.PredictedInstructions * 1.4 / 240_000, tolerance: 1e-9);
        image.Meter.Snapshot().Instructions.ShouldBe(8 + (3 * 4));
    }

    [Fact]
    public void A_phase_that_calls_itself_counts_once()
    {
        using TestFirmware firmware = TestFirmware.Compile(Phases);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Down", 3);

        image.Meter.Phase("recursive").Calls.ShouldBe(1);
        image.Meter.Phase("recursive").Total.Instructions.ShouldBe(image.Meter.Snapshot().Instructions);
    }

    [Fact]
    public void A_phase_ends_when_an_exception_leaves_it()
    {
        using TestFirmware firmware = TestFirmware.Compile(Phases);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Caught").ShouldBe(true);
        long counted = image.Meter.Phase("failing").Total.Instructions;
        image.Invoke("Program", "Inner", 5);

        image.Meter.Phase("failing").Total.Instructions.ShouldBe(counted);
    }

    [Fact]
    public void Methods_show_where_the_instructions_went()
    {
        using TestFirmware firmware = TestFirmware.Compile(Sum);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Sum", 10);

        image.Meter.Methods.ShouldHaveSingleItem().Key.ShouldBe("Program.Sum");
    }

    [Fact]
    public void Copying_an_array_costs_time_for_each_element_and_more_than_a_call()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static void Copy(byte[] a, byte[] b, int n) { Array.Copy(a, 0, b, 0, n); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Copy", new byte[100], new byte[100], 0);
        long empty = image.Meter.Snapshot().PredictedInstructions;
        image.Meter.Clear();
        image.Invoke("Program", "Copy", new byte[100], new byte[100], 100);

        (image.Meter.Snapshot().PredictedInstructions - empty).ShouldBe(110);
        image.Meter.Snapshot().PredictedInstructions.ShouldBeGreaterThan(1100);
    }
}
