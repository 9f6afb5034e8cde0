using LlsEdge.Host.Device;
using LlsEdge.Link;

namespace LlsEdge.Cli.Torture;

/// <summary>
/// What the board has promised so far, and what it may have begun when the power went: by this a start is judged.
/// </summary>
internal sealed class TortureLedger
{
    private readonly HashSet<uint> _committed = [];
    private readonly List<int> _kinds = [];
    private readonly List<string> _faults = [];
    private uint _newest;
    private uint? _pendingModel;
    private int[] _settings = [];
    private int[]? _pendingSettings;
    private HashSet<uint> _kept = [];
    private uint? _pendingKept;
    private int _nextRecord;
    private int _bootsSince = 1;

    /// <summary>Gets how often it was another model than a committed one.</summary>
    public int LostCommits { get; private set; }

    /// <summary>Gets how many acknowledged records are gone.</summary>
    public int LostRecords { get; private set; }

    /// <summary>Gets how many records are damaged or missing between others.</summary>
    public int TornRecords { get; private set; }

    /// <summary>Gets how often the settings were neither old nor new.</summary>
    public int LostSettings { get; private set; }

    /// <summary>Gets how often an operation ended with the wrong model.</summary>
    public int WrongModels { get; private set; }

    /// <summary>Gets the number of the next journal record.</summary>
    public int NextRecord => _nextRecord;

    /// <summary>Gets what was found wrong, a sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Notes what the board starts with, and forgets what it promised before.</summary>
    /// <param name="client">The board.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public void Begin(DeviceClient client, CancellationToken cancellation)
    {
        BoardInfo info = client.GetInfo(cancellation);
        _newest = info.Model!.Crc;
        _committed.Add(_newest);
        _settings = [.. client.GetSettings(cancellation).Values];
        _nextRecord = info.Storage.NextSequence;
        _kinds.Clear();
        _bootsSince = 1;
        Settle();
        _kept = [];
    }

    /// <summary>The board came back without a model, or does not answer.</summary>
    /// <param name="fault">A sentence about it.</param>
    public void ModelLost(string fault)
    {
        LostCommits++;
        _faults.Add(fault);
    }

    /// <summary>A record was written for certain.</summary>
    /// <param name="kind">Its kind.</param>
    public void Recorded(int kind) => _kinds.Add(kind);

    /// <summary>The board is going to go over to a model that will be the newest in flash.</summary>
    /// <param name="crc">The model's CRC.</param>
    public void ModelBegins(uint crc) => _pendingModel = crc;

    /// <summary>It has.</summary>
    /// <param name="isPut">Whether the model came from the host: then nothing is kept for an undo any more.</param>
    public void ModelDone(bool isPut)
    {
        TakeModel(_pendingModel!.Value);
        if (isPut)
        {
            _kept = [];
        }
    }

    /// <summary>The board has rolled back to a model.</summary>
    /// <param name="crc">The model's CRC.</param>
    public void RolledBackTo(uint crc)
    {
        if (!_committed.Contains(crc))
        {
            Wrong($"A roll back ended with the model {crc:X8}, which was never committed.");
        }

        TakeModel(crc);
    }

    /// <summary>
    /// Gets or sets a value indicating whether a roll back is going on: a cut may leave any model that was committed once, which one is not told.
    /// </summary>
    public bool IsRollingBack { get; set; }

    /// <summary>The board is going to keep the model in use for an undo.</summary>
    /// <param name="crc">Its CRC.</param>
    public void KeepBegins(uint crc) => _pendingKept = crc;

    /// <summary>It has.</summary>
    public void KeepDone()
    {
        _kept = [_pendingKept!.Value];
        _pendingKept = null;
    }

    /// <summary>There was nothing to go over to.</summary>
    public void NothingSwitched()
    {
        IsRollingBack = false;
        _pendingKept = null;
    }

    /// <summary>The board has undone to a model.</summary>
    /// <param name="crc">The model's CRC.</param>
    public void UndoneTo(uint crc)
    {
        if (!_kept.Contains(crc))
        {
            Wrong($"An undo ended with the model {crc:X8}, which was not kept for it.");
        }

        _kept = [];
    }

    /// <summary>Settings are going to be written.</summary>
    /// <param name="values">The values.</param>
    public void SettingsBegin(int[] values) => _pendingSettings = values;

    /// <summary>They are.</summary>
    public void SettingsDone()
    {
        _settings = _pendingSettings!;
        _pendingSettings = null;
    }

    /// <summary>Gets a copy of the settings as they should be.</summary>
    /// <returns>The values.</returns>
    public int[] CopySettings() => [.. _settings];

    /// <summary>The power was cut during a start.</summary>
    public void CutDuringStart() => _bootsSince++;

    /// <summary>An operation ended with another model than it should.</summary>
    /// <param name="fault">A sentence about it.</param>
    public void Wrong(string fault)
    {
        WrongModels++;
        _faults.Add(fault);
    }

    /// <summary>Holds a start against what was promised, and goes on from what it has.</summary>
    /// <param name="client">The board.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether all is as promised.</returns>
    public bool Check(DeviceClient client, CancellationToken cancellation)
    {
        int before = _faults.Count;
        BoardInfo info = client.GetInfo(cancellation);
        CheckModel(info, TortureRunner.CrcOf(client.GetModel(null, cancellation)));
        CheckJournal(client.ReadJournal(0, _nextRecord, cancellation), info.Storage.NextSequence);
        CheckSettings([.. client.GetSettings(cancellation).Values]);
        if (_pendingKept is uint crc)
        {
            _kept.Add(crc);
        }

        Settle();
        return _faults.Count == before;
    }

    private void CheckModel(BoardInfo info, uint crc)
    {
        uint claimed = info.Model?.Crc ?? 0;
        bool isPromised = crc == _newest || crc == _pendingModel || (IsRollingBack && _committed.Contains(crc));
        if (!isPromised || claimed != crc || info.Storage.Boot != LinkStatus.Ok)
        {
            LostCommits++;
            _faults.Add($"The board came back with the model {crc:X8} and says {claimed:X8}, status {info.Storage.Boot}; the newest was {_newest:X8}.");
        }

        TakeModel(crc);
    }

    private void CheckJournal(IReadOnlyList<JournalEntry> entries, int next)
    {
        int faults = TornRecords + LostRecords;
        int expected = _nextRecord;
        foreach (JournalEntry entry in entries)
        {
            TornRecords += entry.Sequence - expected;
            int index = entry.Sequence - _nextRecord;
            LostRecords += index < _kinds.Count && entry.Kind != _kinds[index] ? 1 : 0;
            expected = entry.Sequence + 1;
        }

        // After what was acknowledged there may be one record of the operation that was cut, and one of each start.
        int starts = entries.Skip(_kinds.Count).Count(entry => entry.Kind == JournalKind.Started);
        int others = entries.Count - _kinds.Count - starts;
        LostRecords += Math.Max(0, _kinds.Count - entries.Count);
        if (TornRecords + LostRecords > faults || expected != next || starts < 1 || starts > _bootsSince || others > 1)
        {
            _faults.Add(
                $"The journal goes from {_nextRecord} to {expected - 1} of {next - 1} with {starts} starts of {_bootsSince} and {others} records more than the "
                + $"{_kinds.Count} that were acknowledged.");
        }

        _nextRecord = next;
        _kinds.Clear();
        _bootsSince = 1;
    }

    private void CheckSettings(int[] values)
    {
        if (!values.SequenceEqual(_settings) && !(_pendingSettings is int[] pending && values.SequenceEqual(pending)))
        {
            LostSettings++;
            _faults.Add($"The settings came back as {string.Join(' ', values)}, and were {string.Join(' ', _settings)}.");
        }

        _settings = values;
    }

    private void Settle()
    {
        _pendingModel = null;
        _pendingKept = null;
        _pendingSettings = null;
        IsRollingBack = false;
    }

    private void TakeModel(uint crc)
    {
        _newest = crc;
        _committed.Add(crc);
        _pendingModel = null;
    }
}
