using System.Text.Json;
using LlsEdge.Host.Device;
using LlsEdge.VirtualBoard;
using LlsEdge.VirtualBoard.Cameras;
using Shouldly;
using Xunit;

namespace LlsEdge.Studio.Tests;

/// <summary>The studio and a board that is not its own: it comes by a port, fails, and goes.</summary>
public sealed class PortTests : IAsyncLifetime
{
    private readonly TwoScenes _scenes = new();
    private readonly string _drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
    private ArducamMegaModule _camera = null!;
    private VirtualEsp32 _board = null!;
    private StudioServer _server = null!;
    private StudioClient _studio = null!;

    public async ValueTask InitializeAsync()
    {
        _camera = new ArducamMegaModule(() => _scenes.Set.GetFrame(0)) { Wiring = CameraWiring.Of(VirtualBoardOptions.DefaultFirmwarePath) };
        _board = VirtualEsp32.Start(new VirtualBoardOptions
        {
            HeapBytes = 200_000,
            DriveFolder = _drive,
            Camera = _camera,
            Uart = UartBackend.Tcp(0),
        });
        _server = await StudioServer.StartAsync();
        _studio = new StudioClient(_server.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _studio.Dispose();
        await _server.DisposeAsync();
        _board.Dispose();
        Directory.Delete(_drive, recursive: true);
        _scenes.Dispose();
    }

    [Fact]
    public async Task A_board_left_keeps_what_it_has_learnt_and_watches_by_itself_again()
    {
        JsonElement state = await _studio.Post("connect", new { port = _board.PortName });
        state.GetProperty("virtual").ValueKind.ShouldBe(JsonValueKind.Null);
        state.GetProperty("scene").ValueKind.ShouldBe(JsonValueKind.Null);
        int steps = state.GetProperty("model").GetProperty("steps").GetInt32();
        JsonElement frame = await _studio.Post("look", new { pixels = _scenes.Set.GetFrame(1) });
        await _studio.Post("teach", new { frame = frame.GetProperty("number").GetInt32(), label = 1, source = "image" });
        (await _studio.Refused("scene", new { hold = true, next = false })).ShouldContain("no scenes to choose");
        state = await _studio.Post("disconnect", new { });
        state.GetProperty("board").ValueKind.ShouldBe(JsonValueKind.Null);

        using DeviceClient client = DeviceClient.Connect(_board.PortName, TestContext.Current.CancellationToken);
        client.GetSeen(TestContext.Current.CancellationToken).IsWatching.ShouldBeTrue();
        client.GetInfo(TestContext.Current.CancellationToken).Model!.StepCount.ShouldBe(steps + 1);
    }

    [Fact]
    public async Task A_camera_that_fails_is_told_of_and_tried_again()
    {
        await _studio.Post("connect", new { port = _board.PortName });
        using Stream listener = await _studio.Http.GetStreamAsync("api/events", TestContext.Current.CancellationToken);
        _camera.Fault = CameraFault.Absent;
        JsonElement state = await _studio.Until(now => now.GetProperty("cameraFault").ValueKind == JsonValueKind.String);
        state.GetProperty("cameraFault").GetString()!.ShouldContain("camera");
        _camera.Fault = CameraFault.None;
        await _studio.Until(now => now.GetProperty("cameraFault").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_board_that_restarts_is_gone_on_with_and_what_was_not_committed_is_gone()
    {
        JsonElement state = await _studio.Post("connect", new { port = _board.PortName });
        int steps = state.GetProperty("model").GetProperty("steps").GetInt32();
        JsonElement frame = await _studio.Post("look", new { pixels = _scenes.Set.GetFrame(1) });
        await _studio.Post("teach", new { frame = frame.GetProperty("number").GetInt32(), label = 1, source = "image" });
        (await _studio.Get("state")).GetProperty("isUnkept").GetBoolean().ShouldBeTrue();

        _board.Reboot();

        (await _studio.Refused("moved", new { })).ShouldContain("restarted");
        state = await _studio.Get("state");
        state.GetProperty("model").GetProperty("steps").GetInt32().ShouldBe(steps);
        state.GetProperty("uncommitted").GetInt32().ShouldBe(0);
        state.GetProperty("isUnkept").GetBoolean().ShouldBeFalse();
        await _studio.Post("look", new { pixels = _scenes.Set.GetFrame(1) });
    }

    [Fact]
    public async Task A_board_that_goes_ends_the_session_with_a_sentence()
    {
        await _studio.Post("connect", new { port = _board.PortName });
        _board.Stop();
        (await _studio.Refused("moved", new { })).ShouldContain(_board.PortName);
        (await _studio.Get("state")).GetProperty("board").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
