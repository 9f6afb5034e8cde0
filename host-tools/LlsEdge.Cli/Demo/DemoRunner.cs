using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Demo;

/// <summary>
/// The whole loop on one machine: a factory model is trained on the desk and put on a virtual board over its serial line; the board is measured in a room
/// it has never seen, taught there frame by frame, and measured again.
/// The host sends frames and labels only. At the end the board's model is compared with what the desk computes from the same frames, bit for bit.
/// </summary>
internal sealed class DemoRunner
{
    private const int Window = 40;
    private const int MostExamples = 12;

    // The board keeps its last 255 records at least.
    private const int FramesBetweenLogPulls = 200;

    private readonly DemoData _data;
    private readonly DemoOptions _options;
    private readonly IWorkProgress _progress;
    private readonly CancellationToken _cancellation;

    /// <summary>Prepares a demo.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="options">How long to train, and what to say of it.</param>
    /// <param name="progress">Told what is being done and how far it is.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    public DemoRunner(DemoData data, DemoOptions options, IWorkProgress progress, CancellationToken cancellation)
    {
        _data = data;
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Runs it.</summary>
    /// <param name="folder">Where the factory model and the taught model are saved.</param>
    /// <returns>What was measured.</returns>
    public DemoResult Run(string folder)
    {
        byte[] factory = TrainFactoryModel();
        OutputFile.Write(Path.Combine(folder, "factory.llsm"), ModelFile.ToBytes(ModelFile.Parse(factory, "the factory model")));
        Stage("Measuring the factory model and the baselines on the desk", 0.5);
        double unshifted = Evaluation.Run(ModelFile.Parse(factory, "the factory model"), _data.FactoryTest).Accuracy;
        double headOnly = TeachOnDesk(factory, headOnly: true, out _);
        var pixels = new PixelBaseline(_data.Factory, _options.Description.Readout.BoardRate);
        pixels.Teach(_data.Teach);
        double onDesk = TeachOnDesk(factory, headOnly: false, out byte[] expected);

        string drive = Directory.CreateTempSubdirectory("llsedge-demo-").FullName;
        try
        {
            using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { Uart = OpenUart(), DriveFolder = drive });
            using DeviceClient client = OwnBoard.Connect(board, _cancellation);
            Stage("Putting the factory model on the board", 0.55);
            client.PutModel(factory, null, _cancellation);
            Stage("Measuring the board in the room", 0.56);
            BoardPass before = BoardPass.Evaluate(client, _data.Test, f => _progress.Report(0.56 + (0.14 * f)), _cancellation);
            Stage("Teaching the board", 0.7);
            IReadOnlyList<TrainingLogEntry> log = Teach(client);
            Stage("Measuring the board again", 0.85);
            BoardPass after = BoardPass.Evaluate(client, _data.Test, f => _progress.Report(0.85 + (0.15 * f)), _cancellation);
            byte[] taught = client.GetModel(null, _cancellation);
            if (!taught.AsSpan().SequenceEqual(expected) || after.Accuracy != onDesk)
            {
                throw new CommandException(
                    ExitCode.Unexpected,
                    "The board's model after teaching is not the one that the desk computes from the same frames: please report it with the files of --out.");
            }

            OutputFile.Write(Path.Combine(folder, "taught.llsm"), ModelFile.ToBytes(ModelFile.Parse(taught, "the board's model")));
            return Summarise(board, log, before, after, unshifted, headOnly, pixels.Accuracy(_data.Test), factory.Length);
        }
        finally
        {
            Directory.Delete(drive, recursive: true);
        }
    }

    private static UartBackend OpenUart() => OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();

    private byte[] TrainFactoryModel()
    {
        Stage($"Training a factory model on {_data.Factory.Count} frames", 0);
        ModelDescription description = _options.Description;
        Model model = new FactoryTrainer(description, _data.Factory, _options.Factory).Train(new Portion(_progress, 0, 0.5), cancellation: _cancellation);
        return ModelFile.ToBytes(model);
    }

    private double TeachOnDesk(byte[] factory, bool headOnly, out byte[] taught)
    {
        Model model = ModelFile.Parse(factory, "the factory model");
        foreach (ConvolutionLayer layer in model.Layers)
        {
            layer.Learns &= !headOnly;
        }

        var learner = new Learner(model);
        for (int i = 0; i < _data.Teach.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            learner.Train(_data.Teach.GetFrame(i), _data.Teach.GetLabel(i));
        }

        taught = ModelFile.ToBytes(model);
        return Evaluation.Run(model, _data.Test).Accuracy;
    }

    private List<TrainingLogEntry> Teach(DeviceClient client)
    {
        var log = new List<TrainingLogEntry>();
        int nextRecord = client.GetInfo(_cancellation).Storage.NextSequence;
        for (int i = 0; i < _data.Teach.Count; i++)
        {
            client.Train(_data.Teach.GetFrame(i), _data.Teach.GetLabel(i), _cancellation);
            if ((i + 1) % FramesBetweenLogPulls == 0 || i + 1 == _data.Teach.Count)
            {
                log.AddRange(client.ReadLog(0, nextRecord, _cancellation));
                nextRecord = log[^1].Sequence + 1;
            }

            _progress.Report(0.7 + (0.15 * (i + 1) / _data.Teach.Count));
        }

        client.Commit(_cancellation);
        return log;
    }

    private DemoResult Summarise(
        VirtualEsp32 board,
        IReadOnlyList<TrainingLogEntry> log,
        BoardPass before,
        BoardPass after,
        double unshifted,
        double headOnly,
        double pixels,
        int modelBytes)
    {
        board.Heap.Collect();
        PhaseReading train = board.Meter.Phase("train");
        PhaseReading predict = board.Meter.Phase("predict");
        return new DemoResult
        {
            FramesTrained = _data.Teach.Count,
            FramesTested = _data.Test.Count,
            AccuracyBefore = before.Accuracy,
            AccuracyAfter = after.Accuracy,
            AccuracyUnshifted = unshifted,
            AccuracyHeadOnly = headOnly,
            AccuracyPixels = pixels,
            IlPerTrainStep = train.Total.Instructions / train.Calls,
            IlPerPrediction = predict.Total.Instructions / predict.Calls,
            PredictedMsPerTrainStep = Math.Round(train.Total.NominalMilliseconds / train.Calls, 1),
            PredictedMsPerPrediction = Math.Round(predict.Total.NominalMilliseconds / predict.Calls, 1),
            HeapPeakBytes = (int)board.Heap.PeakLiveBytes,
            HeapLimitBytes = board.Heap.Capacity,
            LogRecords = log.Count,
            ModelBytes = modelBytes,
            Synthetic = _data.Synthetic,
            DataStatement = _data.Statement,
            BoardStatement = "The board is virtual: the firmware's own assembly, metered, spoken to over a serial line; "
                + "its model afterwards is the desk's own, bit for bit.",
            CommandLine = _options.CommandLine,
            ClassNames = _data.Test.ClassNames,
            Prequential = MovingWindow.Share(log.Select(entry => entry.Predicted == entry.Label), Window, Window / 4),
            PrequentialWindow = Window,
            LocalConfidence = LocalConfidence(log),
            ConfusionBefore = before.Confusion,
            ConfusionAfter = after.Confusion,
            Examples = Examples(before, after),
        };
    }

    private List<Curve> LocalConfidence(IReadOnlyList<TrainingLogEntry> log)
    {
        var curves = new List<Curve>();
        for (int l = 0; l < _options.Description.Layers.Count; l++)
        {
            int layer = l;
            if (_options.Description.Layers[l].BoardRate > 0)
            {
                curves.Add(new Curve($"layer {l + 1}", MovingWindow.Mean([.. log.Select(entry => entry.LocalConfidences[layer] / 255.0)], Window, Window / 4)));
            }
        }

        return curves;
    }

    // Evenly spread over the frames that changed their answer, then over the rest, so that neither success nor failure is picked by hand.
    private List<DemoExample> Examples(BoardPass before, BoardPass after)
    {
        IEnumerable<int> all = Enumerable.Range(0, _data.Test.Count);
        int[] changed = [.. all.Where(i => before.Predicted[i] != after.Predicted[i])];
        int[] same = [.. all.Where(i => before.Predicted[i] == after.Predicted[i])];
        return [.. Spread(changed, MostExamples * 2 / 3).Concat(Spread(same, MostExamples / 3)).Select(i =>
            new DemoExample(DataUri.OfFrame(_data.Test.GetFrame(i), _data.Test.Size), _data.Test.GetLabel(i), before.Predicted[i], after.Predicted[i]))];
    }

    private static IEnumerable<int> Spread(int[] indices, int count)
    {
        int taken = Math.Min(count, indices.Length);
        return Enumerable.Range(0, taken).Select(n => indices[n * indices.Length / taken]);
    }

    private void Stage(string text, double fraction)
    {
        _cancellation.ThrowIfCancellationRequested();
        _progress.Say(text);
        _progress.Report(fraction);
    }

    /// <summary>A part of the whole progress. Reports arrive in order on the thread that works.</summary>
    private sealed class Portion(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}
