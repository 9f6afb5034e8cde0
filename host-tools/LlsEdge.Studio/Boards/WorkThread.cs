using System.Collections.Concurrent;

namespace LlsEdge.Studio.Boards;

/// <summary>One thread that does what is asked of it, one thing after the other, and something else in between.</summary>
internal sealed class WorkThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Func<TimeSpan> _idle;
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="idle">Called whenever nothing is asked for; says how long to rest before the next call. Must not throw.</param>
    public WorkThread(Func<TimeSpan> idle)
    {
        _idle = idle;
        _thread = new Thread(Run) { IsBackground = true, Name = "studio: board" };
        _thread.Start();
    }

    /// <summary>Has something done.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">Does it.</param>
    /// <returns>What it gave, or how it failed.</returns>
    public Task<T> Ask<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    /// <summary>Ends the thread once it has done what was asked so far.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        TimeSpan rest = TimeSpan.Zero;
        while (!_work.IsCompleted)
        {
            if (_work.TryTake(out Action? next, rest))
            {
                next();
                rest = TimeSpan.Zero;
            }
            else if (!_work.IsAddingCompleted)
            {
                rest = _idle();
            }
        }
    }
}
