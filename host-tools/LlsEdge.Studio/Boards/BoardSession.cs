using LlsEdge.Host.Device;
using LlsEdge.Link;

namespace LlsEdge.Studio.Boards;

/// <summary>The conversation with one board, from one thread at a time: its camera, lessons, and what can be done with its model.</summary>
internal sealed class BoardSession : IDisposable
{
    private const int FramesKept = 64;
    private const double FullConfidence = 255;

    private readonly DeviceClient _client;
    private readonly VirtualDesk? _virtual;
    private readonly CancellationToken _givenUp;
    private readonly Dictionary<int, SeenFrame> _frames = [];
    private readonly LessonBook _book = new();
    private string _camera;
    private BoardInfo _info;
    private BoardCounters? _counters;
    private int _frameNumber;
    private int _nextRecord;
    private int _uncommitted;
    private bool _isUnkept;
    private int _steps;
    private bool _canUndo;

    private BoardSession(DeviceClient client, VirtualDesk? virtualDesk, CancellationToken givenUp)
    {
        _client = client;
        _virtual = virtualDesk;
        _givenUp = givenUp;

        // The studio looks through the camera itself; a board that also watches would answer late, and see scenes that nobody is shown.
        _camera = client.Watch(false, givenUp);
        _info = client.GetInfo(givenUp);
        _nextRecord = _info.Storage.NextSequence;
        _steps = _info.Model?.StepCount ?? 0;
        _canUndo = _info.Storage.Undo == LinkStatus.Ok;
        ReadCounters();
    }

    /// <summary>Gets whether the board can be watched: it has a camera and a model.</summary>
    public bool CanLook => _camera.Length > 0 && _info.Model is not null;

    /// <summary>Gets whether the scene in front of the camera is of this program's making.</summary>
    public bool IsVirtual => _virtual is not null;

    /// <summary>Gets a virtual camera's scenes.</summary>
    public SceneFeed? Feed => _virtual?.Feed;

    /// <summary>Gets the lessons so far.</summary>
    public IReadOnlyList<Lesson> Lessons => _book.Lessons;

    /// <summary>Gets the model in use.</summary>
    public ModelSummary Model => _info.Model ?? throw new StudioException("The board has no model: choose the factory model or put one.");

    /// <summary>Opens the board at a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="givenUp">Ends whatever the session waits for, now or later.</param>
    /// <returns>The session.</returns>
    public static BoardSession Open(string port, CancellationToken givenUp) => Open(port, null, givenUp);

    /// <summary>Starts a virtual board and opens it.</summary>
    /// <param name="spec">What it is to be.</param>
    /// <param name="givenUp">Ends whatever the session waits for, now or later.</param>
    /// <returns>The session; the board ends with it.</returns>
    public static BoardSession Start(VirtualBoardSpec spec, CancellationToken givenUp)
    {
        var desk = new VirtualDesk(spec);
        try
        {
            return Open(desk.PortName, desk, givenUp);
        }
        catch
        {
            desk.Dispose();
            throw;
        }
    }

    /// <summary>Takes a frame with the board's camera and has it predicted.</summary>
    /// <returns>The frame.</returns>
    public SeenFrame Look()
    {
        int size = Model.FrameSize;
        _client.Capture(_givenUp);
        int? scene = Feed?.Shown;
        byte[] pixels = _client.ReadFrame(size, _givenUp);

        // Not sent: the board predicts the frame that it has taken.
        return Keep(pixels, _client.Predict([], _givenUp), scene);
    }

    /// <summary>Has a frame from elsewhere predicted.</summary>
    /// <param name="pixels">The frame.</param>
    /// <returns>The frame.</returns>
    public SeenFrame Look(byte[] pixels)
    {
        CheckSize(pixels);
        return Keep(pixels, _client.Predict(pixels, _givenUp), null);
    }

    /// <summary>Has a frame learnt that the page has shown.</summary>
    /// <param name="frame">Its number.</param>
    /// <param name="label">Its class.</param>
    /// <param name="source">Where it came from.</param>
    /// <returns>The lesson.</returns>
    public Lesson Teach(int frame, int label, string source)
    {
        if (!_frames.TryGetValue(frame, out SeenFrame? seen))
        {
            throw new StudioException("That frame is no longer at hand: label the one that is shown now.");
        }

        CheckLabel(label);
        KeepForUndo();
        Lesson lesson = Train(seen.Pixels, label, source);
        if (source == "camera")
        {
            Feed?.Advance();
        }

        return lesson;
    }

    /// <summary>Has the board keep its model, so that what follows can be undone; a board without room for it learns all the same.</summary>
    public void KeepForUndo()
    {
        try
        {
            _client.KeepForUndo(_givenUp);
            _canUndo = true;
            _book.MarkKept();
        }
        catch (DeviceException refusal) when (refusal.Status is LinkStatus.NoRoomToUndo or LinkStatus.StorageMissing or LinkStatus.StorageFull)
        {
            _canUndo = false;
        }
    }

    /// <summary>Has a frame learnt.</summary>
    /// <param name="pixels">The frame.</param>
    /// <param name="label">Its class.</param>
    /// <param name="source">Where it came from.</param>
    /// <returns>The lesson.</returns>
    public Lesson Train(byte[] pixels, int label, string source)
    {
        CheckSize(pixels);
        TrainResult result = _client.Train(pixels, label, _givenUp);
        _steps = result.Step;
        _uncommitted++;
        _isUnkept = true;
        var lesson = new Lesson(result.Step, label, result.Predicted, result.Confidence / FullConfidence, ReadLocals(result.Step), source);
        _book.Add(lesson);
        return lesson;
    }

    /// <summary>Has a frame's class predicted.</summary>
    /// <param name="pixels">The frame.</param>
    /// <returns>The class.</returns>
    public int Predict(byte[] pixels) => _client.Predict(pixels, _givenUp).Class;

    /// <summary>Takes back the last label, replay, factory or roll back.</summary>
    /// <returns>How many lessons of this session are gone with it.</returns>
    public int Undo()
    {
        _client.Undo(_givenUp);
        int gone = _book.TakeBack();
        _uncommitted = Math.Max(0, _uncommitted - gone);
        _isUnkept = true;
        ReadInfo();
        return gone;
    }

    /// <summary>Has the board keep its model in flash.</summary>
    public void Commit()
    {
        _client.Commit(_givenUp);
        _uncommitted = 0;
        _isUnkept = false;
        ReadInfo();
    }

    /// <summary>Goes back to the model that was committed or put before.</summary>
    public void RollBack()
    {
        _client.RollBack(_givenUp);
        Exchange(isUnkept: false);
    }

    /// <summary>Goes over to the factory model.</summary>
    public void Factory()
    {
        _client.Factory(_givenUp);
        Exchange(isUnkept: true);
    }

    /// <summary>Tells the board that its camera has been moved.</summary>
    public void MoveCamera() => _client.MoveCamera(_givenUp);

    /// <summary>Puts a model on the board.</summary>
    /// <param name="file">The model's file.</param>
    public void PutModel(byte[] file)
    {
        _client.PutModel(file, null, _givenUp);
        Exchange(isUnkept: false);
    }

    /// <summary>Reads the model in use.</summary>
    /// <returns>Its file.</returns>
    public byte[] GetModel() => _client.GetModel(null, _givenUp);

    /// <summary>Reads the board's journal.</summary>
    /// <returns>The records that it still has.</returns>
    public IReadOnlyList<JournalEntry> ReadJournal() => _client.ReadJournal(cancellationToken: _givenUp);

    /// <summary>Reads the board's counters and what it says of itself anew.</summary>
    public void ReadInfo()
    {
        _info = _client.GetInfo(_givenUp);
        _steps = _info.Model?.StepCount ?? 0;
        _canUndo = _info.Storage.Undo == LinkStatus.Ok;
        ReadCounters();
    }

    /// <summary>Gives what the page shows of the board.</summary>
    /// <returns>The state, without what is not the board's.</returns>
    public StudioState ToState() => StudioState.Empty with
    {
        Board = new BoardView(
            _client.Port, _info.IsVirtual, _info.Firmware, _info.Target, _camera, _info.Storage.DriveBytes > 0, _info.Storage.Problems),
        Model = _info.Model is ModelSummary model
            ? new ModelView(
                model.FrameSize,
                model.ClassNames,
                [.. Enumerable.Range(0, model.LayerCount).Select(layer => (model.LearningLayers >> layer & 1) != 0)],
                _steps,
                model.Length,
                model.IsFactory)
            : null,
        Scene = Feed is SceneFeed feed ? new SceneView(feed.Description, feed.Index, feed.Count, feed.IsHeld) : null,
        CanUndo = _canUndo,
        Uncommitted = _uncommitted,
        IsUnkept = _isUnkept,
        Virtual = _virtual?.ReadBench(),
        Counters = _counters,
    };

    /// <summary>Reads the board's counters anew.</summary>
    public void ReadCounters()
    {
        BoardStatistics read = _client.GetStatistics(_givenUp);
        _counters = new BoardCounters(
            read.FramesPredicted,
            read.FramesTrained,
            read.PredictMicroseconds / 1000.0,
            read.TrainMicroseconds / 1000.0,
            read.FreeHeapBytes,
            read.Saturations,
            read.DamagedPackets);
    }

    /// <summary>Goes on with a board that has restarted: it watches by itself again, and what was not committed is gone.</summary>
    public void Resume()
    {
        _camera = _client.Watch(false, _givenUp);
        Exchange(isUnkept: false);
    }

    /// <summary>Lets the board watch by itself again.</summary>
    public void Release() => _client.Watch(_camera.Length > 0, _givenUp);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _virtual?.Dispose();
    }

    private static BoardSession Open(string port, VirtualDesk? desk, CancellationToken givenUp)
    {
        DeviceClient client = DeviceClient.Connect(port, givenUp);
        try
        {
            return new BoardSession(client, desk, givenUp);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SeenFrame Keep(byte[] pixels, Prediction prediction, int? scene)
    {
        int number = ++_frameNumber;
        var frame = new SeenFrame(
            number, Model.FrameSize, pixels, prediction.Class, prediction.Confidence / FullConfidence, prediction.Microseconds / 1000.0, scene);
        _frames.Add(number, frame);
        _frames.Remove(number - FramesKept);
        return frame;
    }

    private double[] ReadLocals(int step)
    {
        IReadOnlyList<JournalEntry> records = _client.ReadJournal(0, _nextRecord, _givenUp);
        if (records.Count == 0)
        {
            return [];
        }

        _nextRecord = records[^1].Sequence + 1;
        TrainingLogEntry? entry = records.Select(record => record.Training).OfType<TrainingLogEntry>().LastOrDefault(training => training.Step == step);
        return entry is null ? [] : [.. entry.LocalConfidences.Select(local => local / FullConfidence)];
    }

    private void Exchange(bool isUnkept)
    {
        _book.MarkKept();
        _uncommitted = 0;
        _isUnkept = isUnkept;
        ReadInfo();
    }

    private void CheckSize(byte[] pixels)
    {
        int side = Model.FrameSize;
        if (pixels.Length != side * side)
        {
            throw new StudioException($"The frame has {pixels.Length} pixels, but the board's model takes {side}×{side}: send frames of that size.");
        }
    }

    private void CheckLabel(int label)
    {
        if (label < 0 || label >= Model.ClassNames.Count)
        {
            throw new StudioException($"The model has no class {label}: it has {Model.ClassNames.Count}, from 0 ({Model.ClassNames[0]}).");
        }
    }
}
