using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Import;
using LlsEdge.Host.Data.Sets;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data.Import;

public sealed class SourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cifar_ten_is_read_from_its_folder_or_a_file()
    {
        for (int batch = 1; batch <= 2; batch++)
        {
            Put($"c/data_batch_{batch}.bin", [.. Record([(byte)batch], 10 * batch), .. Record([9], 200)]);
        }

        Put("c/test_batch.bin", Record([3], 77));
        Message("c").ShouldContain("--part one of train, test");
        ImportSource train = Open("c", part: "train");
        (train.Kind, train.NativeSize, train.Count).ShouldBe(("CIFAR-10", 32, 4));
        train.Items().Select(item => (int)item.Label).ShouldBe([1, 9, 2, 9]);
        train.Items().Select(item => item.Name).Take(2).ShouldBe(["data_batch_1/00000", "data_batch_1/00001"]);

        // Red 10, green 11, blue 12 as luma.
        train.Items().First().Image!.Pixels.ShouldAllBe(p => p == (77 * 10 + 150 * 11 + 29 * 12 + 128) >> 8);
        train.ClassNames[9].ShouldBe("truck");
        Put("c/batches.meta.txt", "a\nb\nc\nd\n\n"u8.ToArray());
        Open("c/test_batch.bin").ClassNames.ShouldBe(["a", "b", "c", "d"]);
        Import(Open("c", part: "test")).Set.GetLabel(0).ShouldBe(3);
        Should.Throw<DataException>(() => Import(Open("c", part: "train"))).Message.ShouldContain("has label 9");
    }

    [Fact]
    public void Cifar_hundred_has_two_labels_and_the_finer_counts()
    {
        Put("c/train.bin", [.. Record([19, 99], 1), .. Record([0, 7], 2)]);
        Put("c/test.bin", Record([1, 2], 3));
        ImportSource train = Open("c", part: "train");
        (train.Kind, train.ClassNames.Count).ShouldBe(("CIFAR-100", 100));
        train.Items().Select(item => (int)item.Label).ShouldBe([99, 7]);
        Put("c/cut.bin", new byte[5000]);
        Message("c/cut.bin").ShouldContain("5000 bytes are no whole number");
        Put("c/empty.bin", []);
        Message("c/empty.bin").ShouldContain("0 bytes are no whole number");
    }

    [Fact]
    public void Imagenette_has_parts_and_words()
    {
        Frame("n/train/n01440764/a.png", 1);
        Frame("n/train/n03888257/b.png", 2);
        Frame("n/val/n01440764/c.png", 3);
        Message("n").ShouldContain("--part one of train, val");
        Open("n", part: "train").ClassNames.ShouldBe(["tench", "parachute"]);
        Open("n/val").Items().Single().Name.ShouldBe("n01440764/c.png");
    }

    [Fact]
    public void Tiny_imagenet_has_its_validation_labels_in_a_list()
    {
        Frame("t/train/n00000002/images/n00000002_0.png", 2);
        Frame("t/train/n00000001/images/n00000001_0.png", 1);
        Put("t/train/n00000001/n00000001_boxes.txt", [1]);
        Frame("t/val/images/val_0.png", 3);
        Frame("t/val/images/val_1.png", 4);
        Put("t/val/val_annotations.txt", "val_0.png\tn00000002\t0\t0\t9\t9\nval_1.png\tn00000001\t0\t0\t9\t9\n"u8.ToArray());
        Put("t/words.txt", "n00000001\tgoldfish, Carassius auratus\nn00000002\tlemon\n"u8.ToArray());

        Open("t", part: "train", inOrder: true).Items().Select(item => $"{item.Name} {item.Label}")
            .ShouldBe(["n00000001/images/n00000001_0.png 0", "n00000002/images/n00000002_0.png 1"]);
        ImportSource val = Open("t", part: "val");
        val.Items().Select(item => $"{item.Name} {item.Label}").ShouldBe(["val_0.png 1", "val_1.png 0"]);
        Import(val).Set.GetFrame(1).ShouldAllBe(p => p == 4);

        // The list's folder holds the words for it, the numbers stay where no words are.
        Put("t/val/words.txt", "n00000001\tsame\nn00000002\tsame\n"u8.ToArray());
        Open("t", part: "val").ClassNames.ShouldBe(["n00000001", "n00000002"]);
    }

    [Fact]
    public void Classes_come_mixed_the_same_way_every_time_or_in_order()
    {
        for (int i = 0; i < 20; i++)
        {
            Frame($"p/cat/{i:00}.png", (byte)i);
            Frame($"p/dog/{i:00}.png", (byte)(100 + i));
        }

        int[] mixed = [.. Open("p").Items().Select(item => (int)item.Label)];
        mixed.ShouldBe(Open("p").Items().Select(item => (int)item.Label));
        mixed.Take(20).Sum().ShouldBeInRange(4, 16);
        Open("p", inOrder: true).Items().Select(item => (int)item.Label).ShouldBe([.. new int[20], .. Enumerable.Repeat(1, 20)]);
        Open("p", classes: ["dog", "cat"], inOrder: true).Items().First().Name.ShouldBe("dog/00.png");
        Put("list.txt", "cat/03.png\n07\n"u8.ToArray());
        Open(new ImportRequest { Source = _folder["p"], InOrder = true, Only = _folder["list.txt"] }).Items().Select(item => item.Name)
            .ShouldBe(["cat/03.png", "cat/07.png", "dog/07.png"]);
    }

    [Fact]
    public void Frames_of_one_class_come_in_the_order_of_their_numbers()
    {
        foreach (int i in new[] { 10, 9, 2, 100 })
        {
            byte[] frame = new byte[16];
            Array.Fill(frame, (byte)i);
            Put($"f/frame-{i}.pgm", [.. "P5 4 4 255\n"u8, .. frame]);
        }

        Message("f").ShouldContain("say with --label");
        ImportSource source = Open(new ImportRequest { Source = _folder["f"], Label = "person", Classes = ["nobody", "person"] });
        ImageSet set = Import(source, size: 4).Set;
        set.Frames.Select(frame => (int)frame[0]).ShouldBe([2, 9, 10, 100]);
        set.Labels.ToArray().ShouldAllBe(label => label == 1);
        Should.Throw<DataException>(() => Open(new ImportRequest { Source = _folder["f"], Label = "x", Classes = ["a"] })).Message.ShouldContain("no class 'x'");
    }

    [Fact]
    public void Sets_become_sets_of_another_size()
    {
        ImageSet set = new(6, [JpegTests.Noise(6, 6), JpegTests.Noise(6, 6, 2)], [1, 0], ["a", "b"]);
        IdxWriter.Write(_folder["idx/train"], set);
        Import(Open("idx/train"), size: 6, name: "same.llsd").Set.Frames.ShouldBe(set.Frames);
        ImageSet small = Import(Open("same.llsd"), size: 3, name: "small.llsd").Set;
        small.GetFrame(0).ShouldBe(new GrayImage(6, 6, set.GetFrame(0)).ToSquare(3));
        small.ClassNames.ShouldBe(["a", "b"]);
        Put("list.txt", [.. "1\n"u8]);
        Should.Throw<DataException>(() => Open(new ImportRequest { Source = _folder["idx/train"], Only = _folder["list.txt"] }))
            .Message.ShouldContain("no files that --only");
    }

    private (ImageSet Set, ImportOutcome Outcome) Import(ImportSource source, int size = 32, string name = "out.llsd")
    {
        ImportOutcome outcome = ImageImport.Run(source, new ImportOptions(_folder[name], size), cancellation: TestContext.Current.CancellationToken);
        return (SetReader.Read(_folder[name]), outcome);
    }

    private ImportSource Open(string path, string? part = null, bool inOrder = false, string[]? classes = null) =>
        Open(new ImportRequest { Source = _folder[path], Part = part, InOrder = inOrder, Classes = classes });

    private static ImportSource Open(ImportRequest request) => ImportSources.Open(request, cancellation: TestContext.Current.CancellationToken);

    private string Message(string path) => Should.Throw<DataException>(() => Open(path)).Message;

    private void Frame(string name, byte value)
    {
        byte[] pixels = new byte[64];
        Array.Fill(pixels, value);
        Put(name, PngWriter.Encode(pixels, 8));
    }

    private void Put(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllBytes(_folder[name], content);
    }

    private static byte[] Record(byte[] labels, int red) =>
        [.. labels, .. Enumerable.Repeat((byte)red, 1024), .. Enumerable.Repeat((byte)(red + 1), 1024), .. Enumerable.Repeat((byte)(red + 2), 1024)];
}
