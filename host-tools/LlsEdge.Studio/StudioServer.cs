using System.Net;
using System.Security.Cryptography;
using LlsEdge.Studio.Boards;
using LlsEdge.Studio.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LlsEdge.Studio;

/// <summary>
/// The studio's web server: this computer only, and only for those who know the token in its address. It owns the board until it is disposed.
/// </summary>
public sealed class StudioServer : IAsyncDisposable
{
    private const int TokenBytes = 16;
    private const int LargestUpload = 16 * 1024 * 1024;
    private static readonly TimeSpan s_longestGoodbye = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private StudioServer(WebApplication app, BoardDesk desk, string token)
    {
        _app = app;
        Desk = desk;
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Url = new Uri($"{address}/{token}/");
    }

    /// <summary>Gets the page's address, token included.</summary>
    public Uri Url { get; }

    /// <summary>Gets the board's owner.</summary>
    public BoardDesk Desk { get; }

    /// <summary>Starts the server.</summary>
    /// <param name="port">The port on this computer; 0 for any that is free.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="StudioException">The port is taken.</exception>
    public static async Task<StudioServer> StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var desk = new BoardDesk();

        // Empty: no settings file and no environment variable of this machine opens it to others.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestUpload;
        });
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(options => StudioJson.Configure(options.SerializerOptions));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_longestGoodbye);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        WebApplication app = builder.Build();
        app.Use(new Gate(token).Pass);
        app.UseRouting();
        PageFiles.Map(app, token);
        StudioApi.Map(app.MapGroup($"/{token}/api"), desk);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or System.Net.Sockets.SocketException)
        {
            desk.Dispose();
            await app.DisposeAsync().ConfigureAwait(false);
            throw new StudioException($"Port {port} of this computer cannot be opened ({cause.Message.TrimEnd('.')}): give another with --port-http, or 0 for any.");
        }

        return new StudioServer(app, desk, token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The board first: its listeners end with it, and the server need not wait for them.
        Desk.Dispose();
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
