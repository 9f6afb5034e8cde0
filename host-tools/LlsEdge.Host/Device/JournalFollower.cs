namespace LlsEdge.Host.Device;

/// <summary>
/// Follows a board's journal: gives each record once, also over a broken line and over the board's restarts. Records go on by their number.
/// </summary>
public sealed class JournalFollower : IDisposable
{
    private readonly Func<CancellationToken, DeviceClient> _connect;
    private readonly Action<string> _tell;
    private DeviceClient? _board;
    private int _next;

    /// <summary>Starts to follow.</summary>
    /// <param name="connect">Opens the board, now and whenever the line has been lost; the follower closes it.</param>
    /// <param name="tell">Takes sentences for people: what was lost, that it is back, which records are gone.</param>
    /// <param name="cancellation">Ends the waiting for the board.</param>
    /// <exception cref="DeviceException">The board cannot be opened now.</exception>
    public JournalFollower(Func<CancellationToken, DeviceClient> connect, Action<string> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connect);
        _connect = connect;
        _tell = tell;
        _board = connect(cancellation);
        Port = _board.Port;
    }

    /// <summary>Gets the board's port.</summary>
    public string Port { get; }

    /// <summary>Asks which number the next record will have.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The number.</returns>
    /// <exception cref="DeviceException">The board cannot be read now.</exception>
    public int GetNext(CancellationToken cancellation) => Board.GetInfo(cancellation).Storage.NextSequence;

    /// <summary>Reads what the journal holds so far, before the first <see cref="Poll"/>.</summary>
    /// <param name="fromStep">The first training step wanted.</param>
    /// <param name="fromSequence">The first record wanted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The records, oldest first.</returns>
    /// <exception cref="DeviceException">The board cannot be read now.</exception>
    public IReadOnlyList<JournalEntry> ReadSoFar(int fromStep, int fromSequence, CancellationToken cancellation)
    {
        int next = GetNext(cancellation);
        IReadOnlyList<JournalEntry> entries = Board.ReadJournal(fromStep, fromSequence, cancellation);
        _next = entries.Count > 0 ? Math.Max(next, entries[^1].Sequence + 1) : next;
        return entries;
    }

    /// <summary>Reads the records that have been added. A line that is lost is told once, and opened anew by the next calls.</summary>
    /// <param name="asked">Ends the waiting for a board that does not answer.</param>
    /// <param name="givenUp">Ends the reading of one that does.</param>
    /// <returns>The records, oldest first; none if there are none or the board is not there.</returns>
    public IReadOnlyList<JournalEntry> Poll(CancellationToken asked, CancellationToken givenUp)
    {
        try
        {
            return Read(_board ?? Reconnect(asked), givenUp);
        }
        catch (DeviceException lost) when (lost.Kind == DeviceErrorKind.BoardRestarted)
        {
            // The session is open again already.
            _tell($"The board at {Port} restarted: what it had learnt since its last commit is lost. Following it from record {_next}.");
            return [];
        }
        catch (DeviceException lost) when (lost.Kind != DeviceErrorKind.BoardError)
        {
            if (_board is not null)
            {
                _tell($"{lost.Message} Waiting for it; Ctrl-C ends.");
                _board.Dispose();
                _board = null;
            }

            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _board?.Dispose();

    private DeviceClient Board => _board ?? throw new InvalidOperationException("The line has been lost.");

    private DeviceClient Reconnect(CancellationToken asked)
    {
        DeviceClient board = _connect(asked);
        _board = board;
        _tell($"The board at {Port} is back: following it from record {_next}.");
        return board;
    }

    private IReadOnlyList<JournalEntry> Read(DeviceClient board, CancellationToken cancellation)
    {
        IReadOnlyList<JournalEntry> entries = board.ReadJournal(0, _next, cancellation);
        if (entries.Count == 0)
        {
            // Without a drive a board counts its records anew after a restart.
            int next = board.GetInfo(cancellation).Storage.NextSequence;
            if (next >= _next)
            {
                return [];
            }

            _tell($"The journal of the board at {Port} has begun anew, at record 1: nothing keeps it when the board restarts.");
            _next = 0;
            entries = board.ReadJournal(0, 0, cancellation);
        }
        else if (_next > 0 && entries[0].Sequence > _next)
        {
            _tell($"Records {_next} to {entries[0].Sequence - 1} are gone: the board keeps its last ones only, and others have taken their place.");
        }

        _next = entries.Count > 0 ? entries[^1].Sequence + 1 : _next;
        return entries;
    }
}
