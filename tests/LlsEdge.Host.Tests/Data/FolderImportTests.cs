using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class FolderImportTests
{
    [Fact]
    public void Images_are_labelled_by_folder_and_bad_ones_listed()
    {
        using TempFolder folder = new();
        Put(folder, "nobody/b.png", 3, 20);
        Put(folder, "nobody/deep/a.png", 2, 10);
        Put(folder, "person/c.png", 5, 30);
        File.WriteAllText(folder["person/broken.png"], "not an image");
        File.WriteAllText(folder["person/photo.webp"], "RIFF");
        File.WriteAllText(folder["person/notes.txt"], "ignored");

        ImportResult result = FolderImport.Read(folder.Path, 4);

        result.Set.Size.ShouldBe(4);
        result.Set.ClassNames.ShouldBe(["nobody", "person"]);
        result.Set.Names.ShouldBe(["nobody/b.png", "nobody/deep/a.png", "person/c.png"]);
        result.Set.Labels.ToArray().ShouldBe(new byte[] { 0, 0, 1 });
        result.Set.Frames.Select(f => f[5]).ShouldBe(new byte[] { 20, 10, 30 });
        result.Skipped.Select(s => Path.GetFileName(s.Path)).ShouldBe(["broken.png", "photo.webp"]);
        result.Skipped[1].Reason.ShouldContain("the format is unknown");
    }

    [Fact]
    public void The_caller_may_fix_the_order_of_classes()
    {
        using TempFolder folder = new();
        Put(folder, "person/a.png", 2, 1);
        Put(folder, "room/a.png", 2, 2);

        FolderImport.Read(folder.Path, 2, ["room", "person"]).Set.Frames[0][0].ShouldBe((byte)2);
        Should.Throw<DataException>(() => FolderImport.Read(folder.Path, 2, ["room", "people"])).Message.ShouldContain("people");
    }

    [Fact]
    public void Folders_without_images_are_refused()
    {
        using TempFolder folder = new();
        Message(folder["none"]).ShouldContain("no such folder");
        Message(folder.Path).ShouldContain("0 class folders");
        Directory.CreateDirectory(folder["person"]);
        Message(folder.Path).ShouldContain("no readable images");
        File.WriteAllText(folder["person/broken.png"], "not an image");
        Message(folder.Path).ShouldContain("all 1 files were refused");
    }

    private static void Put(TempFolder folder, string name, int size, byte value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        byte[] pixels = new byte[size * size];
        Array.Fill(pixels, value);
        File.WriteAllBytes(folder[name], PngWriter.Encode(pixels, size));
    }

    private static string Message(string path) => Should.Throw<DataException>(() => FolderImport.Read(path, 4)).Message;
}
