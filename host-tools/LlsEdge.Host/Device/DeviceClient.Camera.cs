using LlsEdge.Camera;
using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <content>What has to do with the board's camera.</content>
public sealed partial class DeviceClient
{
    /// <summary>
    /// Takes a frame with the board's camera. It lies where a frame from here would: <see cref="ReadFrame"/> reads it, and the board keeps it until it is used,
    /// or until nothing has been asked for two seconds.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void Capture(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.Capture, []), cancellationToken);
    }

    /// <summary>Reads the frame that <see cref="Capture"/> has taken.</summary>
    /// <param name="size">Its width and height.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>8-bit gray, row by row.</returns>
    public byte[] ReadFrame(int size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var frame = new byte[size * size];
        var request = new byte[6];
        for (var read = 0; read < frame.Length;)
        {
            var count = Math.Min(frame.Length - read, LinkProtocol.MaxPayload - 1);
            LittleEndian.WriteInt32(read, request, 0);
            LittleEndian.WriteInt16(count, request, 4);
            var piece = new PayloadReader(_session.Send(new LinkRequest(MessageType.FrameRead, request), cancellationToken), Port);
            piece.Take(count).CopyTo(frame.AsSpan(read));
            read += count;
        }

        return frame;
    }

    /// <summary>Has the board take a frame and learn what it shows, as a press of its button does. The model before that can be had back.</summary>
    /// <param name="label">The class.</param>
    /// <param name="cancellationToken">Ends the waiting; the step may have been taken.</param>
    /// <returns>What the step did.</returns>
    public TeachResult Teach(int label, CancellationToken cancellationToken = default)
    {
        var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.Teach, [CheckLabel(label)]), cancellationToken), Port);
        var predicted = reader.ReadByte();
        var confidence = reader.ReadByte();
        var microseconds = reader.ReadInt32();
        var step = reader.ReadInt32();
        var saturations = reader.ReadInt32();
        return new TeachResult(new TrainResult(predicted, confidence, microseconds, step, saturations), (LinkStatus)reader.ReadByte());
    }

    /// <summary>Tells the board that its camera has been moved: what it has learnt of the room's looks begins anew, the rest stays.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void MoveCamera(CancellationToken cancellationToken = default)
    {
        _session.Send(new LinkRequest(MessageType.CameraMoved, []), cancellationToken);
    }

    /// <summary>Switches continuous mode, in which the board predicts every frame of its camera.</summary>
    /// <param name="isOn">Whether it shall be on.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The camera's name; empty for a board without one.</returns>
    public string Watch(bool isOn, CancellationToken cancellationToken = default)
    {
        return new PayloadReader(_session.Send(new LinkRequest(MessageType.Watch, [(byte)(isOn ? 1 : 0)]), cancellationToken), Port).ReadText();
    }

    /// <summary>Asks what continuous mode saw last.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The latest frame's result.</returns>
    public Sight GetSeen(CancellationToken cancellationToken = default)
    {
        var reader = new PayloadReader(_session.Send(new LinkRequest(MessageType.Seen, []), cancellationToken), Port);
        return new Sight(
            reader.ReadInt32(),
            reader.ReadByte(),
            reader.ReadByte(),
            (FrameStatus)reader.ReadByte(),
            reader.ReadInt32(),
            reader.ReadByte() != 0,
            reader.ReadByte() != 0);
    }
}
