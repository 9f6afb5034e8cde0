using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LlsEdge.Host.Device;
using LlsEdge.Studio.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlsEdge.Studio.Web;

/// <summary>What the page can ask for. Wishes are POST; what happens comes as server-sent events.</summary>
internal static class StudioApi
{
    private const string BadWish = "The request is not one of this page's: load the page again.";

    /// <summary>Gives every wish its address.</summary>
    /// <param name="api">Where to.</param>
    /// <param name="desk">Who fulfils them.</param>
    public static void Map(RouteGroupBuilder api, BoardDesk desk)
    {
        api.AddEndpointFilter(Explain);
        api.MapGet("/events", (CancellationToken gone) => TypedResults.ServerSentEvents(Listen(desk, gone)));
        api.MapGet("/ports", () => SerialPorts.List());
        api.MapGet("/state", desk.GetState);
        api.MapGet("/lessons", desk.GetLessons);
        api.MapGet("/log.csv", async () => Results.File(await desk.GetLog().ConfigureAwait(false), "text/csv", "llsedge-log.csv"));
        api.MapGet("/model.llsm", async () => Results.File(await desk.GetModel().ConfigureAwait(false), "application/octet-stream", "llsedge-model.llsm"));

        api.MapPost("/connect", (PortWish wish) => desk.Connect(wish.Port is { Length: > 0 } port
            ? port
            : throw new StudioException("No port is chosen: choose one of the list, or write its name.")));
        api.MapPost("/virtual", (VirtualBoardSpec spec) => desk.StartVirtual(spec));
        api.MapPost("/disconnect", desk.Disconnect);
        api.MapPost("/live", (LiveWish wish) => desk.SetLive(wish.On));
        api.MapPost("/scene", (SceneWish wish) => desk.SetScene(wish.Hold, wish.Next));
        api.MapPost("/look", (FrameWish wish) => desk.Look(wish.Pixels));
        api.MapPost("/teach", (LabelWish wish) => desk.Teach(wish.Frame, wish.Label, wish.Source ?? "camera"));
        api.MapPost("/undo", desk.Undo);
        api.MapPost("/commit", desk.Commit);
        api.MapPost("/rollback", desk.RollBack);
        api.MapPost("/factory", desk.Factory);
        api.MapPost("/moved", desk.MoveCamera);
        api.MapPost("/replay", (ReplaySpec spec) => desk.StartReplay(spec));
        api.MapPost("/replay/stop", desk.StopReplay);
        api.MapPost("/model", async (HttpRequest request) => await desk.PutModel(await ReadBody(request).ConfigureAwait(false)).ConfigureAwait(false));
    }

    private static async ValueTask<object?> Explain(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException)
        {
            return Results.Json(new ErrorAnswer(BadWish), StudioJson.Options, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            int code = FailureText.IsExpected(failure) ? StatusCodes.Status409Conflict : StatusCodes.Status500InternalServerError;
            return Results.Json(new ErrorAnswer(FailureText.Of(failure)), StudioJson.Options, statusCode: code);
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> Listen(BoardDesk desk, [EnumeratorCancellation] CancellationToken gone)
    {
        await foreach (StudioEvent next in desk.Events.Listen(desk.Greet, gone).ConfigureAwait(false))
        {
            yield return new SseItem<string>(JsonSerializer.Serialize(next.Data, next.Data.GetType(), StudioJson.Options), next.Kind);
        }
    }

    private static async Task<byte[]> ReadBody(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        return body.ToArray();
    }
}
