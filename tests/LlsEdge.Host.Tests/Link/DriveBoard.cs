using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Host.Tests.Link;

/// <summary>A virtual board with a small model, whose drive a test can look into and spoil.</summary>
internal sealed class DriveBoard : IDisposable
{
    internal const int FrameSize = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-drive-").FullName;
    private readonly UartBackend _uart = OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();

    internal DriveBoard(bool hasDrive = true, int driveBytes = 256 * 1024, int heapBytes = 79_000)
    {
        Board = VirtualEsp32.Start(
            new VirtualBoardOptions { Uart = _uart, DriveFolder = hasDrive ? _folder : null, DriveBytes = driveBytes, HeapBytes = heapBytes, Console = Console });
    }

    internal VirtualEsp32 Board { get; }

    internal StringWriter Console { get; } = new();

    public void Dispose()
    {
        Board.Dispose();
        _uart.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static byte[] MakeModel(int step, int channels = 8)
    {
        var description = new ModelDescription
        {
            Name = "small",
            FrameSize = FrameSize,
            Downsample = 1,
            Layers = [new LayerDescription { Channels = channels / 2, Pool = 2 }, new LayerDescription { Channels = channels, Pool = 2, BoardRate = 0.01 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(1, 2)], BoardRate = 0.02 },
        };
        var model = ModelBuilder.Build(description, 1);
        model.Step = step;
        return ModelFile.ToBytes(model);
    }

    /// <summary>Has the board learn a frame.</summary>
    internal static void Train(DeviceClient client, int seed = 1, CancellationToken cancellation = default)
    {
        var frame = new byte[FrameSize * FrameSize];
        new Random(seed).NextBytes(frame);
        client.Train(frame, seed & 1, cancellation);
    }

    internal static int Steps(DeviceClient client) => client.GetInfo().Model!.StepCount;

    internal DeviceClient Connect() => DeviceClient.Connect(Board.PortName);

    /// <summary>Starts the board anew, after something was done to its drive.</summary>
    internal DeviceClient Restart(Action? spoil = null)
    {
        Board.PowerCut();
        spoil?.Invoke();
        Board.Reboot();
        return Connect();
    }

    /// <summary>Leaves no room on the drive.</summary>
    internal void Fill() => File.WriteAllBytes(At("junk"), new byte[(int)(Board.Drive.Capacity - Board.Drive.UsedBytes)]);

    internal string At(string file) => Path.Combine(_folder, file);

    internal IReadOnlyDictionary<string, byte[]> SaveDrive() => Directory.GetFiles(_folder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllBytes);

    internal void LoadDrive(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var file in Directory.GetFiles(_folder))
        {
            File.Delete(file);
        }

        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(At(name), bytes);
        }
    }

    /// <summary>
    /// Does the same from the same state of the drive again and again, and cuts the power one write later each time, until it comes to its end.
    /// </summary>
    /// <param name="act">What is done.</param>
    /// <param name="check">Looks at the board after the restart.</param>
    /// <returns>How many times the power was cut.</returns>
    internal int CutAtEveryWrite(Action<DeviceClient, CancellationToken> act, Action<DeviceClient> check)
    {
        Board.PowerCut();
        var before = SaveDrive();
        for (var operations = 0; ; operations++)
        {
            LoadDrive(before);
            Board.Reboot();
            var isDone = false;
            using (var client = Connect())
            {
                Board.Drive.CutPowerAfter(operations);
                try
                {
                    act(client, Board.Off);
                    isDone = true;
                }
                catch (OperationCanceledException) when (Board.Off.IsCancellationRequested)
                {
                    // The cut.
                }
            }

            using (var client = Restart())
            {
                check(client);
            }

            if (isDone)
            {
                return operations;
            }
        }
    }
}
