using System.Diagnostics;
using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Torture;

/// <summary>
/// Has a virtual board learn, commit, undo, roll back and be set, cuts its power at drawn operations on its drive, and looks after each cut whether it comes
/// back with what it has promised.
/// </summary>
internal sealed class TortureRunner
{
    /// <summary>A cut comes within so many operations that change the drive.</summary>
    private const int LongestRun = 80;

    /// <summary>One start in so many is cut itself.</summary>
    private const int StartsPerCutStart = 10;

    private static readonly TimeSpan s_firstPoll = TimeSpan.FromMilliseconds(25);

    private static readonly string[] s_operations = ["train", "train", "train", "commit", "commit", "keep", "undo", "rollback", "factory", "settings", "put"];

    private readonly Random _random;
    private readonly int _seed;
    private readonly byte[] _model;
    private readonly string? _firmware;
    private readonly TortureLedger _ledger = new();
    private readonly SortedDictionary<string, int> _done = [];
    private readonly SortedDictionary<string, int> _cutsDuring = [];
    private int _cutsDuringStart;
    private long _writeOperations;
    private string _operation = string.Empty;
    private ModelSummary? _summary;

    /// <summary>Prepares a run.</summary>
    /// <param name="seed">Draws everything.</param>
    /// <param name="model">The model; null for a small one.</param>
    /// <param name="firmware">The firmware; null for the one beside this program.</param>
    public TortureRunner(int seed, Model? model, string? firmware)
    {
        _seed = seed;
        _random = new Random(seed);
        _model = ModelFile.ToBytes(model ?? BuildSmallModel());
        _firmware = firmware;
    }

    /// <summary>Computes a model file's CRC.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The CRC-32.</returns>
    public static uint CrcOf(byte[] file) => (uint)Crc32.Finish(Crc32.Update(Crc32.Start, file, 0, file.Length));

    /// <summary>Runs.</summary>
    /// <param name="cuts">How often to cut the power.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between two operations.</param>
    /// <returns>What it came to.</returns>
    public TortureResult Run(int cuts, IWorkProgress progress, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using DriveFolder drive = DriveFolder.Open(null);
        using UartBackend line = OperatingSystem.IsWindows() ? UartBackend.Tcp(0) : UartBackend.Pty();
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions
        {
            FirmwarePath = _firmware ?? VirtualBoardOptions.DefaultFirmwarePath,
            DriveFolder = drive.Path,
            Uart = line,
        });
        Begin(board, cancellation);
        int done = 0;
        int clean = 0;
        while (done < cuts)
        {
            RunUntilCut(board, cancellation);
            done++;
            if (done < cuts && _random.Next(StartsPerCutStart) == 0)
            {
                StartAndCut(board, cancellation);
                done++;
            }

            clean += ComesBack(board, cancellation) ? 1 : 0;
            progress.Report((double)done / cuts);
        }

        return new TortureResult
        {
            Cuts = done,
            CleanBoots = clean + _cutsDuringStart,
            LostCommits = _ledger.LostCommits,
            LostRecords = _ledger.LostRecords,
            TornRecords = _ledger.TornRecords,
            LostSettings = _ledger.LostSettings,
            WrongModels = _ledger.WrongModels,
            CutsDuringStart = _cutsDuringStart,
            CutsDuring = _cutsDuring,
            Done = _done,
            WriteOperations = _writeOperations,
            JournalRecords = _ledger.NextRecord - 1,
            Seed = _seed,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
            Faults = _ledger.Faults,
        };
    }

    private static Model BuildSmallModel() => ModelBuilder.Build(
        new ModelDescription
        {
            Name = "small",
            FrameSize = 16,
            Downsample = 1,
            Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = 8, Pool = 2, BoardRate = 0.01 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2), new TapDescription(1, 2)], BoardRate = 0.02 },
        },
        1);

    /// <summary>Connects without the patience that a real line needs: a hello sent while the board starts is lost.</summary>
    private static DeviceClient Connect(VirtualEsp32 board, CancellationToken cancellation) => DeviceClient.Connect(
        SerialLinks.Open(board.PortName, LinkProtocol.BaudRate), new LinkTimeouts { FirstPoll = s_firstPoll }, TimeProvider.System, cancellation);

    private static bool IsOff(VirtualEsp32 board, CancellationToken cancellation) =>
        board.Off.IsCancellationRequested && !cancellation.IsCancellationRequested;

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static uint LiveCrc(DeviceClient client, CancellationToken cancellation) => CrcOf(client.GetModel(null, cancellation));

    private void RunUntilCut(VirtualEsp32 board, CancellationToken cancellation)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellation, board.Off);
        try
        {
            using DeviceClient client = Connect(board, cut.Token);
            board.Drive.CutPowerAfter(_random.Next(LongestRun));
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                _operation = s_operations[_random.Next(s_operations.Length)];
                Do(client, _operation, cut.Token);
                Count(_done, _operation);
            }
        }
        catch (Exception cause) when (cause is OperationCanceledException or DeviceException && IsOff(board, cancellation))
        {
            Count(_cutsDuring, _operation);
            _writeOperations += board.Drive.WriteOperations;
        }
    }

    /// <summary>Starts the board and cuts its power at one of its first writes, or as soon as it answers.</summary>
    private void StartAndCut(VirtualEsp32 board, CancellationToken cancellation)
    {
        board.Drive.CutPowerAtBoot(_random.Next(3));
        board.Reboot();
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellation, board.Off);
        try
        {
            using DeviceClient client = Connect(board, cut.Token);
            board.PowerCut();
        }
        catch (OperationCanceledException) when (IsOff(board, cancellation))
        {
            // As intended.
        }

        _cutsDuringStart++;
        _ledger.CutDuringStart();
    }

    private bool ComesBack(VirtualEsp32 board, CancellationToken cancellation)
    {
        board.Reboot();
        try
        {
            using DeviceClient client = Connect(board, cancellation);
            _summary = null;
            return _ledger.Check(client, cancellation);
        }
        catch (DeviceException cause)
        {
            _ledger.ModelLost($"After a cut during {_operation} the board does not come back as it should: {cause.Message}");
            Begin(board, cancellation);
            return false;
        }
    }

    private void Begin(VirtualEsp32 board, CancellationToken cancellation)
    {
        using DeviceClient client = Connect(board, cancellation);
        client.PutModel(_model, null, cancellation);
        _ledger.Begin(client, cancellation);
    }

    private void Do(DeviceClient client, string operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case "train":
                Train(client, cancellation);
                break;
            case "commit":
                _ledger.ModelBegins(LiveCrc(client, cancellation));
                client.Commit(cancellation);
                _ledger.ModelDone(isPut: false);
                _ledger.Recorded(JournalKind.Committed);
                break;
            case "keep":
                _ledger.KeepBegins(LiveCrc(client, cancellation));
                client.KeepForUndo(cancellation);
                _ledger.KeepDone();
                break;
            case "settings":
                Set(client, cancellation);
                break;
            case "put":
                // The models differ in their seeds: which one the board comes back with can be told.
                byte[] model = DrawModel();
                _ledger.ModelBegins(CrcOf(model));
                _summary = null;
                client.PutModel(model, null, cancellation);
                _ledger.ModelDone(isPut: true);
                _ledger.Recorded(JournalKind.Put);
                break;
            default:
                Switch(client, operation, cancellation);
                break;
        }
    }

    private void Train(DeviceClient client, CancellationToken cancellation)
    {
        // Asked for only once a model: a description costs the board a collection.
        ModelSummary model = _summary ??= client.GetInfo(cancellation).Model!;
        byte[] frame = new byte[model.FrameSize * model.FrameSize];
        _random.NextBytes(frame);
        client.Train(frame, _random.Next(model.ClassNames.Count), cancellation);
        _ledger.Recorded(JournalKind.Trained);
    }

    private void Set(DeviceClient client, CancellationToken cancellation)
    {
        int[] values = _ledger.CopySettings();
        int threshold = _random.Next(256);
        int hold = _random.Next(10_000);
        values[SettingKey.Threshold] = threshold;
        values[SettingKey.HoldMilliseconds] = hold;
        _ledger.SettingsBegin(values);
        client.SetSettings(new Dictionary<int, int> { [SettingKey.Threshold] = threshold, [SettingKey.HoldMilliseconds] = hold }, cancellation);
        _ledger.SettingsDone();
    }

    /// <summary>Goes over to another model, if there is one to go over to.</summary>
    private void Switch(DeviceClient client, string operation, CancellationToken cancellation)
    {
        uint before = LiveCrc(client, cancellation);
        _summary = null;
        try
        {
            switch (operation)
            {
                case "undo":
                    client.Undo(cancellation);
                    _ledger.UndoneTo(LiveCrc(client, cancellation));
                    _ledger.Recorded(JournalKind.Undone);
                    break;
                case "rollback":
                    _ledger.KeepBegins(before);
                    _ledger.IsRollingBack = true;
                    client.RollBack(cancellation);
                    _ledger.IsRollingBack = false;
                    _ledger.KeepDone();
                    _ledger.RolledBackTo(LiveCrc(client, cancellation));
                    _ledger.Recorded(JournalKind.RolledBack);
                    break;
                default:
                    _ledger.KeepBegins(before);
                    client.Factory(cancellation);
                    _ledger.KeepDone();
                    _ledger.Recorded(JournalKind.Factory);
                    break;
            }
        }
        catch (DeviceException cause) when (cause.Status is LinkStatus.NothingToUndo or LinkStatus.NothingToRollBack or LinkStatus.NoFactoryModel)
        {
            _ledger.NothingSwitched();
            _operation += " (nothing there)";
        }
    }

    internal byte[] DrawModel()
    {
        Model model = ModelFile.Parse(_model, "the model");
        model.Seed = _random.Next();
        return ModelFile.ToBytes(model);
    }
}
