using System.Text;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Import;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data.Import;

public sealed class CocoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_rule_is_that_of_visual_wake_words()
    {
        // 100×100 pixels: more than 50 of them must be the person's.
        Put(
            "instances.json",
            Json(
                [(1, "large"), (2, "exact"), (3, "above"), (4, "small"), (5, "dog"), (6, "empty"), (7, "crowd"), (8, "several"), (9, "boxed")],
                [
                    (1, 1, "900", "0,0,1,1", 0),
                    (2, 1, "50", "0,0,100,100", 0),
                    (3, 1, "50.01", "0,0,1,1", 0),
                    (4, 1, "12", "0,0,90,90", 0),
                    (5, 18, "9000", "0,0,95,95", 0),
                    (7, 1, "400", "0,0,20,20", 1),
                    (8, 1, "20", "0,0,5,5", 0),
                    (8, 1, "30", "0,0,5,5", 0),
                    (8, 1, "40", "0,0,5,5", 0),
                    (9, 1, null, "3,4,8,9", 0),
                ]));

        ImportSource source = Open();

        source.ClassNames.ShouldBe(["nobody", "person"]);
        source.Items().Where(item => item.Label == 1).Select(item => item.Name).ShouldBe(["large.png", "above.png", "crowd.png", "boxed.png"]);
        source.Count.ShouldBe(9);
    }

    [Fact]
    public void Category_and_threshold_are_the_users()
    {
        Put("instances.json", Json([(1, "a"), (2, "b"), (3, "c")], [(1, 18, "900", "0,0,1,1", 0), (2, 18, "1500", "0,0,1,1", 0), (3, 1, "9999", "0,0,1,1", 0)]));

        ImportSource dogs = Open(request => request with { Category = "dog", Threshold = 0.1 });

        dogs.ClassNames.ShouldBe(["not dog", "dog"]);
        dogs.Items().Select(item => (int)item.Label).ShouldBe([0, 1, 0]);
        Should.Throw<DataException>(() => Open(request => request with { Category = "cat" })).Message.ShouldContain("choose with --category one of person, dog");
    }

    [Theory]
    [InlineData("annotations/instances_train2017.json", "train2017", null)]
    [InlineData("annotations/instances_val2014.json", "images/val2014", null)]
    [InlineData("instances.json", "images", null)]
    [InlineData("instances_default.json", ".", null)]
    [InlineData("annotations/instances_x.json", "elsewhere/deep", "elsewhere/deep")]
    public void The_images_are_found_where_they_usually_are(string annotations, string images, string? named)
    {
        Put(annotations, Json([(1, "a")], [(1, 1, "900", "0,0,1,1", 0)]), images);

        ImportItem item = Open(request => named is null ? request : request with { Images = _folder[named] }).Items().Single();

        File.Exists(item.File).ShouldBeTrue(item.File);
    }

    [Fact]
    public void A_folder_of_several_parts_asks_which()
    {
        Put("annotations/instances_train2017.json", Json([(1, "a")], []), "train2017");
        Put("annotations/instances_val2017.json", Json([(2, "b")], []), "val2017");

        Should.Throw<DataException>(() => Open()).Message.ShouldContain("--part one of train2017, val2017");
        Should.Throw<DataException>(() => Open(request => request with { Part = "test" })).Message.ShouldContain("There is no part 'test'");
        Open(request => request with { Part = "val2017" }).Items().Single().Name.ShouldBe("b.png");
    }

    [Fact]
    public void Split_lists_run_over_several_files_of_annotations()
    {
        Put("annotations/instances_train2014.json", Json([(1, "COCO_train2014_000000000001"), (2, "COCO_train2014_000000000002")], [(2, 1, "900", "0,0,1,1", 0)]), "train2014");
        Put("annotations/instances_val2014.json", Json([(3, "COCO_val2014_000000000003"), (4, "COCO_val2014_000000000004")], [(3, 1, "900", "0,0,1,1", 0)]), "val2014");
        File.WriteAllText(_folder["minival.txt"], "3\n000002\n");
        File.WriteAllText(_folder["names.txt"], "val2014/COCO_val2014_000000000004.png\r\nCOCO_train2014_000000000001\n");
        ImportRequest Both(ImportRequest request) =>
            request with { Annotations = ["annotations/instances_train2014.json", "annotations/instances_val2014.json"] };

        Names(request => Both(request) with { Only = _folder["minival.txt"] }).ShouldBe(["2 1", "3 1"]);
        Names(request => Both(request) with { Except = _folder["minival.txt"] }).ShouldBe(["1 0", "4 0"]);
        Names(request => Both(request) with { Only = _folder["names.txt"] }).ShouldBe(["1 0", "4 0"]);
        Should.Throw<DataException>(() => Open(request => Both(request) with { Only = _folder["minival.txt"], Except = _folder["minival.txt"] }))
            .Message.ShouldContain("No image is left");
        Should.Throw<DataException>(() => Open(request => Both(request) with { Only = _folder["none.txt"] })).Message.ShouldContain("list cannot be read");

        IEnumerable<string> Names(Func<ImportRequest, ImportRequest> change) =>
            Open(change).Items().Select(item => $"{int.Parse(Path.GetFileNameWithoutExtension(item.Name)[^12..])} {item.Label}");
    }

    [Fact]
    public void Json_is_read_in_pieces_whatever_its_length_and_order()
    {
        // Longer than the buffer, annotations before images, a token that is longer than the buffer, a byte order mark.
        StringBuilder json = new("{\"annotations\":[");
        for (int i = 0; i < 3000; i++)
        {
            json.Append($"{{\"segmentation\":[[{string.Join(',', Enumerable.Repeat("12.5", 20))}]],\"area\":{(i % 2 == 0 ? 900 : 4)},");
            json.Append($"\"image_id\":{i},\"bbox\":[1,2,3,4],\"category_id\":1,\"counts\":{{\"id\":77}}}}{(i < 2999 ? "," : "")}");
        }

        json.Append($"],\"info\":\"{new string('x', 200_000)}\",\"images\":[");
        json.Append(string.Join(',', Enumerable.Range(0, 3000).Select(i => $"{{\"id\":{i},\"file_name\":\"{i}.png\",\"width\":100,\"height\":100}}")));
        json.Append("],\"categories\":[{\"id\":1,\"name\":\"person\"}]}");
        Put("instances.json", "\uFEFF" + json);
        File.WriteAllText(_folder["0.png"], "");

        Open().Items().Select(item => (int)item.Label).ShouldBe(Enumerable.Range(0, 3000).Select(i => 1 - i % 2));
    }

    [Theory]
    [InlineData("{\"images\":[{\"id\":1", "no sound JSON")]
    [InlineData("", "no sound JSON")]
    [InlineData("{\"images\":[{\"id\":1,\"file_name\":\"a.png\"}],\"categories\":[{\"id\":1,\"name\":\"person\"}],\"annotations\":[]}", "no id, file_name, width or height")]
    [InlineData("{\"images\":[],\"categories\":[{\"id\":1,\"name\":\"person\"}]}", "no annotations")]
    [InlineData("{\"images\":[],\"annotations\":[],\"categories\":[{\"id\":1,\"name\":\"person\"}]}", "No image is left")]
    [InlineData("{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":9,\"height\":9}],\"categories\":[{\"id\":1,\"name\":\"person\"}],\"annotations\":[]}", "None of its images")]
    public void A_broken_file_ends_in_one_sentence(string json, string sentence)
    {
        File.WriteAllText(_folder["instances.json"], json);

        Should.Throw<DataException>(() => Open()).Message.ShouldContain(sentence);
    }

    [Fact]
    public void The_sample_of_coco_has_as_many_persons_as_images_without()
    {
        string sample = TestData.Folder("coco-sample");
        JpegEncoder.RequireLibrary();
        ImportSource source = ImportSources.Open(new ImportRequest { Source = sample }, cancellation: TestContext.Current.CancellationToken);

        ImportOutcome outcome = ImageImport.Run(source, new ImportOptions(_folder["F"], 96), cancellation: TestContext.Current.CancellationToken);

        (outcome.Count, outcome.Skipped).ShouldBe((160, 0));
        DataSetInfo.Of(LlsEdge.Host.Data.Sets.SetReader.Read(_folder["F"])).Classes.Select(line => (line.Name, line.Count)).ShouldBe([("nobody", 80), ("person", 80)]);
    }

    private ImportSource Open(Func<ImportRequest, ImportRequest>? change = null)
    {
        ImportRequest request = new() { Source = _folder.Path };
        return ImportSources.Open(change is null ? request : change(request), cancellation: TestContext.Current.CancellationToken);
    }

    private void Put(string name, string json, string images = "images")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        Directory.CreateDirectory(_folder[images]);
        File.WriteAllText(_folder[name], json);
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(json, "[^\"]+[.]png").Take(20))
        {
            File.WriteAllText(Path.Combine(_folder[images], match.Value), "");
        }
    }

    private static string Json((int Id, string Name)[] images, (int Image, int Category, string? Area, string Box, int Crowd)[] annotations) =>
        "{\"info\":{\"year\":2017},\"licenses\":[{\"id\":1,\"name\":\"x\"}],\"images\":["
        + string.Join(',', images.Select(i => $"{{\"id\":{i.Id},\"file_name\":\"{i.Name}.png\",\"width\":100,\"height\":100,\"license\":1}}"))
        + "],\"annotations\":["
        + string.Join(',', annotations.Select((a, i) =>
            $"{{\"id\":{i},\"image_id\":{a.Image},\"category_id\":{a.Category},{(a.Area is null ? "" : $"\"area\":{a.Area},")}\"bbox\":[{a.Box}],\"iscrowd\":{a.Crowd},"
            + "\"segmentation\":{\"counts\":[1,2],\"size\":[3,4]}}"))
        + "],\"categories\":[{\"supercategory\":\"person\",\"id\":1,\"name\":\"person\"},{\"id\":18,\"name\":\"dog\"}]}";
}
