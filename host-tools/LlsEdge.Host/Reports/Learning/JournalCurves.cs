using LlsEdge.Host.Device;
using LlsEdge.Host.Reports.Charts;
using LlsEdge.Link;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>What a board's journal tells of its learning, over the frames taught.</summary>
public sealed class JournalCurves
{
    private const int SmallestWindow = 10;
    private const int LargestWindow = 50;

    // Confidences are 0 to 255: a recorded 0 means less than 1, and has a finite loss.
    private const double LeastConfidence = 0.5;

    private readonly IReadOnlyList<JournalEntry> _journal;
    private readonly TrainingLogEntry[] _steps;

    /// <summary>Takes a journal.</summary>
    /// <param name="journal">The records, oldest first.</param>
    public JournalCurves(IReadOnlyList<JournalEntry> journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        _steps = [.. journal.Select(entry => entry.Training).OfType<TrainingLogEntry>()];
        Window = Math.Clamp(_steps.Length / 5, SmallestWindow, LargestWindow);
    }

    /// <summary>Gets the training steps, oldest first.</summary>
    public IReadOnlyList<TrainingLogEntry> Steps => _steps;

    /// <summary>Gets how many frames a point of a curve is the mean of.</summary>
    public int Window { get; }

    /// <summary>Gets how many frames were predicted right just before they were learnt.</summary>
    public int Correct => _steps.Count(step => step.Predicted == step.Label);

    /// <summary>Gets the share of the last frames that was predicted right just before they were learnt.</summary>
    public IReadOnlyList<CurvePoint> Accuracy => MovingWindow.Share(_steps.Select(step => step.Predicted == step.Label), Window, Math.Min(Window, SmallestWindow));

    /// <summary>Gets each learning layer's mean probability of the true class, 0 to 1, by its own local rule.</summary>
    public IReadOnlyList<Curve> LocalConfidence => PerLayer(confidence => confidence / 255.0);

    /// <summary>Gets each learning layer's mean local loss, −ln of that probability, in nats.</summary>
    public IReadOnlyList<Curve> LocalLoss => PerLayer(confidence => -Math.Log(Math.Max(confidence, LeastConfidence) / 255));

    /// <summary>Gets the values clamped in each step.</summary>
    public IReadOnlyList<CurvePoint> Clamped => PerStep(step => step.Saturations);

    /// <summary>Gets each step's time in milliseconds.</summary>
    public IReadOnlyList<CurvePoint> Milliseconds => PerStep(step => step.Milliseconds);

    /// <summary>Gets what happened besides training, at the number of frames that had been taught in this journal.</summary>
    internal IReadOnlyList<TimelineEvent> Events
    {
        get
        {
            List<TimelineEvent> events = [];
            int taught = 0;
            foreach (JournalEntry entry in _journal)
            {
                taught += entry.Kind == JournalKind.Trained ? 1 : 0;
                if (Describe(entry.Kind) is (string sign, string name))
                {
                    events.Add(new TimelineEvent(taught, sign, name));
                }
            }

            return events;
        }
    }

    private static (string Sign, string Name)? Describe(int kind) => kind switch
    {
        JournalKind.Undone => ("U", "undone"),
        JournalKind.Committed => ("C", "committed"),
        JournalKind.RolledBack => ("R", "rolled back"),
        JournalKind.Factory => ("F", "factory model"),
        JournalKind.CameraFault => ("!", "camera failed"),
        JournalKind.CameraMoved => ("M", "camera moved"),
        JournalKind.Started => ("S", "started"),
        JournalKind.Put => ("P", "model put"),
        _ => null,
    };

    private CurvePoint[] PerStep(Func<TrainingLogEntry, double> value) => [.. _steps.Select((step, i) => new CurvePoint(i + 1, value(step)))];

    // A layer that does not learn records 0 in every step.
    private IReadOnlyList<Curve> PerLayer(Func<int, double> value)
    {
        int layers = _steps.Select(step => step.LocalConfidences.Count).DefaultIfEmpty(0).Max();
        return
        [
            .. Enumerable.Range(0, layers)
                .Where(layer => _steps.Any(step => layer < step.LocalConfidences.Count && step.LocalConfidences[layer] > 0))
                .Select(layer => new Curve(
                    $"layer {layer + 1}",
                    MovingWindow.Mean(
                        [.. _steps.Select(step => value(layer < step.LocalConfidences.Count ? step.LocalConfidences[layer] : 0))],
                        Window,
                        Math.Min(Window, SmallestWindow)))),
        ];
    }
}
