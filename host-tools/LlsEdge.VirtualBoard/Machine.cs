using System.Diagnostics;
using LlsEdge.VirtualBoard.Buses;
using LlsEdge.VirtualBoard.Memory;
using LlsEdge.VirtualBoard.Metering;
using LlsEdge.VirtualBoard.Peripherals;

namespace LlsEdge.VirtualBoard;

/// <summary>The parts of one board, wired together. Woven code and simulated peripherals get it handed; nothing looks it up.</summary>
internal sealed class Machine : IDisposable
{
    /// <summary>Sums of microseconds differ in their last digits.</summary>
    private const double ClockTolerance = 0.001;

    private readonly object _gate = new();
    private volatile bool _stopping;
    private volatile bool _hasNews;
    private bool _rebooting;

    internal Machine(VirtualBoardOptions options)
    {
        Options = options;
        Model = BoardModel.Default;
        Frames = new FrameState();
        Meter = new Meter(options.Profile);
        Heap = new ManagedHeap(Frames, Model, options.HeapBytes, options.CollectEveryBytes);
        Clock = new VirtualClock(Meter, options.Profile);
        Pins = new TargetPins(options);
        Gpio = new BoardGpio(this, options.PinEvents);
        IsUnattended = options.IsUnattended;
        Spi = new SpiBus(this);
        SpiDevices = new SpiDevices(this);
        I2c = new I2cBus(this);
        Drive = new BoardDrive(this, options.DriveFolder, options.DriveBytes);
        Uart = new UartLine(this, options.Uart ?? UartBackend.Memory());
        Console = new BoardConsole(options, () => IsStopping);
        options.Camera?.Attach(this);
    }

    internal VirtualBoardOptions Options { get; }

    internal BoardModel Model { get; }

    internal FrameState Frames { get; }

    internal Meter Meter { get; }

    internal ManagedHeap Heap { get; }

    internal VirtualClock Clock { get; }

    internal BoardGpio Gpio { get; }

    internal TargetPins Pins { get; }

    internal SpiBus Spi { get; }

    internal SpiDevices SpiDevices { get; }

    internal I2cBus I2c { get; }

    internal BoardDrive Drive { get; }

    internal UartLine Uart { get; }

    internal BoardConsole Console { get; }

    internal Dictionary<int, int> FunctionPins { get; } = [];

    /// <summary>Gets or sets whether waiting passes at once; see <see cref="VirtualBoardOptions.IsUnattended"/>.</summary>
    internal bool IsUnattended { get; set; }

    /// <summary>Gets whether the firmware must end; what it still does while it unwinds has no effect outside.</summary>
    internal bool IsStopping => _stopping;

    private double NextFromOutside => Math.Min(Gpio.NextEvent, Options.Until?.TotalMicroseconds ?? double.PositiveInfinity);

    public void Dispose()
    {
        Uart.Dispose();
        Heap.Dispose();
    }

    /// <summary>Brings all parts to the state in which a boot finds them.</summary>
    internal void Boot()
    {
        FunctionPins.Clear();
        Frames.Reset();
        Clock.EndBoot();
        Meter.Boot();
        Heap.Boot();
        Gpio.Boot();
        Spi.Boot();
        SpiDevices.Boot();
        Options.Camera?.Boot();
        Drive.Boot();
        Uart.Boot();
        Poll();
    }

    /// <summary>Lets the firmware run.</summary>
    internal void PowerOn()
    {
        lock (_gate)
        {
            _stopping = false;
            _rebooting = false;
        }
    }

    /// <summary>Tells whether the firmware has ended to be started again, and lets it.</summary>
    internal bool TryRestart()
    {
        lock (_gate)
        {
            bool restart = _rebooting;
            if (restart)
            {
                _rebooting = false;
                _stopping = false;
            }

            return restart;
        }
    }

    /// <summary>Makes the firmware end at its next safe point.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            _rebooting = false;
            Call();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the firmware so that it starts again.</summary>
    internal void Reboot()
    {
        lock (_gate)
        {
            // A board that is being stopped stays so.
            _rebooting = !_stopping;
            _stopping = true;
            Call();
        }

        Poll();
    }

    /// <summary>Asks the firmware to call <see cref="Poll"/> soon, and ends a wait.</summary>
    internal void Notify(bool deliver)
    {
        lock (_gate)
        {
            if (deliver)
            {
                Call();
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A safe point: ends the firmware if it must end, else hands it the events that have come in.</summary>
    internal void Poll()
    {
        // The flag goes down before the question and stays up after the answer: a stop that comes in between must not be lost.
        Interlocked.Exchange(ref Frames.Flag, 0);
        _hasNews = false;
        if (_stopping)
        {
            Call();
            throw new BoardUnwindException();
        }

        PlayOutside();
        Gpio.DeliverEvents();
        Uart.DeliverEvents();
    }

    /// <summary>Sleeps on the board's clock; in real time for as long as nothing comes in, up to the longest real sleep.</summary>
    internal void Sleep(double milliseconds)
    {
        Pass(milliseconds * 1000);
        if (!IsUnattended)
        {
            Wait(Math.Min(milliseconds, Options.LongestRealSleep.TotalMilliseconds), static () => false, endOnNotify: true);
        }
    }

    /// <summary>Waits in real time until something is ready, and lets the board's clock follow.</summary>
    /// <returns>Whether it became ready.</returns>
    internal bool WaitFor(Func<bool> ready, double milliseconds)
    {
        if (IsUnattended && double.IsFinite(milliseconds))
        {
            bool isReady = ready();
            Pass(isReady ? 0 : 1000 * milliseconds);
            return isReady;
        }

        long start = Stopwatch.GetTimestamp();
        bool reached = Wait(milliseconds, ready, endOnNotify: false);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Pass(1000 * (reached ? Math.Min(elapsed, milliseconds) : milliseconds));
        return reached;
    }

    /// <summary>Lets the clock go on while the firmware rests, and whatever is due in that time happen at its own time.</summary>
    private void Pass(double microseconds)
    {
        double end = Clock.OutsideMicroseconds + microseconds;
        for (double next = NextFromOutside; next < end; next = NextFromOutside)
        {
            Clock.ChargeIdle(Math.Max(0, next - Clock.OutsideMicroseconds));
            Poll();
        }

        Clock.ChargeIdle(Math.Max(0, end - Clock.OutsideMicroseconds));
    }

    /// <summary>
    /// Lets happen what is due by the board's clock, which nothing but looking at it tells: as long as something is to come, every loop's turn looks.
    /// </summary>
    private void PlayOutside()
    {
        double next = NextFromOutside;
        if (double.IsPositiveInfinity(next))
        {
            return;
        }

        double now = Clock.OutsideMicroseconds + ClockTolerance;
        if (now >= Options.Until?.TotalMicroseconds)
        {
            Stop();
            throw new BoardUnwindException();
        }

        Gpio.PlayScript(now);
        Volatile.Write(ref Frames.Flag, 1);
    }

    private void Call()
    {
        _hasNews = true;
        Volatile.Write(ref Frames.Flag, 1);
    }

    private bool Wait(double milliseconds, Func<bool> ready, bool endOnNotify)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            bool attention = false;
            lock (_gate)
            {
                while (!ready())
                {
                    attention = _hasNews;
                    double rest = milliseconds - Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    if (attention || rest <= 0)
                    {
                        break;
                    }

                    bool notified = Monitor.Wait(_gate, (int)Math.Clamp(Math.Ceiling(rest), 1, 60_000));
                    if (notified && endOnNotify)
                    {
                        break;
                    }
                }
            }

            if (attention)
            {
                Poll();
            }

            if (ready())
            {
                return true;
            }

            if (!attention || endOnNotify)
            {
                return false;
            }
        }
    }
}
