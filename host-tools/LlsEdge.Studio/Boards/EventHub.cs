using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LlsEdge.Studio.Boards;

/// <summary>Passes events on to everybody who listens. A listener who does not keep up loses the oldest.</summary>
public sealed class EventHub
{
    private const int MostWaiting = 1024;

    private readonly Lock _gate = new();
    private readonly List<Channel<StudioEvent>> _listeners = [];
    private bool _isOver;

    /// <summary>Gets whether anybody listens.</summary>
    public bool HasListeners
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count > 0;
            }
        }
    }

    /// <summary>Tells everybody.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="data">What it says.</param>
    public void Tell(string kind, object data)
    {
        lock (_gate)
        {
            foreach (Channel<StudioEvent> listener in _listeners)
            {
                listener.Writer.TryWrite(new StudioEvent(kind, data));
            }
        }
    }

    /// <summary>Listens until the token is cancelled or the hub is over.</summary>
    /// <param name="begun">Called once events are being collected; to ask for the state as it is.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    /// <returns>The events.</returns>
    public async IAsyncEnumerable<StudioEvent> Listen(Action begun, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(begun);
        var channel = Channel.CreateBounded<StudioEvent>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            if (_isOver)
            {
                yield break;
            }

            _listeners.Add(channel);
        }

        try
        {
            begun();
            await foreach (StudioEvent next in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return next;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners.Remove(channel);
            }
        }
    }

    /// <summary>Ends all listening.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (Channel<StudioEvent> listener in _listeners)
            {
                listener.Writer.TryComplete();
            }
        }
    }
}
