using Microsoft.Extensions.Hosting;

namespace LlsEdge.Studio.Web;

/// <summary>Leaves Ctrl-C to whoever runs the server.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
