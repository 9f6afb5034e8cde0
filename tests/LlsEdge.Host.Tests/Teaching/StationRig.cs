using System.Diagnostics;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.VirtualBoard;
using LlsEdge.VirtualBoard.Cameras;

namespace LlsEdge.Host.Tests.Teaching;

/// <summary>
/// The real firmware on a virtual board with a camera, a button and nobody at its line; a host can come later. The pins are those of the default board.
/// </summary>
internal sealed class StationRig : IDisposable
{
    internal const int ButtonPin = 0;
    internal const int LedPin = 25;
    internal const int DetectionPin = 26;

    private const int FrameSize = CameraModule.FrameSize;

    private readonly string _drive = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
    private readonly StringWriter _console = new();
    private VirtualEsp32? _board;

    /// <summary>Gets or sets what is in front of the lens, by the board's clock in seconds.</summary>
    internal Func<double, bool> IsPersonThere { get; set; } = _ => false;

    internal VirtualEsp32 Board => _board!;

    internal string Console => _console.ToString();

    /// <summary>Gets or sets the camera; a healthy one by default, or null for none.</summary>
    internal CameraModule? Camera { get; set; }

    /// <summary>Gets or sets the managed heap's size: that of a board without PSRAM by default.</summary>
    internal int HeapBytes { get; set; } = 79_000;

    internal StationRig()
    {
        Camera = new ArducamMegaModule(Look);
    }

    internal static byte[] Scene(bool person)
    {
        var frame = new byte[FrameSize * FrameSize];
        for (var at = 0; at < frame.Length; at++)
        {
            var isBright = person ? at % FrameSize < FrameSize / 2 : at / FrameSize < FrameSize / 2;
            frame[at] = (byte)((isBright ? 170 : 60) + (at * 7 % 23));
        }

        return frame;
    }

    /// <summary>Makes a small model as a file.</summary>
    internal static byte[] MakeModel(int step = 0)
    {
        var description = new ModelDescription
        {
            Name = "test",
            FrameSize = FrameSize,
            Downsample = 8,
            Layers = [new LayerDescription { Channels = 8, Pool = 2, FactoryRate = 0 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2)], FactoryRate = 0.25 },
        };
        var model = ModelBuilder.Build(description, 1);
        FeatureStatistics.Set(model, new ImageSet(FrameSize, [Scene(false), Scene(true)], [0, 1], description.Classes));
        model.Readout.Learns = true;
        model.Readout.TracksCamera = true;
        model.Step = step;
        return ModelFile.ToBytes(model);
    }

    /// <summary>Puts models on the board's drive, the last of them to be used, and settings.</summary>
    internal StationRig Prepare(IReadOnlyDictionary<int, int>? settings, params byte[][] models)
    {
        using var board = VirtualEsp32.Start(new VirtualBoardOptions { Uart = MakeUart(), DriveFolder = _drive });
        using var client = DeviceClient.Connect(board.PortName);
        foreach (var model in models)
        {
            client.PutModel(model);
        }

        if (settings is not null)
        {
            client.SetSettings(settings);
        }

        return this;
    }

    /// <summary>Runs the board with nobody attached until its clock shows a time; it runs on.</summary>
    internal StationRig Run(double seconds, string presses = "")
    {
        Start(presses, null);
        return RunTo(seconds);
    }

    /// <summary>Runs the board with nobody attached and switches it off at a time: everything up to there repeats exactly.</summary>
    internal StationRig RunExactly(double seconds, string presses = "")
    {
        Start(presses, TimeSpan.FromSeconds(seconds));
        if (!_board!.Exited.Wait(TimeSpan.FromMinutes(2)))
        {
            throw new TimeoutException("The board does not reach its end; it has written: " + Console);
        }

        return this;
    }

    /// <summary>Lets the board run on, up to a time of its clock.</summary>
    internal StationRig RunTo(double seconds, int boot = 1)
    {
        var watch = Stopwatch.StartNew();
        while (_board!.Boots < boot || (_board.Boots == boot && _board.Clock.Now.TotalSeconds < seconds))
        {
            if (_board.Exited.IsCompleted || watch.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new TimeoutException($"The board is at {_board.Clock.Now} of boot {_board.Boots} and has written: {Console}");
            }

            Thread.Sleep(1);
        }

        return this;
    }

    /// <summary>Attaches a host to the running board.</summary>
    internal DeviceClient Attach()
    {
        _board!.IsUnattended = false;
        return DeviceClient.Connect(_board.PortName);
    }

    /// <summary>Says what an output did, as "time level" in seconds, from one time to another.</summary>
    internal string Story(int pin, double from, double to)
    {
        return string.Join(", ", Changes(pin, from, to).Select(change => FormattableString.Invariant($"{change.At.TotalSeconds:0.00} {(change.High ? "on" : "off")}")));
    }

    internal IReadOnlyList<PinChange> Changes(int pin, double from, double to)
    {
        return [.. _board!.Gpio.Trace.Where(change => change.Pin == pin && change.At.TotalSeconds >= from && change.At.TotalSeconds < to)];
    }

    public void Dispose()
    {
        _board?.Dispose();
        _console.Dispose();
        Directory.Delete(_drive, recursive: true);
    }

    internal byte[] Look()
    {
        return Scene(IsPersonThere(_board?.Clock.Now.TotalSeconds ?? 0));
    }

    private static UartBackend MakeUart()
    {
        return OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();
    }

    private void Start(string presses, TimeSpan? until)
    {
        _board?.Dispose();
        _board = VirtualEsp32.Start(new VirtualBoardOptions
        {
            Uart = MakeUart(),
            DriveFolder = _drive,
            Camera = Camera,
            HeapBytes = HeapBytes,
            PinEvents = ButtonScript.Parse(presses, ButtonPin),
            IsUnattended = true,
            Until = until,
            Console = TextWriter.Synchronized(_console),
        });
    }
}
