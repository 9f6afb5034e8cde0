using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class HeapTests
{
    private const string Types = """
        public class Base { public int A; public byte B; }
        public class Derived : Base { public object C; public Pair D; }
        public struct Pair { public int X; public int Y; }
        """;

    [Theory]
    [InlineData("new byte[1]", 24 + 12)]
    [InlineData("new byte[12]", 24 + 12)]
    [InlineData("new byte[13]", 24 + 24)]
    [InlineData("new int[6]", 24 + 24)]
    [InlineData("new long[3]", 24 + 24)]
    [InlineData("new sbyte[786]", 24 + 792)]
    [InlineData("new byte[3][]", 24 + 36)]
    [InlineData("new int[6].Clone()", 24 + 24)]
    [InlineData("new object[2].Clone()", 24 + 24)]
    [InlineData("new bool[13]", 24 + 24)]
    [InlineData("new Base()", 12 + 24)]
    [InlineData("new Derived()", 12 + 48 + 36)]
    [InlineData("new object()", 12)]
    [InlineData("new InvalidOperationException()", 60)]
    [InlineData("(object)n", 24)]
    [InlineData("(object)new Pair()", 36)]
    public void Objects_have_the_size_they_have_on_the_board(string expression, int bytes)
    {
        using TestFirmware firmware = TestFirmware.Compile(
            "private static object s_kept; public static void Make(int n) { s_kept = " + expression + "; }",
            Types);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        long before = image.Heap.Collect();
        image.Invoke("Program", "Make", 1);

        (image.Heap.Collect() - before).ShouldBe(bytes);
    }

    [Fact]
    public void A_full_heap_throws_and_the_firmware_may_catch_it()
    {
        BoardRun.Console("""
            private static byte[][] s_kept = new byte[100][];
            public static void Main()
            {
                int kept = 0;
                try
                {
                    while (true)
                    {
                        s_kept[kept] = new byte[10000 - 24];
                        kept++;
                    }
                }
                catch (OutOfMemoryException)
                {
                    Console.WriteLine(kept.ToString());
                }
            }
            """).ShouldBe("7");
    }

    [Fact]
    public void Garbage_is_given_back()
    {
        BoardRun.Console("""
            public static void Main()
            {
                int sum = 0;
                for (int i = 0; i < 100; i++)
                {
                    byte[] bytes = new byte[20000];
                    sum += bytes.Length;
                }
                Console.WriteLine(sum.ToString());
            }
            """).ShouldBe("2000000");
    }

    [Fact]
    public void A_local_keeps_its_object_until_the_method_ends_even_if_it_is_not_used_again()
    {
        // .NET's own collector would take the first array once it has been used for the last time; the board's interpreter does not know that.
        BoardRun.Console("""
            public static void Main()
            {
                byte[] first = new byte[40000];
                for (int i = 0; i < 2; i++) { first[i] = 1; }
                Console.WriteLine(first.Length.ToString());
                try
                {
                    byte[] second = new byte[40000];
                    Console.WriteLine(second.Length.ToString());
                }
                catch (OutOfMemoryException)
                {
                    Console.WriteLine("full");
                }
            }
            """).ShouldBe("40000\nfull");
    }

    [Fact]
    public void A_released_local_gives_room()
    {
        BoardRun.Console("""
            public static void Main()
            {
                byte[] bytes = new byte[40000];
                Console.WriteLine(bytes.Length.ToString());
                bytes = null;
                bytes = new byte[40000];
                Console.WriteLine(bytes.Length.ToString());
            }
            """).ShouldBe("40000\n40000");
    }

    [Fact]
    public void Struct_locals_and_copies_cost_heap()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            """
            public static int Use() { Pair p; p.X = 1; p.Y = 2; return Take(ref p); }
            public static int Copy() { Pair p; p.X = 1; p.Y = 2; return Give(p); }
            public static int Take(ref Pair p) { return p.X; }
            public static int Give(Pair p) { return p.X; }
            """,
            Types);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Use");
        image.Heap.AllocatedBytes.ShouldBe(36);
        image.Invoke("Program", "Copy");

        // The local, the argument's copy, and the copy that reading a field of an argument makes.
        image.Heap.AllocatedBytes.ShouldBe(36 + (3 * 36));
    }

    [Fact]
    public void Reading_a_pin_leaves_garbage()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            "public static bool Read(GpioPin pin) { return (bool)pin.Read(); }"
            + "public static GpioPin Open() { return new GpioController().OpenPin(4); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        object? pin = image.Invoke("Program", "Open");
        long before = image.Heap.AllocatedBytes;
        image.Invoke("Program", "Read", pin);

        (image.Heap.AllocatedBytes - before).ShouldBe(24);
    }

    [Fact]
    public void Live_frames_take_their_share()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            """
            public static long Free(int depth) { return depth == 0 ? Native.GC.Run(true) : Free(depth - 1); }
            """);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        long shallow = (long)image.Invoke("Program", "Free", 0)!;
        long deep = (long)image.Invoke("Program", "Free", 10)!;

        // One argument and an evaluation stack of two a frame.
        (shallow - deep).ShouldBe(10 * 12 * (1 + 2));
        image.Heap.Collect().ShouldBe(image.Heap.ReservedBytes);
    }

    [Fact]
    public void Endless_recursion_fills_the_heap_and_leaves_no_frames_behind()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            """
            public static int Dive(int depth) { return Dive(depth + 1) + 1; }
            public static bool Try() { try { return Dive(0) > 0; } catch (OutOfMemoryException) { return false; } }
            """);
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Try").ShouldBe(false);

        image.Heap.Collect().ShouldBe(image.Heap.ReservedBytes);
    }

    [Fact]
    public void An_exception_that_leaves_the_firmware_leaves_no_frames_behind()
    {
        using TestFirmware firmware = TestFirmware.Compile("public static int Fail(int[] a) { return a[0]; }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        Should.Throw<NullReferenceException>(() => image.Invoke("Program", "Fail", [null]));

        image.Heap.UsedBytes.ShouldBe(image.Heap.ReservedBytes);
    }

    [Fact]
    public void Collecting_often_makes_the_peak_a_close_bound()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            "public static void Work() { for (int i = 0; i < 1000; i++) { byte[] b = new byte[100]; b[0] = 1; } }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path, new VirtualBoardOptions { CollectEveryBytes = 1024 });
        image.Invoke("Program", "Work");

        (image.Heap.PeakBytes - image.Heap.ReservedBytes).ShouldBeInRange(132, 1024 + 132 + 200);
    }

    [Fact]
    public void Static_arrays_are_copied_to_the_heap_at_boot()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            "private static readonly byte[] s_table = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };"
            + "public static int Get(int i) { return s_table[i]; }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);

        image.Heap.LiveByType().ShouldHaveSingleItem().ShouldBe(new HeapShare("System.Byte[]", 1, 48));
        image.Invoke("Program", "Get", 12).ShouldBe(13);
    }

    [Fact]
    public void Strings_made_are_charged()
    {
        using TestFirmware firmware = TestFirmware.Compile("private static string s_kept; public static void Make(int n) { s_kept = n.ToString(); }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Make", 123456789);

        image.Heap.LiveByType().ShouldHaveSingleItem().ShouldBe(new HeapShare("System.String", 1, 24));
    }

    [Fact]
    public void Strings_that_dotnet_keeps_for_good_die_on_the_board()
    {
        using TestFirmware firmware = TestFirmware.Compile(
            "public static int Make(int n) { return (n.ToString() + \"\").Length + new string('x', 0).Length; }");
        using FirmwareImage image = FirmwareImage.Load(firmware.Path);
        image.Invoke("Program", "Make", 7).ShouldBe(1);

        image.Heap.AllocatedBytes.ShouldBeGreaterThan(0);
        image.Heap.LiveByType().ShouldBeEmpty();
    }

    [Fact]
    public void The_peak_and_the_counts_repeat()
    {
        const string Work = """
            private static object s_kept;
            public static void Work() { for (int i = 0; i < 500; i++) { byte[] b = new byte[i]; if (i % 50 == 0) { s_kept = b; } } }
            """;
        using TestFirmware firmware = TestFirmware.Compile(Work);
        List<(long, long, int)> seen = [];
        for (int run = 0; run < 3; run++)
        {
            using FirmwareImage image = FirmwareImage.Load(firmware.Path, new VirtualBoardOptions { HeapBytes = 20_000 });
            image.Invoke("Program", "Work");
            seen.Add((image.Heap.PeakBytes, image.Heap.PeakLiveBytes, image.Heap.Collections));
        }

        seen.Distinct().ShouldHaveSingleItem().Item3.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void The_collector_and_the_memory_probe_agree()
    {
        BoardRun.Console("""
            public static void Main()
            {
                uint free = Native.GC.Run(true);
                NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out uint total, out uint totalFree, out uint largest);
                Console.WriteLine((free == totalFree && largest <= totalFree && total == 79000) ? "agree" : "differ");
            }
            """).ShouldBe("agree");
    }
}
