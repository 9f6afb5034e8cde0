using LlsEdge.VirtualBoard;
using LlsEdge.VirtualBoard.Cameras;

namespace LlsEdge.Studio.Boards;

/// <summary>A virtual board of the studio's own: its camera's scenes, its drive, its meter. The drive goes when the board does.</summary>
internal sealed class VirtualDesk : IDisposable
{
    private const int FramesDrawn = 200;

    private readonly string _drive;
    private readonly VirtualEsp32 _board;

    /// <summary>Starts a board.</summary>
    /// <param name="spec">What it is to be.</param>
    public VirtualDesk(VirtualBoardSpec spec)
    {
        if (spec.HeapBytes < VirtualBoardSpec.SmallestHeap)
        {
            throw new StudioException($"A heap of {spec.HeapBytes} bytes is too small for the firmware: give {VirtualBoardSpec.SmallestHeap} or more.");
        }

        Feed = spec.Camera is null
            ? null
            : new SceneFeed(spec.Camera.Load(CameraModule.FrameSize, FramesDrawn), spec.Camera.Describe(), TimeProvider.System) { IsHeld = spec.IsHeld };
        _drive = Directory.CreateTempSubdirectory("llsedge-studio-").FullName;
        try
        {
            CameraModule? camera = Feed is null ? null : new ArducamMegaModule(Feed.Look) { Wiring = CameraWiring.Of(VirtualBoardOptions.DefaultFirmwarePath) };
            _board = VirtualEsp32.Start(new VirtualBoardOptions
            {
                HeapBytes = spec.HeapBytes,
                DriveFolder = _drive,
                Uart = OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty(),
                Camera = camera,
            });
        }
        catch
        {
            Directory.Delete(_drive, recursive: true);
            throw;
        }
    }

    /// <summary>Gets the camera's scenes; null for a board without a camera.</summary>
    public SceneFeed? Feed { get; }

    /// <summary>Gets the port.</summary>
    public string PortName => _board.PortName;

    /// <summary>Reads the meter; between two requests, so that the board is at rest.</summary>
    /// <returns>What predictions and lessons cost.</returns>
    public VirtualBench ReadBench() => new(
        CostOf("predict"), CostOf("train"), _board.Heap.Capacity, _board.Heap.UsedBytes, _board.Heap.PeakBytes, _board.Heap.Collections);

    /// <inheritdoc/>
    public void Dispose()
    {
        _board.Dispose();
        Directory.Delete(_drive, recursive: true);
    }

    private PhaseCost? CostOf(string phase)
    {
        PhaseReading? reading = _board.Meter.Phases.FirstOrDefault(candidate => candidate.Name == phase && candidate.Calls > 0);
        return reading is null
            ? null
            : new PhaseCost(
                reading.Calls,
                reading.Total.Instructions / reading.Calls,
                reading.Total.NominalMilliseconds / reading.Calls,
                reading.Total.PessimisticMilliseconds / reading.Calls);
    }
}
