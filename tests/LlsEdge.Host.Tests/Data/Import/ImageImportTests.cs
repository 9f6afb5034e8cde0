using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Import;
using LlsEdge.Host.Data.Sets;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data.Import;

/// <summary>Alone, for one of its tests counts what is allocated.</summary>
[CollectionDefinition(nameof(ImageImportTests), DisableParallelization = true)]
public sealed class AloneDefinition;

[Collection(nameof(ImageImportTests))]
public sealed class ImageImportTests : IDisposable
{
    private const int Size = 24;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_broken_file_in_twenty_is_left_out_and_listed()
    {
        Draw(200);
        string[] broken = [.. Enumerable.Range(0, 10).Select(i => Path.Combine(_folder["in"], i % 2 == 0 ? "a" : "b", $"{20 * i + i % 2:0000}.png"))];
        for (int i = 0; i < broken.Length; i++)
        {
            byte[] file = File.ReadAllBytes(broken[i]);
            File.WriteAllBytes(broken[i], (i % 3) switch { 0 => [], 1 => file[..(file.Length / 2)], _ => [.. "<html>not found</html>"u8] });
        }

        ImportOutcome outcome = Import("out.llsd");

        (outcome.Count, outcome.Skipped).ShouldBe((190, 10));
        outcome.ReportPath.ShouldBe(_folder["out.llsd.skipped.txt"]);
        string[] lines = File.ReadAllLines(outcome.ReportPath!);
        lines.Select(line => Path.Combine(_folder["in"], line.Split('\t')[0])).Order().ShouldBe(broken.Order());
        lines.ShouldAllBe(line => line.Split('\t')[1].Length > 10);
        ImageSet set = SetReader.Read(outcome.Path);
        set.Names!.ShouldNotContain(name => broken.Any(path => path.EndsWith(name, StringComparison.Ordinal)));
        set.Frames.Select(frame => frame[0]).ShouldBe(set.Names!.Select(name => Shade(int.Parse(name[2..6]))));
        Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order().ShouldBe(["out.llsd", "out.llsd.skipped.txt"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void An_import_that_was_stopped_gives_the_same_file(int threads)
    {
        Draw(300);
        File.WriteAllText(Path.Combine(_folder["in"], "a", "0010.png"), "broken");
        Import("whole.llsd", threads);
        int runs = 0;
        int resumed = 0;
        while (!File.Exists(_folder["parts.llsd"]))
        {
            using CancellationTokenSource cancel = new();
            int first = -1;
            try
            {
                resumed = Import("parts.llsd", threads, new Watch(step =>
                {
                    first = first < 0 ? step.Done : first;
                    if (step.Done >= first + 25)
                    {
                        cancel.Cancel();
                    }
                }), cancel).Resumed;
            }
            catch (OperationCanceledException)
            {
            }

            runs++.ShouldBeLessThan(13);
        }

        runs.ShouldBeGreaterThan(1);
        resumed.ShouldBeGreaterThan(24);
        File.ReadAllBytes(_folder["parts.llsd"]).ShouldBe(File.ReadAllBytes(_folder["whole.llsd"]));
        File.ReadAllBytes(_folder["parts.llsd.skipped.txt"]).ShouldBe(File.ReadAllBytes(_folder["whole.llsd.skipped.txt"]));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(0, 2000)]
    [InlineData(37, 5000)]
    [InlineData(100_000, 0)]
    [InlineData(0, 100_000)]
    public void An_import_that_crashed_gives_the_same_file_whatever_had_reached_the_disk(int journalBytesLost, int frameBytesLost)
    {
        Draw(80);
        Import("whole.llsd");
        using CancellationTokenSource cancel = new();
        Should.Throw<OperationCanceledException>(() => Import("out.llsd", 2, new Watch(step =>
        {
            if (step.Done >= 40)
            {
                cancel.Cancel();
            }
        }), cancel));
        Cut("out.llsd.journal", journalBytesLost);
        Cut("out.llsd.part", frameBytesLost);

        Import("out.llsd").Resumed.ShouldBeLessThan(80);

        File.ReadAllBytes(_folder["out.llsd"]).ShouldBe(File.ReadAllBytes(_folder["whole.llsd"]));

        void Cut(string name, int bytes)
        {
            using FileStream file = File.OpenWrite(_folder[name]);
            file.SetLength(Math.Max(0, file.Length - bytes));
        }
    }

    [Fact]
    public void What_is_left_of_another_import_is_not_gone_on_with()
    {
        Draw(40);
        using CancellationTokenSource cancel = new();
        Should.Throw<OperationCanceledException>(() => Import("out.llsd", 1, new Watch(step =>
        {
            if (step.Done >= 10)
            {
                cancel.Cancel();
            }
        }), cancel));
        Draw(41);

        ImportOutcome outcome = Import("out.llsd");

        (outcome.Resumed, outcome.Count).ShouldBe((0, 41));
    }

    [Fact]
    public void Another_set_with_files_of_the_same_names_begins_anew()
    {
        Draw(40);
        using CancellationTokenSource cancel = new();
        Should.Throw<OperationCanceledException>(() => Import("out.llsd", 1, new Watch(step =>
        {
            if (step.Done >= 10)
            {
                cancel.Cancel();
            }
        }), cancel));
        Directory.Move(_folder["in"], _folder["other"]);
        ImportSource other = ImportSources.Open(new ImportRequest { Source = _folder["other"] }, cancellation: TestContext.Current.CancellationToken);

        ImageImport.Run(other, new ImportOptions(_folder["out.llsd"], Size), null, TestContext.Current.CancellationToken).Resumed.ShouldBe(0);
    }

    [Fact]
    public void A_limit_takes_images_evenly()
    {
        Draw(40);
        ImportSource source = Open(inOrder: true);

        ImageImport.Run(source, new ImportOptions(_folder["few.llsd"], Size, Limit: 10), cancellation: TestContext.Current.CancellationToken);

        SetReader.Read(_folder["few.llsd"]).Names!.Select(name => int.Parse(name[2..6])).ShouldBe([0, 8, 16, 24, 32, 1, 9, 17, 25, 33]);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_images()
    {
        Draw(900);
        Import("warm.llsd");
        List<long> alive = [];
        long before = GC.GetTotalAllocatedBytes(precise: true);

        Import("out.llsd", 4, new Watch(step =>
        {
            if (step.Done % 150 == 0 && step.Done > 0)
            {
                alive.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }));

        // Names are held and PNG's decoder allocates; frames and files are in buffers that are used again.
        ((GC.GetTotalAllocatedBytes(precise: true) - before) / 900).ShouldBeLessThan(40_000);
        alive.Count.ShouldBe(6);
        (alive.Max() - alive.Min()).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void Jpeg_files_of_any_size_allocate_next_to_nothing()
    {
        Directory.CreateDirectory(_folder["in/a"]);
        byte[] file = JpegEncoder.Encode(JpegTests.Noise(640, 480), 640, 480);
        for (int i = 0; i < 400; i++)
        {
            File.WriteAllBytes(_folder[$"in/a/{i:000}.jpg"], file);
        }

        Allocated(400);
        long few = Allocated(100);
        long many = Allocated(400);

        // A frame is 576 bytes, a file some 200,000: what remains is its name, its line in the journal and its place in the queue.
        ((many - few) / 300).ShouldBeLessThan(4000);

        long Allocated(int limit)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            ImageImport.Run(
                Open(), new ImportOptions(_folder["out.llsd"], Size, Limit: limit) { Threads = 2 }, cancellation: TestContext.Current.CancellationToken);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    [Fact]
    public void A_full_disk_is_noticed_before_the_work()
    {
        Should.Throw<DataException>(() => DiskSpace.ThrowUnlessRoom("x.llsd", 1_100_000_000, 400_000_000L)).Message
            .ShouldBe("The data set needs 1100 MB more, but the disk has 400 MB left (x.llsd): make room, or choose another disk with --out.");
        DiskSpace.ThrowUnlessRoom("x.llsd", 100, 400L);
    }

    [Fact]
    public void A_place_that_cannot_be_written_ends_in_a_sentence()
    {
        Draw(3);
        File.WriteAllText(_folder["file"], "");
        Should.Throw<DataException>(() => Import("file/out.llsd")).Message.ShouldContain("cannot be written");
        using FileStream other = new(_folder["out.llsd.part"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Should.Throw<DataException>(() => Import("out.llsd")).Message.ShouldContain("no other import writes there");
    }

    [Fact]
    public void Images_that_are_all_broken_make_no_set()
    {
        Directory.CreateDirectory(_folder["in/a"]);
        File.WriteAllText(_folder["in/a/x.png"], "no image");

        Should.Throw<DataException>(() => Import("out.llsd")).Message.ShouldContain("all 1 files were refused, the first thus: a/x.png");

        File.Exists(_folder["out.llsd"]).ShouldBeFalse();
        File.Exists(_folder["out.llsd.part"]).ShouldBeFalse();
    }

    private void Draw(int count)
    {
        Directory.CreateDirectory(_folder["in/a"]);
        Directory.CreateDirectory(_folder["in/b"]);
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = new byte[30 * 30];
            Array.Fill(pixels, Shade(i));
            File.WriteAllBytes(Path.Combine(_folder["in"], i % 2 == 0 ? "a" : "b", $"{i:0000}.png"), PngWriter.Encode(pixels, 30));
        }
    }

    private static byte Shade(int index) => (byte)(index * 7);

    private ImportOutcome Import(string name, int threads = 4, IProgress<ImportProgress>? progress = null, CancellationTokenSource? cancel = null) =>
        ImageImport.Run(
            Open(),
            new ImportOptions(_folder[name], Size) { Threads = threads, FramesBetweenFlushes = 7 },
            progress,
            cancel?.Token ?? TestContext.Current.CancellationToken);

    private ImportSource Open(bool inOrder = false) =>
        ImportSources.Open(new ImportRequest { Source = _folder["in"], InOrder = inOrder }, cancellation: TestContext.Current.CancellationToken);

    private sealed class Watch(Action<ImportProgress> see) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => see(value);
    }
}
