using System.Buffers.Binary;
using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class IdxTests
{
    private static readonly string[] s_names = ["cat", "dog", "person"];

    private static ImageSet Sample(int count = 5, int size = 7)
    {
        byte[][] frames = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, size * size).Select(p => (byte)(p * 5 + i * 31)).ToArray())];
        return new ImageSet(size, frames, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))], s_names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_read(bool gzip)
    {
        using TempFolder folder = new();
        ImageSet set = Sample();

        IdxWriter.Write(folder["sub/train"], set, gzip);
        ImageSet read = IdxReader.Read(folder["sub/train"]);

        read.Size.ShouldBe(7);
        read.ClassNames.ShouldBe(s_names);
        read.Labels.ToArray().ShouldBe(set.Labels.ToArray());
        read.Frames.ShouldBe(set.Frames);
    }

    [Fact]
    public void Writing_the_other_form_replaces_the_first()
    {
        using TempFolder folder = new();
        IdxWriter.Write(folder["a"], Sample(3), gzip: false);
        IdxWriter.Write(folder["a"], Sample(5), gzip: true);

        IdxReader.Read(folder["a"]).Count.ShouldBe(5);
    }

    [Fact]
    public void A_folder_with_one_set_is_enough()
    {
        using TempFolder folder = new();
        IdxWriter.Write(folder["only"], Sample());

        IdxReader.Read(folder.Path).Count.ShouldBe(5);
        IdxReader.Read(folder["only-images-idx3-ubyte.gz"]).Count.ShouldBe(5);
    }

    [Fact]
    public void A_folder_with_several_sets_lists_them()
    {
        using TempFolder folder = new();
        IdxWriter.Write(folder["test"], Sample());
        IdxWriter.Write(folder["train"], Sample());

        Message(folder.Path).ShouldContain(Path.Combine(folder.Path, "train"));
        Message(folder["tran"]).ShouldContain("test, train");
    }

    [Fact]
    public void Names_come_from_the_caller_then_the_sidecar_then_the_labels()
    {
        using TempFolder folder = new();
        IdxWriter.Write(folder["a"], Sample());
        IdxReader.Read(folder["a"], ["x", "y", "z"]).ClassNames.ShouldBe(["x", "y", "z"]);

        File.Move(folder["a-classes.txt"], folder["classes.txt"]);
        IdxReader.Read(folder["a"]).ClassNames.ShouldBe(s_names);

        File.Delete(folder["classes.txt"]);
        IdxReader.Read(folder["a"]).ClassNames.ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void A_label_without_a_class_is_refused()
    {
        using TempFolder folder = new();
        IdxWriter.Write(folder["a"], Sample());

        Should.Throw<DataException>(() => IdxReader.Read(folder["a"], ClassNames.Person)).Message.ShouldContain("Label 2 of image 2");
    }

    [Fact]
    public void A_missing_set_is_named()
    {
        using TempFolder folder = new();
        Message(folder["nothing"]).ShouldContain("nothing-images-idx3-ubyte");
        Message(folder.Path).ShouldContain("holds no IDX data set");
    }

    [Fact]
    public void Images_without_labels_are_refused()
    {
        using TempFolder folder = new();
        IdxWriter.Write(folder["a"], Sample());
        File.Delete(folder["a-labels-idx1-ubyte.gz"]);

        Message(folder["a"]).ShouldContain("a-labels-idx1-ubyte");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Truncated_images_are_refused_at_every_length(bool gzip)
    {
        using TempFolder folder = new();
        string path = IdxWriter.Write(folder["a"], Sample(), gzip).ImagesPath;
        byte[] whole = File.ReadAllBytes(path);
        // gzip's last eight bytes are a checksum and a length; without them the images are still whole.
        int needed = gzip ? whole.Length - 10 : whole.Length;
        for (int length = 0; length < needed; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Message(folder["a"]).ShouldContain(path);
        }
    }

    [Fact]
    public void A_wrong_magic_is_shown()
    {
        using TempFolder folder = new();
        IdxStem files = IdxWriter.Write(folder["a"], Sample(), gzip: false);
        File.Copy(files.LabelsPath, files.ImagesPath, overwrite: true);

        Message(folder["a"]).ShouldContain("0x00000801");
    }

    [Theory]
    [InlineData(4, int.MaxValue, "ends before")]
    [InlineData(4, 4, "more data than")]
    [InlineData(4, -1, "header says")]
    [InlineData(8, 6, "square")]
    [InlineData(8, 100_000, "square")]
    public void A_damaged_image_header_is_refused(int at, int value, string expected)
    {
        using TempFolder folder = new();
        IdxStem files = IdxWriter.Write(folder["a"], Sample(), gzip: false);
        byte[] bytes = File.ReadAllBytes(files.ImagesPath);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
        File.WriteAllBytes(files.ImagesPath, bytes);

        Message(folder["a"]).ShouldContain(expected);
    }

    [Fact]
    public void Labels_of_another_set_are_refused()
    {
        using TempFolder folder = new();
        IdxStem a = IdxWriter.Write(folder["a"], Sample(5));
        IdxStem b = IdxWriter.Write(folder["b"], Sample(6));
        File.Copy(b.LabelsPath, a.LabelsPath, overwrite: true);

        Message(folder["a"]).ShouldContain("6 labels for 5 images");
    }

    [Fact]
    public void Mnist_keeps_its_own_names()
    {
        ImageSet set = IdxReader.Read(Path.Combine(TestData.Folder("mnist"), "t10k"));

        set.Size.ShouldBe(28);
        set.Count.ShouldBe(10_000);
        set.ClassNames.Count.ShouldBe(10);
    }

    [Fact]
    public void Vww96_and_rooms_are_read()
    {
        DataSetInfo info = DataSetInfo.Of(IdxReader.Read(Path.Combine(TestData.Folder("vww96"), "test"), ClassNames.Person));
        info.Count.ShouldBe(856);
        info.Classes.ShouldBe([new ClassCount(0, "nobody", 273), new ClassCount(1, "person", 583)]);

        IdxReader.Read(Path.Combine(TestData.Folder("rooms96"), "roomA-teach"), ClassNames.Person).Count.ShouldBe(200);
        Message(TestData.Folder("rooms96")).ShouldContain("roomD-test");
    }

    private static string Message(string path) => Should.Throw<DataException>(() => IdxReader.Read(path)).Message;
}
