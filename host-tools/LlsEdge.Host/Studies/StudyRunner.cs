using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;

namespace LlsEdge.Host.Studies;

/// <summary>Measures the cells of a study that its journal does not have, on all cores. The rows come in the plan's order, whatever finished first.</summary>
public sealed class StudyRunner
{
    private readonly StudyPlan _plan;
    private readonly StudyJournal _journal;
    private readonly StudyCell[] _missing;
    private readonly int _workers;

    /// <summary>Prepares a run.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="journal">What is finished already.</param>
    /// <param name="workers">How many cells are measured at a time.</param>
    public StudyRunner(StudyPlan plan, StudyJournal journal, int workers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        _plan = plan;
        _journal = journal;
        _workers = workers;
        _missing = [.. plan.Cells.Where(cell => journal.Find(cell.Key) is null)];
    }

    /// <summary>Gets the number of cells to measure.</summary>
    public int Missing => _missing.Length;

    /// <summary>Gets about how long that takes.</summary>
    public TimeSpan Estimate => TimeSpan.FromSeconds(
        _missing.Length == 0 ? 0 : Math.Max(_missing.Max(cell => cell.Seconds), _missing.Sum(cell => cell.Seconds) / Math.Min(_workers, _missing.Length)));

    /// <summary>Runs.</summary>
    /// <param name="progress">Told the fraction of the estimated time done and the time left; called from several threads, one at a time.</param>
    /// <param name="cancellation">Ends it; what is finished stays in the journal.</param>
    /// <returns>The report over all cells.</returns>
    public StudyReport Run(Action<double, TimeSpan>? progress = null, CancellationToken cancellation = default)
    {
        double total = _missing.Sum(cell => cell.Seconds);
        double done = 0;
        var clock = Stopwatch.StartNew();
        var progressLock = new Lock();
        void Measure(StudyCell cell)
        {
            _journal.Add(cell.Key, cell.Measure(cancellation));
            lock (progressLock)
            {
                done += cell.Seconds;
                progress?.Invoke(done / total, clock.Elapsed * ((total - done) / done));
            }
        }

        try
        {
            // One cell at a time to a worker: they differ in length.
            Parallel.ForEach(
                Partitioner.Create(_missing, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = _workers, CancellationToken = cancellation },
                Measure);
        }
        catch (AggregateException several)
        {
            Exception first = several.Flatten().InnerExceptions.OrderBy(e => e is OperationCanceledException).First();
            ExceptionDispatchInfo.Throw(first);
        }

        IReadOnlyList<JsonObject> rows = [.. _plan.Cells.SelectMany(cell => _journal.Find(cell.Key)!)];
        return _plan.Report(rows);
    }
}
