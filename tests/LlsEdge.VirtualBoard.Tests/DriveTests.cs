using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public sealed class DriveTests : IDisposable
{
    private const string Writer = """
        public static void Main()
        {
            FileStream stream = new FileStream("I:\\a.bin", FileMode.Create, FileAccess.Write);
            stream.Write(new byte[10], 0, 10);
            stream.Flush();
            Console.WriteLine("written");
            bool close = !File.Exists("I:\\wait");
            while (!close) { Thread.Sleep(20); }
            stream.Close();
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_file_is_there_after_its_stream_is_closed()
    {
        BoardRun.Console(Writer, drive: _folder).ShouldBe("written");

        new FileInfo(Path.Combine(_folder, "a.bin")).Length.ShouldBe(10);
    }

    [Fact]
    public void A_power_cut_loses_what_was_not_closed()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.bin"), [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(_folder, "wait"), []);
        using TestFirmware firmware = TestFirmware.Compile(Writer);
        SignalWriter console = new("written");
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, DriveFolder = _folder });
        console.Wait();
        board.PowerCut();

        File.ReadAllBytes(Path.Combine(_folder, "a.bin")).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(0, "old")]
    [InlineData(1, "old")]
    [InlineData(2, "new")]
    public void A_power_cut_after_an_operation_leaves_the_old_file_or_the_new_one(int operations, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "old");
        using TestFirmware firmware = TestFirmware.Compile("""
            public static void Main()
            {
                Console.WriteLine("ready");
                while (!File.Exists("I:\\go")) { Thread.Sleep(1); }
                FileStream stream = new FileStream("I:\\a.txt", FileMode.Create, FileAccess.Write);
                try
                {
                    stream.Write(new byte[] { 110, 101, 119 }, 0, 3);
                }
                finally
                {
                    stream.Close();
                }
                Console.WriteLine("closed");
            }
            """);
        SignalWriter console = new("ready");
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = firmware.Path, Console = console, DriveFolder = _folder });
        console.Wait();
        board.Drive.CutPowerAfter(operations);
        File.WriteAllBytes(Path.Combine(_folder, "go"), []);
        BoardRun.HasEnded(board).ShouldBeTrue();

        File.ReadAllText(Path.Combine(_folder, "a.txt")).ShouldBe(expected);
        console.ToString().ShouldNotContain("closed");
    }

    [Fact]
    public void A_file_on_a_full_drive_ends_short_without_a_word()
    {
        BoardRun.Console(
            """
            public static void Main()
            {
                byte[] block = new byte[4096];
                FileStream stream = new FileStream("I:\\big", FileMode.Create);
                for (int i = 0; i < 100; i++) { stream.Write(block, 0, block.Length); }
                stream.Close();
                stream = new FileStream("I:\\big", FileMode.Open, FileAccess.Read);
                Console.WriteLine((stream.Length / 4096).ToString());
            }
            """,
            drive: _folder).ShouldBe("62");
    }

    [Fact]
    public void Appending_takes_room_from_the_first_changed_block_on()
    {
        File.WriteAllBytes(Path.Combine(_folder, "big"), new byte[(61 * 4096) - 100]);
        BoardRun.Console(
            """
            public static void Main()
            {
                FileStream stream = new FileStream("I:\\big", FileMode.Append);
                stream.Write(new byte[20], 0, 20);
                stream.Close();
                stream = new FileStream("I:\\big", FileMode.Append);
                stream.Write(new byte[200], 0, 200);
                stream.Close();
            }
            """,
            drive: _folder);

        new FileInfo(Path.Combine(_folder, "big")).Length.ShouldBe(61 * 4096);
    }

    /// <summary>Each answer is what nanoCLR 1.17 gave to the same line on the ESP32's own file system natives.</summary>
    [Theory]
    [InlineData("new DriveInfo(\"I:\\\\\");", "Exception")]
    [InlineData("new DriveInfo(\"X:\");", "Exception")]
    [InlineData("Console.WriteLine(new DriveInfo(\"I:\").TotalSize.ToString());", "-1")]
    [InlineData("Console.WriteLine(Directory.Exists(\"I:\\\\\").ToString());", "True")]
    [InlineData("new FileStream(\"I:\\\\missing\", FileMode.Open, FileAccess.Read);", "IOException")]
    [InlineData("new FileStream(\"Q:\\\\x\", FileMode.Create, FileAccess.Write);", "Exception")]
    [InlineData("new FileStream(\"I:\\\\no\\\\x\", FileMode.Create, FileAccess.Write);", "Exception")]
    [InlineData("new FileStream(\"I:\\\\a\", FileMode.Create, FileAccess.Write); new FileStream(\"I:\\\\a\", FileMode.Open, FileAccess.Read);", "IOException")]
    [InlineData("new FileStream(\"I:\\\\a\", FileMode.Create, FileAccess.Write); File.Delete(\"I:\\\\a\");", "IOException")]
    [InlineData("new FileStream(\"I:\\\\a\", FileMode.Create, FileAccess.Read);", "ArgumentException")]
    [InlineData("new FileStream(\"I:\\\\a\", FileMode.Append, FileAccess.ReadWrite);", "ArgumentException")]
    [InlineData("new FileStream(\"I:\\\\a\", FileMode.Create).Seek(-1, SeekOrigin.Begin);", "Exception")]
    [InlineData("File.Delete(\"I:\\\\missing\"); Console.WriteLine(\"fine\");", "fine")]
    [InlineData("File.Create(\"I:\\\\a\").Close(); File.Create(\"I:\\\\b\").Close(); File.Move(\"I:\\\\a\", \"I:\\\\b\");", "IOException")]
    [InlineData("Directory.Delete(\"I:\\\\missing\");", "IOException")]
    public void The_drive_answers_as_on_the_board(string statements, string expected)
    {
        BoardRun.Console(
            $$"""
            public static void Main()
            {
                try { {{statements}} }
                catch (IOException) { Console.WriteLine("IOException"); }
                catch (ArgumentException) { Console.WriteLine("ArgumentException"); }
                catch (Exception error) { Console.WriteLine(error is SystemException ? "another" : "Exception"); }
            }
            """,
            drive: _folder).ShouldBe(expected);
    }

    [Fact]
    public void A_board_without_a_drive_has_no_files_and_opens_none()
    {
        BoardRun.Console("""
            public static void Main()
            {
                Console.WriteLine(File.Exists("I:\\x").ToString());
                try { new FileStream("I:\\x", FileMode.Create); }
                catch (Exception error) { Console.WriteLine(error is SystemException ? "another" : "Exception"); }
            }
            """).ShouldBe("False\nException");
    }

    [Fact]
    public void Streams_read_seek_append_and_rename()
    {
        BoardRun.Console(
            """
            public static void Main()
            {
                using (FileStream stream = new FileStream("I:\\a", FileMode.CreateNew)) { stream.Write(new byte[] { 1, 2, 3 }, 0, 3); }
                using (FileStream stream = new FileStream("I:\\a", FileMode.Append)) { stream.WriteByte(4); }
                File.Move("I:\\a", "I:\\b");
                using (FileStream stream = new FileStream("I:\\b", FileMode.Open, FileAccess.Read))
                {
                    stream.Seek(2, SeekOrigin.Begin);
                    byte[] rest = new byte[8];
                    int read = stream.Read(rest, 0, 8);
                    Console.WriteLine(stream.Length.ToString() + read.ToString() + rest[0].ToString() + rest[1].ToString());
                }
                File.Delete("I:\\b");
                Console.WriteLine(File.Exists("I:\\b") ? "there" : "gone");
            }
            """,
            drive: _folder).ShouldBe("4234\ngone");
    }
}
