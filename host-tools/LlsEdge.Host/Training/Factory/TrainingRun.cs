using System.Diagnostics;

namespace LlsEdge.Host.Training.Factory;

/// <summary>Takes a training through its phases: curve, early stop, checkpoints.</summary>
/// <param name="checkpoint">Where to keep what an interrupted training goes on from; null: nowhere.</param>
internal sealed class TrainingRun(TrainingCheckpoint? checkpoint)
{
    private readonly List<EpochRecord> _curve = [];
    private FactoryOptions _options = new();
    private IProgress<double>? _progress;
    private Action<EpochRecord>? _epochDone;
    private CancellationToken _cancellation;
    private TrainingState? _saved;
    private int _phase;

    public IReadOnlyList<EpochRecord> Curve => _curve;

    public int Resumed { get; private set; }

    /// <summary>Gets the epochs of all phases.</summary>
    private int Total => _options.Epochs + (_options.Rule == FactoryRule.BackPropagation ? _options.CoarseEpochs : 0) + _options.BoardEpochs;

    /// <summary>Looks for what an earlier run left.</summary>
    public void Begin(FactoryOptions options, IProgress<double>? progress, Action<EpochRecord>? epochDone, CancellationToken cancellation)
    {
        (_options, _progress, _epochDone, _cancellation) = (options, progress, epochDone, cancellation);
        _phase = 0;
        _curve.Clear();
        _saved = checkpoint?.Load();
        Resumed = _saved?.Curve.Count ?? 0;
        _curve.AddRange(_saved?.Curve ?? []);
    }

    /// <summary>Runs the epochs of a phase that are not done yet.</summary>
    public void Do(TrainingPhase phase)
    {
        int number = _phase++;
        int epoch = 0;
        var best = new BestEpoch();
        if (_saved is { } saved)
        {
            if (number < saved.Phase)
            {
                return;
            }

            phase.Restore(saved.State);
            epoch = saved.Epoch;
            best = saved.Best;
            _saved = null;
        }

        int before = _curve.Count - epoch;
        while (epoch < phase.Epochs && !(best.Age >= _options.Patience))
        {
            _curve.Add(RunEpoch(phase, epoch, before, best));
            epoch++;
            checkpoint?.Save(new TrainingState(number, epoch, phase.Save(), best, _curve));
            _epochDone?.Invoke(_curve[^1]);
        }

        if (_options.Patience is not null && best.State is { } state)
        {
            phase.Restore(state);
        }
    }

    private EpochRecord RunEpoch(TrainingPhase phase, int epoch, int before, BestEpoch best)
    {
        long started = Stopwatch.GetTimestamp();
        double? loss = phase.RunEpoch(epoch, done => _progress?.Report((before + epoch + done) / Total), _cancellation);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        ValidationScore? validation = _options.Validation is { } set ? phase.Validate(set, _cancellation) : null;
        bool isBest = validation is null || best.Update(validation.Value.Loss, _options.Patience is null ? null : phase.Save);
        return new EpochRecord(phase.Name, epoch + 1, phase.Epochs, loss, validation, isBest, seconds);
    }
}
