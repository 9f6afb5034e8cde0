using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Scenes;
using LlsEdge.Learning;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Bench;

/// <summary>
/// Measures what a model costs: a virtual board boots the whole firmware with it and gets drawn frames over its serial line. Counts are exact and the same on
/// every machine; instructions and times of the board are predicted from them.
/// </summary>
internal sealed class BenchRunner
{
    private const int Seed = 2025;

    // What does not fit the board is measured all the same.
    private const int PlentyOfHeap = 4 * 1024 * 1024;
    private const int PlentyOfDrive = 4 * 1024 * 1024;

    private readonly BoardProfile _profile;
    private readonly int _frames;

    /// <summary>Prepares measurements.</summary>
    /// <param name="profile">The board.</param>
    /// <param name="frames">How many frames to average over.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    public BenchRunner(BoardProfile profile, int frames, CancellationToken cancellation)
    {
        _profile = profile;
        _frames = frames;
        Cancellation = cancellation;
    }

    /// <summary>Gets the board.</summary>
    public BoardProfile Profile => _profile;

    /// <summary>Gets how many frames a figure is the mean of.</summary>
    public int Frames => _frames;

    /// <summary>Gets the token that stops measurements.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Measures one case.</summary>
    /// <param name="firmware">The firmware's assembly.</param>
    /// <param name="what">The case.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <returns>What it costs.</returns>
    public BenchResult Measure(string firmware, BenchCase what, IProgress<double> progress)
    {
        Model model = ModelFile.LoadAny(what.Model);
        ImageSet set = Draw(_frames, model.FrameSize);
        using DriveFolder drive = DriveFolder.Open(null);
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions
        {
            FirmwarePath = firmware,
            Profile = _profile,
            HeapBytes = PlentyOfHeap,
            CollectEveryBytes = 1,
            DriveFolder = drive.Path,
            DriveBytes = PlentyOfDrive,
            Uart = OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty(),
        });
        using (DeviceClient client = OwnBoard.Connect(board, Cancellation))
        {
            client.PutModel(ModelFile.ToBytes(model), null, Cancellation);
        }

        board.Reboot();
        board.Meter.KeepsCalls = true;
        using (DeviceClient client = OwnBoard.Connect(board, Cancellation))
        {
            for (int i = 0; i < set.Count; i++)
            {
                if (what.Trains)
                {
                    client.Train(set.GetFrame(i), set.GetLabel(i) % model.ClassCount, Cancellation);
                }
                else
                {
                    client.Predict(set.GetFrame(i), Cancellation);
                }

                progress.Report((i + 1.0) / set.Count);
            }
        }

        board.Stop();
        return Summarise(board, firmware, what, model);
    }

    /// <summary>Draws frames; they are the same on every machine.</summary>
    private static ImageSet Draw(int count, int size)
    {
        ImageSet scenes = SceneSet.Factory(count, Seed);
        byte[][] frames = [.. Enumerable.Range(0, count).Select(i => Sample(scenes.GetFrame(i).ToArray(), size))];
        return new ImageSet(size, frames, [.. Enumerable.Range(0, count).Select(i => (byte)scenes.GetLabel(i))], ClassNames.Person);
    }

    private static byte[] Sample(byte[] frame, int size)
    {
        byte[] sampled = new byte[size * size];
        for (int i = 0; i < sampled.Length; i++)
        {
            int y = i / size * SceneSet.FrameSize / size;
            int x = i % size * SceneSet.FrameSize / size;
            sampled[i] = frame[(y * SceneSet.FrameSize) + x];
        }

        return sampled;
    }

    private BenchResult Summarise(VirtualEsp32 board, string firmware, BenchCase what, Model model)
    {
        var sums = new PhaseSums();
        sums.Add(board.Meter.Calls);
        IReadOnlyList<PhaseCost> phases = sums.Average(_frames, _profile);
        PhaseCost[] steps = [.. phases.Where(phase => phase.Depth == 0)];
        IReadOnlyList<FlashShare> flash = FlashEstimate.Of(firmware);
        long macs = ModelReport.CountMacs(model);
        double milliseconds = Math.Round(steps.Sum(step => step.PredictedMs), 2);
        return new BenchResult(
            model.GetName(),
            what.Trains,
            macs,
            milliseconds,
            Math.Round(steps.Sum(step => step.PessimisticMs), 2),
            Math.Round(milliseconds * 1000 / macs, 3),
            steps.Sum(step => step.PredictedInstructions),
            steps.Sum(step => step.IlInstructions),
            board.Heap.PeakBytes,
            flash.Sum(share => (long)share.TotalBytes),
            phases,
            board.Heap.PeakByType(),
            board.Heap.PeakBySite(),
            flash);
    }
}
