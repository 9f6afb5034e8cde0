using System.Runtime.InteropServices;

namespace LlsEdge.Cli.Shell;

/// <summary>
/// Ctrl-C, a closed terminal and requests to end. The first asks: the command finishes the step it is in, and leaves board and files sound.
/// What does not get there by itself is given up after a moment; a second Ctrl-C ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _givenUp = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Starts to listen.</summary>
    public Interruption()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ask),
        ];
    }

    /// <summary>Gets the token that is cancelled at once: to stop between two steps.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <summary>Gets the token that is cancelled a moment later: to end a step that hangs.</summary>
    public CancellationToken GivenUp => _givenUp.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _asked.Dispose();
        _givenUp.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        if (!_asked.IsCancellationRequested)
        {
            context.Cancel = true;
            _givenUp.CancelAfter(s_grace);
            _asked.Cancel();
        }
    }
}
