using System.Reflection;
using LlsEdge.VirtualBoard.Loading;

namespace LlsEdge.VirtualBoard;

/// <summary>An ESP32 on the desk that runs the very firmware assembly that a real one is flashed with.</summary>
public sealed class VirtualEsp32 : IDisposable
{
    private const int StackBytes = 64 * 1024 * 1024;

    private readonly Machine _machine;
    private readonly FirmwareProgram _program;
    private readonly Lock _gate = new();
    private TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _off = new();
    private Thread? _thread;

    private VirtualEsp32(VirtualBoardOptions options)
    {
        _machine = new Machine(options);
        _program = new FirmwareProgram(options.FirmwarePath, _machine);
        PowerOn();
    }

    /// <summary>Gets the name under which a program on the host opens the board's serial line.</summary>
    public string PortName => _machine.Uart.PortName;

    /// <summary>Gets the counters.</summary>
    public Meter Meter => _machine.Meter;

    /// <summary>Gets the managed heap.</summary>
    public ManagedHeap Heap => _machine.Heap;

    /// <summary>Gets the board's clock.</summary>
    public VirtualClock Clock => _machine.Clock;

    /// <summary>Gets the pins.</summary>
    public BoardGpio Gpio => _machine.Gpio;

    /// <summary>
    /// Gets or sets whether nobody outside is there to wait for; see <see cref="VirtualBoardOptions.IsUnattended"/>. To be changed when somebody comes.
    /// </summary>
    public bool IsUnattended
    {
        get => _machine.IsUnattended;
        set => _machine.IsUnattended = value;
    }

    /// <summary>Gets the drive.</summary>
    public BoardDrive Drive => _machine.Drive;

    /// <summary>Gets the serial line.</summary>
    public UartLine Uart => _machine.Uart;

    /// <summary>Gets the number of boots so far.</summary>
    public int Boots { get; private set; }

    /// <summary>
    /// Gets a task that ends when this run ends: when the firmware's <c>Main</c> returns, or the board is stopped or loses power. If an exception left
    /// <c>Main</c>, the task carries it.
    /// </summary>
    public Task Exited
    {
        get
        {
            lock (_gate)
            {
                return _exited.Task;
            }
        }
    }

    /// <summary>
    /// Gets a token that is cancelled when this run ends, on the firmware's own thread: it reaches whoever waits for the board however busy the thread pool is.
    /// </summary>
    public CancellationToken Off
    {
        get
        {
            lock (_gate)
            {
                return _off.Token;
            }
        }
    }

    /// <summary>Loads a firmware and starts it.</summary>
    /// <param name="options">The board; defaults if null.</param>
    /// <exception cref="FirmwareNotSupportedException">The firmware uses something that the virtual board does not have.</exception>
    public static VirtualEsp32 Start(VirtualBoardOptions? options = null)
    {
        return new VirtualEsp32(options ?? new VirtualBoardOptions());
    }

    /// <summary>
    /// Ends the firmware, whatever it is doing, and waits until it has ended. What it had not closed on its drive is lost, as when power fails.
    /// </summary>
    public void Stop()
    {
        Thread? thread;
        lock (_gate)
        {
            thread = _thread;
            _machine.Stop();
        }

        thread?.Join();
    }

    /// <summary>Cuts the power; the same as <see cref="Stop"/>, under the name that a test of power cuts reads best with.</summary>
    public void PowerCut()
    {
        Stop();
    }

    /// <summary>Starts the firmware anew, with fresh statics and an empty heap; the drive's durable content stays.</summary>
    public void Reboot()
    {
        Stop();
        PowerOn();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _machine.Dispose();
        _off.Dispose();
    }

    private void PowerOn()
    {
        lock (_gate)
        {
            TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
            CancellationTokenSource off = new();
            _exited = exited;
            _off.Dispose();
            _off = off;
            _machine.PowerOn();
            _thread = new Thread(() => Run(exited, off), StackBytes) { IsBackground = true, Name = "virtual board: firmware" };
            _thread.Start();
        }
    }

    private void Run(TaskCompletionSource exited, CancellationTokenSource off)
    {
        try
        {
            do
            {
                Boots++;
                RunOnce();
            }
            while (_machine.TryRestart());

            off.Cancel();
            exited.SetResult();
        }
        catch (Exception failure)
        {
            _machine.Options.Console.WriteLine("[virtual board] Main ended with " + failure);
            off.Cancel();
            exited.SetException(failure);
        }
    }

    private void RunOnce()
    {
        FirmwareLoadContext? context = null;
        try
        {
            (context, List<Assembly> assemblies) = _program.Boot();
            MethodInfo main = assemblies[^1].EntryPoint
                ?? throw new FirmwareNotSupportedException($"{assemblies[^1].GetName().Name} has no Main: build it as an executable.");
            if (main.GetParameters().Length == 0)
            {
                main.CreateDelegate<Action>()();
            }
            else
            {
                main.CreateDelegate<Action<string[]>>()([]);
            }
        }
        catch (BoardUnwindException)
        {
            // Stopped, rebooted or without power: not a failure of the firmware.
        }
        finally
        {
            _machine.Uart.Close();
            context?.Unload();
        }
    }
}
