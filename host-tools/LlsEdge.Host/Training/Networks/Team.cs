using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Threads that share numbered pieces of work, the caller among them. A step of training hands out work some forty times within milliseconds, so that
/// idle helpers look out for it for a while before they sleep. Who does which piece is left to chance; a result must not depend on it.
/// </summary>
internal sealed class Team
{
    // About a tenth of a millisecond: longer than the gaps between two runs of a step.
    private const int LookOut = 3000;

    private static readonly ConcurrentDictionary<int, Lazy<Team>> s_teams = new();

    private readonly Lock _entry = new();
    private readonly object _sleep = new();
    private Action<int> _work = _ => { };
    private int _left;
    private int _sleeping;
    private Exception? _failure;

    /// <summary>The run's number (32 bits), its pieces (16) and the next of them (16), all in one: a helper that comes late can take no piece of another run.</summary>
    private long _ticket;

    private Team(int threads)
    {
        Threads = threads;
        for (int i = 1; i < threads; i++)
        {
            new Thread(Help) { IsBackground = true, Name = $"training {i}" }.Start();
        }
    }

    /// <summary>Gets the team with a thread for every core.</summary>
    public static Team OfAllCores => Of(Environment.ProcessorCount);

    /// <summary>Gets the number of threads.</summary>
    public int Threads { get; }

    /// <summary>Gets the team of so many threads; there is one of each size.</summary>
    public static Team Of(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return s_teams.GetOrAdd(threads, size => new Lazy<Team>(() => new Team(size))).Value;
    }

    /// <summary>Runs work(0) … work(count − 1), fewer than 2¹⁵, and returns when all are done. Work must not call this itself.</summary>
    public void Run(int count, Action<int> work)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, short.MaxValue);
        if (Threads == 1 || count <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        lock (_entry)
        {
            _work = work;
            _left = count;
            _failure = null;
            Interlocked.Exchange(ref _ticket, (((_ticket >> 32) + 1) << 32) | ((long)count << 16));
            if (Volatile.Read(ref _sleeping) > 0)
            {
                lock (_sleep)
                {
                    Monitor.PulseAll(_sleep);
                }
            }

            Work();
            var wait = default(SpinWait);
            while (Volatile.Read(ref _left) > 0)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            if (_failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }
        }
    }

    private void Help()
    {
        long done = 0;
        while (true)
        {
            for (int i = 0; i < LookOut && RunNumber == done; i++)
            {
                Thread.SpinWait(1);
            }

            if (RunNumber == done)
            {
                Sleep(done);
            }

            done = RunNumber;
            Work();
        }
    }

    private long RunNumber => Volatile.Read(ref _ticket) >> 32;

    private void Sleep(long done)
    {
        lock (_sleep)
        {
            // Counted before the look at the ticket, as a caller looks at the count after changing it: one of the two sees the other.
            Interlocked.Increment(ref _sleeping);
            while (RunNumber == done)
            {
                Monitor.Wait(_sleep);
            }

            Interlocked.Decrement(ref _sleeping);
        }
    }

    private void Work()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int piece = (ushort)ticket;
            if (piece >= (ushort)(ticket >> 16))
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket) != ticket)
            {
                continue;
            }

            try
            {
                _work(piece);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }

            Interlocked.Decrement(ref _left);
        }
    }
}
