using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Commands;

/// <summary>Teaches a board a set's frames and keeps the score of what it predicted before it learnt each.</summary>
internal sealed class TrainingSession
{
    private const int RecentFrames = 100;

    // The board keeps its last 255 records at least.
    private const int StepsBetweenLogReads = 200;

    private readonly DeviceClient _board;
    private readonly ImageSet _set;
    private readonly bool _keepsLog;
    private readonly Queue<bool> _recent = new();
    private readonly List<JournalEntry> _log = [];
    private long _microseconds;
    private int _nextRecord;

    /// <summary>Prepares a session.</summary>
    /// <param name="board">The board.</param>
    /// <param name="set">The frames; they fit the board's model.</param>
    /// <param name="keepsLog">Whether to read the board's log on the way.</param>
    public TrainingSession(DeviceClient board, ImageSet set, bool keepsLog)
    {
        _board = board;
        _set = set;
        _keepsLog = keepsLog;
    }

    /// <summary>Gets how many frames the board has learnt.</summary>
    public int Trained { get; private set; }

    /// <summary>Gets how many of them it had predicted right.</summary>
    public int Correct { get; private set; }

    /// <summary>Gets the model's step count after the last frame.</summary>
    public int Step { get; private set; }

    /// <summary>Gets the values clamped in all steps.</summary>
    public long Saturations { get; private set; }

    /// <summary>Gets whether the session was stopped before its end.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Gets the share predicted right before each frame was learnt.</summary>
    public double Accuracy => Trained == 0 ? 0 : (double)Correct / Trained;

    /// <summary>Gets how many frames <see cref="RecentAccuracy"/> is about.</summary>
    public int RecentCount => _recent.Count;

    /// <summary>Gets the same share of the last frames.</summary>
    public double RecentAccuracy => _recent.Count == 0 ? 0 : _recent.Count(right => right) / (double)_recent.Count;

    /// <summary>Gets the mean time of a step, by the board's clock.</summary>
    public double MillisecondsPerStep => Trained == 0 ? 0 : _microseconds / 1000.0 / Trained;

    /// <summary>Gets the board's records of these steps.</summary>
    public IReadOnlyList<JournalEntry> Log => _log;

    /// <summary>Teaches the frames.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="asked">Ends the session between two frames.</param>
    /// <param name="givenUp">Ends a step that hangs.</param>
    public void Run(IWorkProgress progress, CancellationToken asked, CancellationToken givenUp)
    {
        if (_keepsLog)
        {
            _nextRecord = _board.GetInfo(givenUp).Storage.NextSequence;
        }

        while (Trained < _set.Count && !asked.IsCancellationRequested)
        {
            TrainNext(givenUp);
            progress.Report((double)Trained / _set.Count);
            progress.Say($"{Trained}/{_set.Count}: right {Show.Percent(Accuracy)}, last {RecentCount} {Show.Percent(RecentAccuracy)}");
            if (_keepsLog && Trained % StepsBetweenLogReads == 0)
            {
                ReadLog(givenUp);
            }
        }

        IsCancelled = Trained < _set.Count;
        if (_keepsLog && Trained % StepsBetweenLogReads != 0)
        {
            ReadLog(givenUp);
        }
    }

    private void TrainNext(CancellationToken givenUp)
    {
        TrainResult result = _board.Train(_set.GetFrame(Trained), _set.GetLabel(Trained), givenUp);
        bool right = result.Predicted == _set.GetLabel(Trained);
        Trained++;
        Correct += right ? 1 : 0;
        Step = result.Step;
        Saturations += result.Saturations;
        _microseconds += result.Microseconds;
        _recent.Enqueue(right);
        if (_recent.Count > RecentFrames)
        {
            _recent.Dequeue();
        }
    }

    private void ReadLog(CancellationToken givenUp)
    {
        _log.AddRange(_board.ReadJournal(0, _nextRecord, givenUp));
        _nextRecord = _log.Count > 0 ? _log[^1].Sequence + 1 : _nextRecord;
    }
}
