using System.Text.Json;
using LlsEdge.Host.Data;
using LlsEdge.Host.Scenes;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class DemoTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void A_board_learns_a_drawn_room_and_a_report_is_written()
    {
        string folder = workshop.At("demo");
        JsonElement result = RunningTool.Run("demo", "--json", "--out", folder).ShouldSucceed().Json;

        double before = result.GetProperty("accuracyBefore").GetDouble();
        result.GetProperty("accuracyAfter").GetDouble().ShouldBeGreaterThan(before + 0.1);
        result.GetProperty("accuracyAfter").GetDouble().ShouldBeGreaterThan(result.GetProperty("accuracyPixels").GetDouble());
        result.GetProperty("accuracyUnshifted").GetDouble().ShouldBeGreaterThan(before + 0.1);
        result.GetProperty("accuracyHeadOnly").GetDouble().ShouldBeInRange(before, 1);
        result.GetProperty("logRecords").GetInt32().ShouldBe(result.GetProperty("framesTrained").GetInt32());
        result.GetProperty("ilPerTrainStep").GetInt64().ShouldBeGreaterThan(result.GetProperty("ilPerPrediction").GetInt64());
        result.GetProperty("predictedMsPerTrainStep").GetDouble().ShouldBeGreaterThan(result.GetProperty("predictedMsPerPrediction").GetDouble());
        result.GetProperty("heapPeakBytes").GetInt32().ShouldBeInRange(40_000, 79_000);
        string report = File.ReadAllText(Path.Combine(folder, "report.html"));
        report.ShouldContain("<svg");
        report.ShouldContain("synthetic");
        File.ReadAllBytes(Path.Combine(folder, "taught.llsm")).ShouldNotBe(File.ReadAllBytes(Path.Combine(folder, "factory.llsm")));
    }

    [Fact]
    public void Own_frames_take_the_place_of_drawn_ones()
    {
        ImageSet scenes = SceneSet.Factory(40, 5);
        SceneRoom room = SceneRoom.Create(7);
        Directory.CreateDirectory(workshop.At("photographs"));
        IdxWriter.Write(workshop.At("photographs/train"), scenes);
        IdxWriter.Write(workshop.At("photographs/test"), scenes.Slice(0, 10));
        IdxWriter.Write(workshop.At("hall-teach"), room.Teach(12));
        IdxWriter.Write(workshop.At("hall-test"), room.Test(8));

        JsonElement result = RunningTool.Run(
            "demo", "--json", "--data", workshop.At("photographs"), "--room", workshop.At("hall"), "--out", workshop.At("own")).ShouldSucceed().Json;

        result.GetProperty("framesTrained").GetInt32().ShouldBe(12);
        result.GetProperty("framesTested").GetInt32().ShouldBe(8);
        result.GetProperty("logRecords").GetInt32().ShouldBe(12);
        result.GetProperty("synthetic").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Data_without_a_room_is_a_usage_error() =>
        RunningTool.Run("demo", "--data", workshop.At("photographs"), "--out", workshop.At("x")).ShouldFail(2, "--room");

    [Fact]
    public void A_missing_room_is_a_data_error() =>
        RunningTool.Run("demo", "--data", workshop.At("nowhere"), "--room", workshop.At("hall"), "--out", workshop.At("y")).ShouldFail(3, "nowhere");

    [Fact]
    public void A_room_that_is_no_number_needs_data() =>
        RunningTool.Run("demo", "--room", "kitchen", "--out", workshop.At("z")).ShouldFail(2, "number");
}
