using System.Text;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Link;

namespace LlsEdge.Studio.Boards;

/// <summary>
/// The one owner of the board. Whatever is wished is done on its thread, one thing after the other; in between it looks through the board's camera while
/// somebody listens. What happens is told to <see cref="Events"/>.
/// </summary>
public sealed class BoardDesk : IDisposable
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_nothingToDo = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_betweenReports = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);
    private const int LooksBetweenCounters = 8;

    private readonly WorkThread _thread;
    private readonly CancellationTokenSource _givenUp = new();
    private BoardSession? _session;
    private Replay? _replay;
    private bool _isLive;
    private string? _cameraFault;
    private int _looks;
    private DateTime _reported;
    private bool _isOver;

    /// <summary>Starts without a board.</summary>
    public BoardDesk()
    {
        _thread = new WorkThread(Idle);
    }

    /// <summary>Gets what happens.</summary>
    public EventHub Events { get; } = new();

    /// <summary>Connects to the board at a port; the one that was connected is left.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The state.</returns>
    public Task<StudioState> Connect(string port)
    {
        return Ask(() => Open(() => BoardSession.Open(port.Trim(), _givenUp.Token)));
    }

    /// <summary>Starts a virtual board; the one that was connected is left.</summary>
    /// <param name="spec">What it is to be.</param>
    /// <returns>The state.</returns>
    public Task<StudioState> StartVirtual(VirtualBoardSpec spec)
    {
        return Ask(() => Open(() => BoardSession.Start(spec, _givenUp.Token)));
    }

    /// <summary>Leaves the board. A real one keeps what it has learnt until it loses power, a virtual one ends.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> Disconnect()
    {
        return Ask(() =>
        {
            Leave();
            return true;
        });
    }

    /// <summary>Gives the state.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> GetState() => _thread.Ask(State);

    /// <summary>Gives the lessons so far.</summary>
    /// <returns>The lessons.</returns>
    public Task<IReadOnlyList<Lesson>> GetLessons() => _thread.Ask<IReadOnlyList<Lesson>>(() => [.. _session?.Lessons ?? []]);

    /// <summary>Tells all that there is to tell, for somebody who has just come.</summary>
    public void Greet()
    {
        _ = _thread.Ask(() =>
        {
            TellState();
            Events.Tell("lessons", Lessons());
            return true;
        });
    }

    /// <summary>Begins or ends to look through the board's camera.</summary>
    /// <param name="isOn">Whether to look.</param>
    /// <returns>The state.</returns>
    public Task<StudioState> SetLive(bool isOn)
    {
        return Ask(() => _isLive = isOn && Board().CanLook);
    }

    /// <summary>Holds a virtual camera's scene, or lets it go on.</summary>
    /// <param name="isHeld">Whether a scene stays until it has been labelled; null for no change.</param>
    /// <param name="next">Whether to go on to the next scene now.</param>
    /// <returns>The state.</returns>
    public Task<StudioState> SetScene(bool? isHeld, bool next)
    {
        return Ask(() =>
        {
            SceneFeed feed = Board().Feed ?? throw new StudioException("This board's camera shows what is really there: there are no scenes to choose.");
            feed.IsHeld = isHeld ?? feed.IsHeld;
            if (next)
            {
                feed.Advance();
            }

            return true;
        });
    }

    /// <summary>Has a frame from elsewhere predicted.</summary>
    /// <param name="pixels">The frame.</param>
    /// <returns>The frame with its number.</returns>
    public Task<SeenFrame> Look(byte[] pixels)
    {
        return _thread.Ask(() => Guard(() => Free().Look(pixels)));
    }

    /// <summary>Has a frame learnt that was shown.</summary>
    /// <param name="frame">Its number.</param>
    /// <param name="label">Its class.</param>
    /// <param name="source">Where it came from: <c>camera</c>, <c>image</c> or <c>webcam</c>.</param>
    /// <returns>The lesson.</returns>
    public Task<Lesson> Teach(int frame, int label, string source)
    {
        return _thread.Ask(() => Guard(() =>
        {
            Lesson lesson = Free().Teach(frame, label, source is "image" or "webcam" ? source : "camera");
            Events.Tell("lesson", lesson);
            TellState();
            return lesson;
        }));
    }

    /// <summary>Takes back the last label or replay.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> Undo()
    {
        return Ask(() =>
        {
            int gone = Free().Undo();
            Events.Tell("lessons", Lessons());
            Say(gone switch
            {
                0 => "Taken back: the model before is in use.",
                1 => "Taken back: the last lesson is forgotten.",
                _ => $"Taken back: {gone} lessons are forgotten.",
            });
            return true;
        });
    }

    /// <summary>Has the board keep its model in flash.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> Commit() => Do(board => board.Commit(), "Committed: the board keeps this model when the power goes.");

    /// <summary>Goes back to the model before.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> RollBack() => Do(board => board.RollBack(), "Rolled back: the model that was kept before is in use.");

    /// <summary>Goes over to the factory model.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> Factory() => Do(board => board.Factory(), "The factory model is in use; commit to keep it.");

    /// <summary>Tells the board that its camera has been moved.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> MoveCamera() => Do(
        board => board.MoveCamera(), "The board forgets how the room looked through its camera; what it has learnt of people stays.");

    /// <summary>Puts a model on the board.</summary>
    /// <param name="file">The model's file.</param>
    /// <returns>The state.</returns>
    public Task<StudioState> PutModel(byte[] file) => Do(board => board.PutModel(file), "The model is on the board, and in its flash.");

    /// <summary>Reads the model in use.</summary>
    /// <returns>Its file.</returns>
    public Task<byte[]> GetModel() => _thread.Ask(() => Guard(() => Free().GetModel()));

    /// <summary>Reads the board's journal.</summary>
    /// <returns>Comma-separated values.</returns>
    public Task<byte[]> GetLog() => _thread.Ask(() => Guard(() => Encoding.UTF8.GetBytes(JournalCsv.Write(Board().ReadJournal()))));

    /// <summary>Begins to teach a set and to measure on another.</summary>
    /// <param name="spec">What is wanted.</param>
    /// <returns>The state.</returns>
    public async Task<StudioState> StartReplay(ReplaySpec spec)
    {
        (int size, int classes) = await _thread.Ask(() => Guard(() => (Free().Model.FrameSize, Free().Model.ClassNames.Count))).ConfigureAwait(false);

        // Drawing hundreds of frames takes seconds: not on the board's thread.
        (ImageSet teach, ImageSet test) = await Task.Run(
            () => (Replay.Load(spec.Teach, spec.Count, size, classes), Replay.Load(spec.Test, spec.TestCount, size, classes))).ConfigureAwait(false);
        return await Ask(() => _replay = new Replay(Free(), spec, teach, test)).ConfigureAwait(false);
    }

    /// <summary>Ends the replay where it is; what has been taught stays, and can be undone.</summary>
    /// <returns>The state.</returns>
    public Task<StudioState> StopReplay()
    {
        return Ask(() =>
        {
            if (_replay is { IsRunning: true })
            {
                _replay.Stop();
                Say("The replay is stopped. What it taught stays, until you undo it.");
            }

            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        Events.Complete();
        _givenUp.CancelAfter(s_grace);
        _ = _thread.Ask(() =>
        {
            Leave();
            return true;
        });
        _thread.Dispose();
        _givenUp.Dispose();
    }

    private static string Describe(DeviceException failure) => failure.Status == LinkStatus.CameraFailed
        ? failure.Message + " The studio tries again every two seconds."
        : failure.Message;

    private Task<StudioState> Ask<T>(Func<T> work) => _thread.Ask(() => Guard(() =>
    {
        work();
        TellState();
        return State();
    }));

    private Task<StudioState> Do(Action<BoardSession> work, string done) => Ask(() =>
    {
        work(Free());
        Say(done);
        return true;
    });

    private bool Open(Func<BoardSession> open)
    {
        Leave();
        _session = open();
        _isLive = _session.CanLook;
        Events.Tell("lessons", Lessons());
        return true;
    }

    private BoardSession Board() => _session ?? throw new StudioException("No board is connected: choose a port, or start a virtual board.");

    /// <summary>Gives the board if nothing is going on that others would disturb.</summary>
    private BoardSession Free() => _replay is { IsRunning: true }
        ? throw new StudioException("A replay is going on: wait until it ends, or stop it.")
        : Board();

    private Lesson[] Lessons() => [.. _session?.Lessons ?? []];

    private StudioState State() => _session is null
        ? StudioState.Empty
        : _session.ToState() with { IsLive = _isLive, CameraFault = _cameraFault, Replay = _replay?.View };

    private void TellState()
    {
        _reported = DateTime.UtcNow;
        Events.Tell("state", State());
    }

    private void Say(string text) => Events.Tell("notice", new Notice("info", text));

    private void Leave(bool isThere = true)
    {
        BoardSession? session = _session;
        _session = null;
        _replay = null;
        _isLive = false;
        _cameraFault = null;
        if (session is null)
        {
            return;
        }

        try
        {
            if (isThere && !session.IsVirtual)
            {
                session.Release();
            }
        }
        catch (Exception cause) when (cause is DeviceException or OperationCanceledException)
        {
            // It is left whether it answers or not.
        }
        finally
        {
            session.Dispose();
        }
    }

    /// <summary>Does something with the board; a failure that means that there is no board any more ends the session.</summary>
    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (_session is not null)
        {
            AfterFailure(failure);
            throw;
        }
    }

    private void AfterFailure(Exception failure)
    {
        if (FailureText.EndsSession(failure))
        {
            Leave(isThere: false);
            TellState();
        }
        else if (failure is DeviceException { Kind: DeviceErrorKind.BoardRestarted })
        {
            _replay?.Stop();
            _session!.Resume();
            TellState();
        }
    }

    private TimeSpan Idle()
    {
        if (_session is null)
        {
            return s_nothingToDo;
        }

        try
        {
            return Guard(Turn);
        }
        catch (DeviceException failure) when (failure.Status == LinkStatus.CameraFailed)
        {
            _cameraFault = Describe(failure);
            TellState();
            return s_afterFault;
        }
        catch (Exception failure)
        {
            _replay?.Stop();
            Events.Tell("notice", new Notice("error", FailureText.Of(failure)));
            TellState();
            return s_afterFault;
        }
    }

    private TimeSpan Turn()
    {
        if (_replay is { IsRunning: true })
        {
            if (_replay.Step() is Lesson lesson)
            {
                Events.Tell("lesson", lesson);
            }

            if (!_replay.IsRunning)
            {
                _session!.ReadCounters();
                TellState();
            }
            else if (DateTime.UtcNow - _reported >= s_betweenReports)
            {
                TellState();
            }

            return TimeSpan.Zero;
        }

        if (!_isLive || !Events.HasListeners)
        {
            return s_nothingToDo;
        }

        Events.Tell("frame", _session!.Look());
        if (_looks++ % LooksBetweenCounters == 0 || _cameraFault is not null)
        {
            _cameraFault = null;
            _session.ReadCounters();
            TellState();
        }

        return s_betweenLooks;
    }
}
