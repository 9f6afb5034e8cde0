using System.Text.Json;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class DataAndModelTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void Data_info_counts_classes_and_draws_a_sheet()
    {
        string sheet = workshop.At("sheet.png");

        JsonElement info = RunningTool.Run("data", "info", workshop.At("set"), "--sheet", sheet, "--count", "20", "--json").ShouldSucceed().Json;

        info.GetProperty("count").GetInt32().ShouldBe(200);
        info.GetProperty("size").GetInt32().ShouldBe(Workshop.Size);
        info.GetProperty("classes").EnumerateArray().Select(line => $"{line.GetProperty("name")} {line.GetProperty("count")}")
            .ShouldBe(["above 100", "left 100"]);
        info.GetProperty("mean").GetDouble().ShouldBe(DataSetInfo.Of(workshop.Set).Mean, 1e-9);
        ImageFile.Read(sheet).Width.ShouldBe(16 * (Workshop.Size + 4));
    }

    [Fact]
    public void Data_info_for_people_is_plain_in_a_pipe()
    {
        string output = RunningTool.Run("data", "info", workshop.At("set")).ShouldSucceed().Output;

        output.ShouldContain("16×16");
        output.ShouldContain("50.0 %");
        output.ShouldNotContain('\e');
    }

    [Fact]
    public void A_folder_a_class_becomes_a_set()
    {
        string photos = workshop.At("photos");
        for (int i = 0; i < 6; i++)
        {
            string folder = Path.Combine(photos, workshop.Set.ClassNames[workshop.Set.GetLabel(i)]);
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, $"{i}.png"), PngWriter.Encode(workshop.Set.GetFrame(i), Workshop.Size));
        }

        File.WriteAllText(Path.Combine(photos, "left", "broken.png"), "no image");
        string file = workshop.At("imported");
        Outcome outcome = RunningTool.Run("data", "import", photos, "--out", file, "--size", $"{Workshop.Size}", "--order", "name", "--json");

        outcome.Error.ShouldBe($"1 images could not be used: {file}.skipped.txt lists them and why.\n");
        outcome.Json.GetProperty("images").GetInt32().ShouldBe(6);
        outcome.Json.GetProperty("skipped").GetInt32().ShouldBe(1);
        File.ReadAllText(outcome.Json.GetProperty("report").GetString()!).ShouldStartWith("left/broken.png\t");
        ImageSet set = SetReader.Read(file);
        set.ClassNames.ShouldBe(["above", "left"]);
        set.Labels.ToArray().ShouldBe([0, 0, 0, 1, 1, 1]);
        set.GetFrame(0).ShouldBe(workshop.Set.GetFrame(0));
        RunningTool.Run("data", "info", file, "--json").ShouldSucceed().Json.GetProperty("count").GetInt32().ShouldBe(6);
    }

    [Fact]
    public void A_folder_as_coco_has_it_becomes_a_set()
    {
        string coco = workshop.At("coco");
        Directory.CreateDirectory(Path.Combine(coco, "val2017"));
        Directory.CreateDirectory(Path.Combine(coco, "annotations"));
        for (int i = 0; i < 3; i++)
        {
            File.WriteAllBytes(Path.Combine(coco, "val2017", $"{i}.png"), PngWriter.Encode(workshop.Set.GetFrame(i), Workshop.Size));
        }

        File.WriteAllText(
            Path.Combine(coco, "annotations", "instances_val2017.json"),
            """
            {"images": [{"id": 7, "file_name": "0.png", "width": 100, "height": 100}, {"id": 8, "file_name": "1.png", "width": 100, "height": 100},
                        {"id": 9, "file_name": "2.png", "width": 100, "height": 100}],
             "annotations": [{"image_id": 7, "category_id": 1, "area": 51}, {"image_id": 8, "category_id": 1, "area": 50}, {"image_id": 9, "category_id": 10, "area": 99}],
             "categories": [{"id": 1, "name": "person"}, {"id": 10, "name": "traffic light"}]}
            """);

        JsonElement persons = RunningTool.Run("data", "import", coco, "--out", workshop.At("vww"), "--json").ShouldSucceed().Json;
        JsonElement lights = RunningTool.Run("data", "import", coco, "--out", workshop.At("lights"), "--category", "traffic light", "--json").ShouldSucceed().Json;

        new[] { "images", "person", "notPerson", "skipped", "size" }.Select(name => persons.GetProperty(name).GetInt32()).ShouldBe([3, 1, 2, 0, 96]);
        new[] { "trafficLight", "notTrafficLight" }.Select(name => lights.GetProperty(name).GetInt32()).ShouldBe([1, 2]);
        RunningTool.Run("data", "import", coco, "--out", workshop.At("x"), "--category", "cat").ShouldFail(3, "no category 'cat'", "person, traffic light");
    }

    [Fact]
    public void Public_sets_are_listed_told_and_checked()
    {
        JsonElement all = RunningTool.Run("data", "fetch", "--json").ShouldSucceed().Json;
        all.GetProperty("sets").EnumerateArray().Select(set => set.GetProperty("name").GetString()).ShouldContain("coco2017");
        string told = RunningTool.Run("data", "fetch", "coco2017").ShouldSucceed().Output;
        told.ShouldContain("\ncurl -L -O -C - http://images.cocodataset.org/zips/val2017.zip\n    815585330 bytes (815.6 MB), MD5 442b8da7639aecaf257c1dceb8ba8c80\n");
        told.ShouldContain("\nllsedge data import . --part val2017 --out val.llsd\n");

        string folder = workshop.At("downloads");
        Directory.CreateDirectory(folder);
        RunningTool.Run("data", "fetch", "cifar10", "--folder", folder).ShouldFail(3, "Nothing of cifar10 is there");
        File.WriteAllText(Path.Combine(folder, "cifar-10-binary.tar.gz"), "cut");
        Outcome cut = RunningTool.Run("data", "fetch", "cifar10", "--folder", folder, "--json").ShouldFail(3, "cifar-10-binary.tar.gz", "curl -C -");
        cut.Json.GetProperty("findings")[0].GetProperty("state").GetString().ShouldBe("wrongLength");
        RunningTool.Run("data", "fetch", "imagenet").ShouldFail(2, "no public set 'imagenet'", "imagenette");
        RunningTool.Run("data", "fetch", "--folder", folder).ShouldFail(2, "name it");
    }

    [Fact]
    public void A_stopped_import_says_how_to_go_on()
    {
        string many = workshop.At("many-frames");
        IdxWriter.Write(many, workshop.Set.Select(Enumerable.Range(0, 30_000).Select(i => i % 200)), gzip: false);
        string file = workshop.At("many.llsd");
        Outcome stopped = RunningTool.Run("data", "import", many, "--out", file, "--size", "64");
        stopped.ExitCode.ShouldBe(0, stopped.Error);
        byte[] whole = File.ReadAllBytes(file);
        File.Delete(file);

        using (RunningTool tool = RunningTool.Start("data", "import", many, "--out", file, "--size", "64"))
        {
            SpinWait.SpinUntil(() => tool.HasExited || (File.Exists(file + ".part") && new FileInfo(file + ".part").Length > 2_000_000), 60_000);
            tool.Interrupt();
            stopped = tool.Finish();
        }

        stopped.ExitCode.ShouldBe(7, stopped.Error);
        stopped.Error.ShouldContain("of 30000 images; the same command goes on from there.");
        JsonElement rest = RunningTool.Run("data", "import", many, "--out", file, "--size", "64", "--json").Json;
        rest.GetProperty("resumed").GetInt32().ShouldBeGreaterThan(100);
        File.ReadAllBytes(file).AsSpan().SequenceEqual(whole).ShouldBeTrue();
    }

    [Fact]
    public void A_table_of_models_leaves_out_tails_of_trunks()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "models", "vww-05");
        Directory.GetFiles(folder, "*.llsm").Length.ShouldBe(2);
        IdxWriter.Write(workshop.At("rooms"), Workshop.Draw(96, 10, 5, ["nobody", "person"]));

        JsonElement table = RunningTool.Run("model", "table", folder, "--test", workshop.At("rooms"), "--json").ShouldSucceed().Json;

        table.GetProperty("models").EnumerateArray().Select(row => Path.GetFileName(row.GetProperty("file").GetString())).ShouldBe(["vww-05.llsm"]);
    }

    [Fact]
    public void A_set_is_thinned_and_resized()
    {
        string stem = workshop.At("small");
        RunningTool.Run("data", "import", workshop.At("set"), "--out", stem, "--size", "8", "--limit", "50", "--format", "idx", "--json").ShouldSucceed();

        Directory.GetFiles(Path.GetDirectoryName(stem)!, "small*").Length.ShouldBe(3);
        ImageSet set = IdxReader.Read(stem);
        set.Size.ShouldBe(8);
        set.Count.ShouldBe(50);
        set.GetFrame(1).ShouldBe(new GrayImage(Workshop.Size, Workshop.Size, workshop.Set.GetFrame(4)).ToSquare(8));
    }

    [Fact]
    public void An_untrained_model_depends_on_its_seed_alone()
    {
        string[] files = [workshop.At("a.llsm"), workshop.At("b.llsm"), workshop.At("c.llsm")];
        string[] seeds = ["5", "5", "6"];
        for (int i = 0; i < files.Length; i++)
        {
            RunningTool.Run("model", "init", "--out", files[i], "--description", workshop.At("model.json"), "--seed", seeds[i], "--json").ShouldSucceed();
        }

        File.ReadAllBytes(files[1]).ShouldBe(File.ReadAllBytes(files[0]));
        File.ReadAllBytes(files[2]).ShouldNotBe(File.ReadAllBytes(files[0]));
        ModelFile.Load(files[0]).Step.ShouldBe(0);
    }

    [Fact]
    public void A_training_that_was_broken_off_goes_on_and_ends_the_same()
    {
        string[] command =
        [
            "model", "train", "--data", workshop.At("set"), "--hold-out", "0.2", "--epochs", "40", "--board-epochs", "30", "--rule", "lls-mxm", "--arithmetic", "board", "--out",
        ];
        string whole = workshop.At("whole.llsm");
        RunningTool.Run([.. command, whole]).ExitCode.ShouldBe(0);
        string broken = workshop.At("broken.llsm");
        string checkpoint = broken + ".checkpoint";

        using (RunningTool first = RunningTool.Start([.. command, broken]))
        {
            SpinWait.SpinUntil(() => File.Exists(checkpoint) || first.HasExited);
            first.Interrupt();
            Outcome stopped = first.Finish();
            stopped.ExitCode.ShouldBe(7);
            stopped.Error.ShouldContain("goes on from there");
        }

        File.Exists(broken).ShouldBeFalse();
        Outcome second = RunningTool.Run([.. command, broken]);
        second.Error.ShouldContain("of an earlier run");
        second.ExitCode.ShouldBe(0);
        File.ReadAllBytes(broken).ShouldBe(File.ReadAllBytes(whole));
        File.Exists(checkpoint).ShouldBeFalse();
    }

    [Fact]
    public void A_training_reports_its_epochs()
    {
        string page = workshop.At("training.html");
        JsonElement result = RunningTool.Run(
            "model", "train", "--data", workshop.At("set"), "--hold-out", "0.2", "--epochs", "3", "--board-epochs", "2", "--out", workshop.At("reported.llsm"), "--report", page, "--json").Json;

        result.GetProperty("trainingFrames").GetInt32().ShouldBe(160);
        result.GetProperty("validationFrames").GetInt32().ShouldBe(40);
        JsonElement[] epochs = [.. result.GetProperty("epochs").EnumerateArray()];
        epochs.Select(epoch => epoch.GetProperty("phase").GetString()).ShouldBe(["float", "float", "float", "board", "board"]);
        epochs.ShouldAllBe(epoch => epoch.GetProperty("validation").GetProperty("loss").GetDouble() > 0);
        string html = File.ReadAllText(page);
        html.ShouldContain("What it answers");
        html.ShouldContain("--hold-out 0.2");
    }

    [Fact]
    public void A_model_is_made_for_a_set_and_trained_with_it()
    {
        string file = workshop.At("trained.llsm");
        RunningTool.Run("data", "import", workshop.At("set"), "--out", workshop.At("packed.llsd")).ShouldSucceed();

        Outcome trained = RunningTool.Run(
            "model", "train", "--out", file, "--data", workshop.At("packed"), "--test", workshop.At("set"), "--teacher", workshop.At("scores.csv"), "--epochs", "4", "--augmentation", "none", "--json");

        trained.ExitCode.ShouldBe(0);
        trained.Error.TrimEnd('\n').Split('\n').Select(line => line[..9]).ShouldBe(["float 1/4", "float 2/4", "float 3/4", "float 4/4", "board 1/4", "board 2/4", "board 3/4", "board 4/4"]);
        JsonElement result = trained.Json;
        result.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.9);
        result.GetProperty("rocArea").GetDouble().ShouldBeGreaterThan(0.95);
        result.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())).ShouldBe(200);
        ModelFile.Load(file).FrameSize.ShouldBe(Workshop.Size);
        ModelFile.Load(file).GetClassName(1).ShouldBe("left");
    }

    [Fact]
    public void Inspecting_a_model_shows_shapes_and_costs()
    {
        JsonElement report = RunningTool.Run("model", "inspect", workshop.At("model.llsm"), "--json").ShouldSucceed().Json;

        JsonElement[] layers = [.. report.GetProperty("layers").EnumerateArray()];
        layers.Select(layer => layer.GetProperty("output").GetString()).ShouldBe(["4×8×8", "8×4×4"]);
        layers.Select(layer => layer.GetProperty("learns").GetBoolean()).ShouldBe([false, true]);
        layers.Select(layer => layer.GetProperty("macs").GetInt64()).ShouldBe([4 * 9 * 64, 8 * 36 * 16]);
        report.GetProperty("readout").GetProperty("features").GetInt32().ShouldBe(48);
        report.GetProperty("fileBytes").GetInt32().ShouldBe(workshop.Model.Length);

        // The weights alone are in the heap, and what the board needs besides is of their order.
        long heap = report.GetProperty("boardHeapBytes").GetInt64();
        heap.ShouldBeGreaterThan(workshop.Model.Length);
        heap.ShouldBeLessThan(20_000);

        RunningTool.Run("model", "inspect", workshop.At("model.llsm")).ShouldSucceed().Output.ShouldContain("8×4×4");
    }

    [Fact]
    public void Ports_are_listed()
    {
        Outcome outcome = RunningTool.Run("ports", "--json");

        outcome.ExitCode.ShouldBe(0);
        outcome.Json.GetProperty("ports").ValueKind.ShouldBe(JsonValueKind.Array);
    }
}
