using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Import;
using LlsEdge.Host.Data.Sets;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public sealed class SetFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImageSet _set = Draw(7, 5, ["zero", "ein schönes Ding", "two"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        using SetFile file = SetFile.Open(Write("a.llsd"));
        ImageSet read = file.Set;

        (read.Count, read.Size).ShouldBe((7, 5));
        read.ClassNames.ShouldBe(_set.ClassNames);
        read.Labels.ToArray().ShouldBe(_set.Labels.ToArray());
        read.Frames.ShouldBe(_set.Frames);
        read.Names.ShouldBe(Enumerable.Range(0, 7).Select(i => $"{i:000000}"));
        read.GetFrame(6).ShouldBe(_set.GetFrame(6));
        Should.Throw<ArgumentOutOfRangeException>(() => read.GetFrame(7));

        ImageSet part = read.Select([6, 2]);
        part.GetFrame(0).ShouldBe(_set.GetFrame(6));
        part.Labels.ToArray().ShouldBe([(byte)_set.GetLabel(6), (byte)_set.GetLabel(2)]);
        part.Names.ShouldBe(["000006", "000002"]);
        part.Slice(1, 1).GetFrame(0).ShouldBe(_set.GetFrame(2));
        read.Resize(3).GetFrame(1).ShouldBe(new GrayImage(5, 5, _set.GetFrame(1)).ToSquare(3));
        DataSetInfo info = DataSetInfo.Of(read);
        (info.Mean, info.StandardDeviation).ShouldBe((DataSetInfo.Of(_set).Mean, DataSetInfo.Of(_set).StandardDeviation));
    }

    [Fact]
    public void The_layout_is_the_documented_one()
    {
        byte[] file = File.ReadAllBytes(Write("a.llsd"));

        file[..8].ShouldBe([.. "LLSD"u8, 1, 0, 0, 0]);
        new[] { 8, 12, 16, 20 }.Select(at => BitConverter.ToInt32(file, at)).ShouldBe([5, 64, 7, 3]);
        long records = BitConverter.ToInt64(file, 24);
        records.ShouldBe(4096 + 7 * 64);
        BitConverter.ToInt64(file, 32).ShouldBe(records + 7 * 16);
        BitConverter.ToInt64(file, 40).ShouldBe(records + 7 * 16 + 7 * 6);
        BitConverter.ToInt64(file, 48).ShouldBe(file.Length);
        file[(4096 + 3 * 64)..(4096 + 3 * 64 + 25)].ShouldBe(_set.GetFrame(3));
        file[(int)records + 3 * 16 + 14].ShouldBe((byte)_set.GetLabel(3));
    }

    [Fact]
    public void A_set_is_found_as_people_name_it()
    {
        Write("photos.llsd");
        SetReader.Read(_folder["photos.llsd"]).Count.ShouldBe(7);
        SetReader.Read(_folder["photos"]).Count.ShouldBe(7);
        SetReader.Read(_folder.Path).Count.ShouldBe(7);
        SetReader.Read(_folder["photos"], ["a", "b", "c"]).ClassNames.ShouldBe(["a", "b", "c"]);
        File.Move(_folder["photos.llsd"], _folder["F"]);
        SetReader.Read(_folder["F"]).Count.ShouldBe(7);
        IdxWriter.Write(_folder["train"], _set);
        SetReader.Read(_folder["train"]).Count.ShouldBe(7);
        Write("more.llsd");
        SetReader.In(_folder.Path).ShouldBe(["more", "train"]);
        Message(_folder.Path).ShouldContain("several data sets");
        Message(_folder["nothing"]).ShouldContain("no such data set");
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused_at_every_length()
    {
        byte[] file = File.ReadAllBytes(Write("a.llsd"));
        foreach (int length in Enumerable.Range(0, 70).Concat([4095, 4096, 4500, file.Length - 100, file.Length - 1]))
        {
            File.WriteAllBytes(_folder["cut.llsd"], file[..length]);
            Message(_folder["cut.llsd"]).ShouldContain(_folder["cut.llsd"]);
        }
    }

    [Fact]
    public void Every_damaged_byte_is_noticed()
    {
        byte[] file = File.ReadAllBytes(Write("a.llsd"));
        for (int at = 0; at < file.Length; at += at is >= 63 and < 4096 ? 4096 - at : 1)
        {
            bool padding = at is >= 4096 and < 4096 + 7 * 64 && (at - 4096) % 64 >= 25;
            byte[] damaged = [.. file];
            damaged[at] ^= 0x10;
            File.WriteAllBytes(_folder["damaged.llsd"], damaged);
            if (!padding)
            {
                Should.Throw<DataException>(
                    () =>
                    {
                        using SetFile opened = SetFile.Open(_folder["damaged.llsd"]);
                        _ = opened.Set.Frames.Count(frame => frame.Length > 0);
                    },
                    $"byte {at}");
            }
        }
    }

    [Fact]
    public void A_later_version_is_refused_by_number()
    {
        byte[] file = File.ReadAllBytes(Write("a.llsd"));
        file[4] = 2;
        File.WriteAllBytes(_folder["b.llsd"], file);
        Message(_folder["b.llsd"]).ShouldContain("version 2 of the format");
    }

    private string Write(string name)
    {
        IdxWriter.Write(_folder["source/all"], _set);
        CancellationToken stop = TestContext.Current.CancellationToken;
        ImportSource source = ImportSources.Open(new ImportRequest { Source = _folder["source/all"] }, cancellation: stop);
        ImageImport.Run(source, new ImportOptions(_folder[name], _set.Size), cancellation: stop);
        return _folder[name];
    }

    private static string Message(string path) => Should.Throw<DataException>(() => SetReader.Read(path)).Message;

    private static ImageSet Draw(int count, int size, string[] classes) => new(
        size,
        [.. Enumerable.Range(0, count).Select(i => JpegTests.Noise(size, size, i))],
        [.. Enumerable.Range(0, count).Select(i => (byte)(i * 2 % classes.Length))],
        classes);
}
