using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// A board, as the desk sees it: every command as a method. Not for use by several threads at once.
/// </summary>
public sealed partial class DeviceClient : IDisposable
{
    private const int OffsetLength = 4;
    private const int ChunkLength = LinkProtocol.MaxPayload - OffsetLength;

    private readonly ISerialLink _link;
    private readonly LinkSession _session;

    private DeviceClient(ISerialLink link, LinkTimeouts timeouts, TimeProvider time)
    {
        _link = link;
        _session = new LinkSession(link, timeouts, time);
    }

    /// <summary>Gets the port's name.</summary>
    public string Port => _link.Name;

    /// <summary>Gets how many requests had to be sent again.</summary>
    public int ResentRequests => _session.Resent;

    /// <summary>Gets how many packets from the board arrived damaged.</summary>
    public int DamagedPackets => _session.Damaged;

    /// <summary>Opens a port and the session with the board behind it.</summary>
    /// <param name="port">The port: <c>/dev/ttyUSB0</c>, <c>COM5</c>, <c>tcp://host:port</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The board.</returns>
    public static DeviceClient Connect(string port, CancellationToken cancellationToken = default)
    {
        return Connect(SerialLinks.Open(port, LinkProtocol.BaudRate), new LinkTimeouts(), TimeProvider.System, cancellationToken);
    }

    /// <summary>Opens the session with the board behind a line.</summary>
    /// <param name="link">The line; disposed with the client, or when there is no board.</param>
    /// <param name="timeouts">When to ask again and when to give up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The board.</returns>
    public static DeviceClient Connect(ISerialLink link, LinkTimeouts timeouts, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var client = new DeviceClient(link, timeouts, time);
        try
        {
            client._session.Open(cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks the board what it is and what it has.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The description.</returns>
    public BoardInfo GetInfo(CancellationToken cancellationToken = default)
    {
        return BoardInfo.Read(_session.Send(new LinkRequest(MessageType.BoardInfo, []), cancellationToken), Port);
    }

    /// <summary>Has a frame's class predicted.</summary>
    /// <param name="frame">The frame: 8-bit gray, row by row, of the model's frame size.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The prediction.</returns>
    public Prediction Predict(ReadOnlySpan<byte> frame, CancellationToken cancellationToken = default)
    {
        return ReadPrediction(SendFrame(frame, new LinkRequest(MessageType.Predict, []), cancellationToken));
    }

    /// <summary>Has a frame learnt. Whatever the line does, the board takes this step exactly once.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="label">Its class.</param>
    /// <param name="cancellationToken">Ends the waiting; the step may have been taken.</param>
    /// <returns>What the step did.</returns>
    public TrainResult Train(ReadOnlySpan<byte> frame, int label, CancellationToken cancellationToken = default)
    {
        var reply = SendFrame(frame, new LinkRequest(MessageType.Train, [CheckLabel(label)]), cancellationToken);
        var reader = new PayloadReader(reply, Port);
        var predicted = reader.ReadByte();
        var confidence = reader.ReadByte();
        var microseconds = reader.ReadInt32();
        var step = reader.ReadInt32();
        return new TrainResult(predicted, confidence, microseconds, step, reader.ReadInt32());
    }

    /// <summary>Has a frame's class predicted and counted on the board.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="label">Its class.</param>
    /// <param name="cancellationToken">Ends the waiting; the frame may have been counted.</param>
    /// <returns>The prediction.</returns>
    public Prediction Evaluate(ReadOnlySpan<byte> frame, int label, CancellationToken cancellationToken = default)
    {
        return ReadPrediction(SendFrame(frame, new LinkRequest(MessageType.Evaluate, [CheckLabel(label)]), cancellationToken));
    }

    /// <summary>Clears the board's confusion matrix.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void ResetEvaluation(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.ResetEvaluation, []), cancellationToken);
    }

    /// <summary>Reads the board's confusion matrix.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The matrix.</returns>
    public BoardEvaluation GetEvaluation(CancellationToken cancellationToken = default)
    {
        var counts = new List<int>();
        while (true)
        {
            var request = new byte[2];
            LittleEndian.WriteInt16(counts.Count, request, 0);
            var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.GetEvaluation, request), cancellationToken), Port);
            var classes = reader.ReadByte();
            var before = counts.Count;
            while (reader.Left > 0)
            {
                counts.Add(reader.ReadInt32());
            }

            if (counts.Count >= classes * classes || counts.Count == before)
            {
                return new BoardEvaluation(classes, counts);
            }
        }
    }

    /// <summary>Reads the board's counters.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The counters.</returns>
    public BoardStatistics GetStatistics(CancellationToken cancellationToken = default)
    {
        var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.Statistics, []), cancellationToken), Port);
        return new BoardStatistics(
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32());
    }

    /// <summary>Reads the training steps of the board's journal.</summary>
    /// <param name="fromStep">The first step wanted.</param>
    /// <param name="fromSequence">The first record wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The records that the board still has, oldest first.</returns>
    public IReadOnlyList<TrainingLogEntry> ReadLog(int fromStep = 0, int fromSequence = 0, CancellationToken cancellationToken = default)
    {
        return [.. ReadJournal(fromStep, fromSequence, cancellationToken).Select(entry => entry.Training).OfType<TrainingLogEntry>()];
    }

    /// <summary>Reads the board's journal. The board keeps its last records only: the oldest go when the journal is full.</summary>
    /// <param name="fromStep">The first training step wanted; records of other kinds carry the step that the model was at.</param>
    /// <param name="fromSequence">The first record wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The records that the board still has, oldest first.</returns>
    public IReadOnlyList<JournalEntry> ReadJournal(int fromStep = 0, int fromSequence = 0, CancellationToken cancellationToken = default)
    {
        var entries = new List<JournalEntry>();
        var request = new byte[10];
        LittleEndian.WriteInt32(fromStep, request, 0);
        LittleEndian.WriteInt16(ushort.MaxValue, request, 4);
        var first = fromSequence;
        while (true)
        {
            LittleEndian.WriteInt32(first, request, 6);
            var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.LogRead, request), cancellationToken), Port);
            if (reader.Left == 0)
            {
                return entries;
            }

            while (reader.Left > 0)
            {
                entries.Add(JournalEntry.Read(reader.Take(JournalRecord.Length).ToArray()));
            }

            first = entries[^1].Sequence + 1;
        }
    }

    /// <summary>Writes the live model to the board's flash.</summary>
    /// <param name="cancellationToken">Ends the waiting; the model may have been written.</param>
    public void Commit(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.Commit, []), cancellationToken);
    }

    /// <summary>Has the board go back to the model that was committed or put before the current one.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void RollBack(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.RollBack, []), cancellationToken);
    }

    /// <summary>Has the board keep the live model, so that an undo can go back to it.</summary>
    /// <param name="cancellationToken">Ends the waiting; the model may have been kept.</param>
    public void KeepForUndo(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.Undo, [1]), cancellationToken);
    }

    /// <summary>Has the board go back to the model it kept before the last label by button, run of training, factory or roll back.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void Undo(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.Undo, []), cancellationToken);
    }

    /// <summary>Has the board go over to the factory model out of its firmware's code, until it restarts or, with a commit, for good.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void Factory(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.Factory, []), cancellationToken);
    }

    /// <summary>Reads the board's settings.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The settings.</returns>
    public BoardSettings GetSettings(CancellationToken cancellationToken = default)
    {
        var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.SettingsGet, []), cancellationToken), Port);
        return BoardSettings.Read(ref reader);
    }

    /// <summary>Changes settings on the board, all of those given or none, and has it keep them.</summary>
    /// <param name="changes">Values by <see cref="SettingKey"/>.</param>
    /// <param name="cancellationToken">Ends the waiting; the settings may have been changed.</param>
    public void SetSettings(IReadOnlyDictionary<int, int> changes, CancellationToken cancellationToken = default)
    {
        var payload = new byte[changes.Count * 5];
        var at = 0;
        foreach (var (key, value) in changes)
        {
            payload[at] = (byte)key;
            LittleEndian.WriteInt32(value, payload, at + 1);
            at += 5;
        }

        _session.Send(new LinkRequest(MessageType.SettingsSet, payload), cancellationToken);
    }

    /// <summary>Restarts the board and waits for it to answer again.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void Reboot(CancellationToken cancellationToken = default)
    {
        try
        {
            _session.Send(new LinkRequest(MessageType.Reboot, []), cancellationToken);
        }
        catch (DeviceException e) when (e.Kind == DeviceErrorKind.BoardRestarted)
        {
            // The reply was lost, and the board has done what was asked.
            return;
        }

        _session.Open(cancellationToken);
    }

    /// <summary>
    /// Sends a model file to the board, which verifies it, keeps it in flash and switches to it. Whatever interrupts this, the board keeps the model it had.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="progress">Told the share that has been sent, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    public void PutModel(byte[] file, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ModelFileCheck.ThrowIfUnusable(file);
        ThrowIfTooLong(file.Length, cancellationToken);
        var begin = new byte[8];
        LittleEndian.WriteInt32(file.Length, begin, 0);
        LittleEndian.WriteInt32(Crc32.Finish(Crc32.Update(Crc32.Start, file, 0, file.Length)), begin, 4);
        _session.Send(new LinkRequest(MessageType.ModelPutBegin, begin), cancellationToken);
        var requests = Split(file, MessageType.ModelChunk);
        requests.Add(new LinkRequest(MessageType.ModelPutEnd, []));
        _session.Send(requests, progress is null ? null : sent => progress((double)sent / requests.Count), cancellationToken);
    }

    /// <summary>Reads the live model from the board.</summary>
    /// <param name="progress">Told the share that has been read, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <returns>The model as a file.</returns>
    public byte[] GetModel(Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.ModelGetBegin, []), cancellationToken), Port);
        var file = new byte[reader.ReadInt32()];
        var request = new byte[6];
        for (var read = 0; read < file.Length;)
        {
            var count = Math.Min(file.Length - read, LinkProtocol.MaxPayload - 1);
            LittleEndian.WriteInt32(read, request, 0);
            LittleEndian.WriteInt16(count, request, 4);
            var piece = new PayloadReader(_session.Send(new LinkRequest(MessageType.ModelRead, request), cancellationToken), Port);
            piece.Take(count).CopyTo(file.AsSpan(read));
            read += count;
            progress?.Invoke((double)read / file.Length);
        }

        ModelFileCheck.ThrowIfUnusable(file);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link.Dispose();
    }

    private void ThrowIfTooLong(int length, CancellationToken cancellationToken)
    {
        var storage = GetInfo(cancellationToken).Storage;
        if (storage.DriveBytes > 0 && length > storage.LongestModel)
        {
            throw new DeviceException(
                LinkStatus.StorageFull,
                $"The model takes {length} bytes, but the board at {Port} has a drive of {storage.DriveBytes} bytes, which holds models of up to "
                    + $"{storage.LongestModel}: each is there twice, with the journal and the settings beside. Use a smaller model, or compile its trunk and put "
                    + "the tail only.");
        }
    }

    private static List<LinkRequest> Split(ReadOnlySpan<byte> data, MessageType type)
    {
        var requests = new List<LinkRequest>((data.Length / ChunkLength) + 2);
        for (var offset = 0; offset < data.Length; offset += ChunkLength)
        {
            var count = Math.Min(ChunkLength, data.Length - offset);
            var payload = new byte[OffsetLength + count];
            LittleEndian.WriteInt32(offset, payload, 0);
            data.Slice(offset, count).CopyTo(payload.AsSpan(OffsetLength));
            requests.Add(new LinkRequest(type, payload));
        }

        return requests;
    }

    private static byte CheckLabel(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(label, byte.MaxValue);
        return (byte)label;
    }

    private byte[] SendFrame(ReadOnlySpan<byte> frame, LinkRequest command, CancellationToken cancellationToken)
    {
        var requests = Split(frame, MessageType.FrameChunk);
        requests.Add(command);
        return _session.Send(requests, null, cancellationToken);
    }

    private Prediction ReadPrediction(byte[] reply)
    {
        var reader = new PayloadReader(reply, Port);
        var predicted = reader.ReadByte();
        var confidence = reader.ReadByte();
        return new Prediction(predicted, confidence, reader.ReadInt32());
    }
}
