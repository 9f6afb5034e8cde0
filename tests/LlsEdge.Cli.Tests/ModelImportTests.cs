using System.Text.Json;
using LlsEdge.Host.Models;
using LlsEdge.Host.Tests.Tflite;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>A network of TensorFlow Lite, from its file to a board that is taught above it.</summary>
public class ModelImportTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const int Frames = 12;

    [Fact]
    public void An_imported_network_is_fitted_put_taught_and_read_back_bit_for_bit()
    {
        string network = Network("drawn.tflite", 48);
        string file = workshop.At("imported.llsm");
        JsonElement made = RunningTool.Run("model", "import", network, "--out", file, "--data", workshop.At("set"), "--grid", "2", "--copies", "0", "--tail", "--json").ShouldSucceed().Json;
        made.GetProperty("checkedFrames").GetInt32().ShouldBeGreaterThan(1);
        made.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.9);
        made.GetProperty("needsPsram").GetBoolean().ShouldBeFalse();
        made.GetProperty("predictedMs").GetDouble().ShouldBeGreaterThan(1);

        using RunningBoard board = RunningBoard.Start();
        board.Ok("model", "put", file);
        Learner desk = new(ModelFile.Load(file));
        JsonElement eval = board.Ok("eval", "--data", workshop.At("set"), "--limit", $"{Frames}").Json;
        eval.GetProperty("correct").GetInt32().ShouldBe(Enumerable.Range(0, Frames).Count(i => desk.Predict(workshop.Set.GetFrame(i)) == workshop.Set.GetLabel(i)));
        board.Ok("train", "--data", workshop.At("set"), "--limit", $"{Frames}", "--commit");
        for (int i = 0; i < Frames; i++)
        {
            desk.Train(workshop.Set.GetFrame(i), workshop.Set.GetLabel(i));
        }

        board.Ok("board", "reboot");
        string taught = workshop.At("taught.llsm");
        board.Ok("model", "get", taught);
        File.ReadAllBytes(taught).ShouldBe(ModelFile.ToBytes(desk.Model));
        File.ReadAllBytes(taught).ShouldNotBe(File.ReadAllBytes(file));

        RunningTool.Run("model", "inspect", taught).ShouldSucceed().Output.ShouldContain("Backbone: ");
        RunningTool.Run("bench", "--model", taught, "--frames", "1").ShouldSucceed().Output.ShouldContain("quantised-depthwise");
        RunningTool.Run("model", "compile", taught, "--name", "Imported", "--folder", workshop.At("trunk")).ShouldFail(4, "backbone");
    }

    [Fact]
    public void Without_frames_the_readout_knows_nothing_and_says_so()
    {
        string file = workshop.At("empty.llsm");

        RunningTool.Run("model", "import", Network("plain.tflite", 26), "--out", file, "--classes", "a, b, c", "--name", "mine").ShouldSucceed().Output
            .ShouldContain("knows nothing yet");

        Model model = ModelFile.Load(file);
        model.GetName().ShouldBe("mine");
        model.GetClassName(2).ShouldBe("c");
        model.Readout.Weights.ShouldAllBe(weight => weight == 0);
        new Learner(model).Predict(workshop.Set.GetFrame(0)).ShouldBe(0);
    }

    [Fact]
    public void Operations_are_listed_with_what_becomes_of_them()
    {
        JsonElement list = RunningTool.Run("model", "import", Network("list.tflite", 32), "--list", "--json").ShouldSucceed().Json;
        JsonElement[] ops = [.. list.GetProperty("ops").EnumerateArray()];
        ops.ShouldAllBe(op => op.GetProperty("supported").GetBoolean());
        ops[^1].GetProperty("canBeLast").GetBoolean().ShouldBeTrue();

        string[] lines = RunningTool.Run("model", "import", workshop.At("list.tflite"), "--list").ShouldSucceed().Output.Split('\n');
        lines.Count(line => line.Contains("CONV_2D", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Wrong_files_and_wishes_end_in_a_sentence()
    {
        string network = Network("good.tflite", 32);
        File.WriteAllBytes(workshop.At("cut.tflite"), File.ReadAllBytes(network)[..600]);

        RunningTool.Run("model", "import", network).ShouldFail(2, "--out FILE");
        RunningTool.Run("model", "import", workshop.At("model.llsm"), "--list").ShouldFail(4, "not a TensorFlow Lite model");
        RunningTool.Run("model", "import", workshop.At("cut.tflite"), "--list").ShouldFail(4, "truncated or damaged");
        RunningTool.Run("model", "import", workshop.At("nowhere.tflite"), "--list").ShouldFail(4, "Cannot read");
        RunningTool.Run("model", "import", network, "--out", workshop.At("x.llsm"), "--until", "99").ShouldFail(4, "no operation '99'");
        RunningTool.Run("model", "import", network, "--out", workshop.At("x.llsm"), "--grid", "5").ShouldFail(4, "equal cells");
        RunningTool.Run("model", "import", network, "--out", workshop.At("x.llsm"), "--data", workshop.At("large")).ShouldFail(3, "20×20");
        File.Exists(workshop.At("x.llsm")).ShouldBeFalse();
    }

    private string Network(string name, int seed)
    {
        string path = workshop.At(name);
        File.WriteAllBytes(path, DrawnNetwork.Draw(seed, Workshop.Size));
        return path;
    }
}
