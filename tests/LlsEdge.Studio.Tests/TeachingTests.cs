using System.Text.Json;
using LlsEdge.Host.Models;
using LlsEdge.Studio.Boards;
using Shouldly;
using Xunit;

namespace LlsEdge.Studio.Tests;

/// <summary>The studio against the real firmware on a virtual board, by the requests that the page sends.</summary>
public sealed class TeachingTests : IAsyncLifetime
{
    private readonly TwoScenes _scenes = new();
    private StudioServer _server = null!;
    private StudioClient _studio = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StudioServer.StartAsync();
        _studio = new StudioClient(_server.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _studio.Dispose();
        await _server.DisposeAsync();
        _scenes.Dispose();
    }

    [Fact]
    public async Task Says_what_to_do_when_there_is_no_board()
    {
        (await _studio.Refused("commit", new { })).ShouldBe("No board is connected: choose a port, or start a virtual board.");
        (await _studio.Refused("connect", new { port = "" })).ShouldContain("No port is chosen");
        (await _studio.Refused("connect", new { port = "/dev/ttyNowhere7" })).ShouldContain("/dev/ttyNowhere7");
        (await _studio.Refused("virtual", new { camera = new { kind = "path", path = "/nowhere/at/all" }, heapBytes = 2_000_000 })).ShouldContain("/nowhere/at/all");
        (await _studio.Refused("virtual", new { camera = (object?)null, heapBytes = 1 })).ShouldContain("too small");
        (await _studio.Get("state")).GetProperty("board").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Teaches_labels_of_frames_it_has_shown_and_takes_them_back()
    {
        JsonElement state = await Start();
        state.GetProperty("board").GetProperty("isVirtual").GetBoolean().ShouldBeTrue();
        state.GetProperty("board").GetProperty("camera").GetString().ShouldNotBeEmpty();
        state.GetProperty("model").GetProperty("classes").EnumerateArray().Select(name => name.GetString()).ShouldBe(["nobody", "person"]);
        int steps = state.GetProperty("model").GetProperty("steps").GetInt32();

        for (int i = 0; i < 3; i++)
        {
            JsonElement frame = await _studio.Post("look", new { pixels = _scenes.Set.GetFrame(i) });
            JsonElement lesson = await _studio.Post(
                "teach", new { frame = frame.GetProperty("number").GetInt32(), label = _scenes.Set.GetLabel(i), source = "image" });
            lesson.GetProperty("step").GetInt32().ShouldBe(steps + i + 1);
            lesson.GetProperty("predicted").GetInt32().ShouldBe(frame.GetProperty("class").GetInt32());
            lesson.GetProperty("locals").GetArrayLength().ShouldBe(state.GetProperty("model").GetProperty("layers").GetArrayLength());
        }

        byte[] taught = await _studio.Http.GetByteArrayAsync("api/model.llsm", TestContext.Current.CancellationToken);
        ModelFile.Parse(taught, "the download").Step.ShouldBe(steps + 3);
        string log = await _studio.Http.GetStringAsync("api/log.csv", TestContext.Current.CancellationToken);
        log.ShouldStartWith("step,label,predicted,confidence,");
        log.Split('\n').Count(line => line.Contains(",trained,", StringComparison.Ordinal)).ShouldBe(3);

        state = await _studio.Get("state");
        state.GetProperty("uncommitted").GetInt32().ShouldBe(3);
        state.GetProperty("virtual").GetProperty("train").GetProperty("calls").GetInt64().ShouldBe(3);
        state = await _studio.Post("undo", new { });
        state.GetProperty("model").GetProperty("steps").GetInt32().ShouldBe(steps + 2);
        state.GetProperty("canUndo").GetBoolean().ShouldBeFalse();
        (await _studio.Get("lessons")).GetArrayLength().ShouldBe(2);
        (await _studio.Refused("undo", new { })).ShouldContain("nothing to undo");

        state = await _studio.Post("commit", new { });
        state.GetProperty("uncommitted").GetInt32().ShouldBe(0);
        state.GetProperty("isUnkept").GetBoolean().ShouldBeFalse();
        state.GetProperty("model").GetProperty("isFactory").GetBoolean().ShouldBeFalse();
        await _studio.Post("moved", new { });
        state = await _studio.Post("factory", new { });
        state.GetProperty("model").GetProperty("isFactory").GetBoolean().ShouldBeTrue();
        state.GetProperty("isUnkept").GetBoolean().ShouldBeTrue();
        state.GetProperty("model").GetProperty("steps").GetInt32().ShouldBe(steps);
        await _studio.Post("undo", new { });
        state = await _studio.Get("state");
        state.GetProperty("model").GetProperty("steps").GetInt32().ShouldBe(steps + 2);
        (await _studio.Refused("rollback", new { })).ShouldContain("no earlier model");
    }

    [Fact]
    public async Task Refuses_labels_of_frames_and_classes_that_are_not_there()
    {
        await Start();
        JsonElement frame = await _studio.Post("look", new { pixels = _scenes.Set.GetFrame(0) });
        (await _studio.Refused("teach", new { frame = 999, label = 0 })).ShouldContain("no longer at hand");
        (await _studio.Refused("teach", new { frame = frame.GetProperty("number").GetInt32(), label = 7 })).ShouldContain("no class 7");
        (await _studio.Refused("look", new { pixels = new byte[5] })).ShouldContain("96×96");
        (await _studio.Get("lessons")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Replays_a_set_and_measures_before_and_after()
    {
        await Start();
        var set = new { kind = "path", path = _scenes.Stem };
        await _studio.Post("replay", new { teach = set, count = 30, test = set, testCount = 20, measuresBefore = true });
        JsonElement state = await _studio.Until(now => now.GetProperty("replay") is { ValueKind: JsonValueKind.Object } replay && !replay.GetProperty("isRunning").GetBoolean());
        JsonElement replay = state.GetProperty("replay");
        replay.GetProperty("stage").GetString().ShouldBe("done");
        replay.GetProperty("taught").GetInt32().ShouldBe(30);
        replay.GetProperty("after").GetDouble().ShouldBeGreaterThan(replay.GetProperty("before").GetDouble());
        replay.GetProperty("after").GetDouble().ShouldBeGreaterThanOrEqualTo(0.9);
        (await _studio.Get("lessons")).GetArrayLength().ShouldBe(30);

        // The whole replay is one thing to take back.
        await _studio.Post("undo", new { });
        (await _studio.Get("lessons")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Lets_nothing_else_touch_the_board_during_a_replay_and_stops_when_asked()
    {
        await Start();
        var set = new { kind = "path", path = _scenes.Stem };
        for (int i = 0; i < 20; i++)
        {
            await _studio.Post("look", new { pixels = _scenes.Set.GetFrame(i) });
        }

        await _studio.Post("replay", new { teach = set, count = 60, test = set, testCount = 60, measuresBefore = true });
        (await _studio.Refused("commit", new { })).ShouldContain("A replay is going on");
        JsonElement state = await _studio.Post("replay/stop", new { });
        state.GetProperty("replay").GetProperty("stage").GetString().ShouldBe("stopped");
        await _studio.Post("commit", new { });
    }

    [Fact]
    public async Task Ends_in_good_order_with_somebody_listening()
    {
        await Start();
        Task<List<string>> heard = Listen();
        await _studio.Until(now => now.GetProperty("counters").GetProperty("predicted").GetInt32() > 2);
        await _server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        List<string> kinds = await heard;
        kinds.ShouldContain("event: state");
        kinds.ShouldContain("event: lessons");
        kinds.ShouldContain("event: frame");
    }

    [Fact]
    public async Task Tells_that_the_port_of_the_page_is_taken()
    {
        var refusal = await Should.ThrowAsync<StudioException>(() => StudioServer.StartAsync(_server.Url.Port, TestContext.Current.CancellationToken));
        refusal.Message.ShouldContain("--port-http");
    }

    private Task<JsonElement> Start() => _studio.Post(
        "virtual", new { camera = new { kind = "path", path = _scenes.Stem }, heapBytes = VirtualBoardSpec.RoomyHeap, isHeld = true });

    private async Task<List<string>> Listen()
    {
        var kinds = new List<string>();
        using Stream stream = await _studio.Http.GetStreamAsync("api/events");
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is string line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                kinds.Add(line);
            }
        }

        return kinds;
    }
}
