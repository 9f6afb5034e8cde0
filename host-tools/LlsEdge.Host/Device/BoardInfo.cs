using System.Buffers.Binary;

namespace LlsEdge.Host.Device;

/// <summary>
/// What a board says of itself.
/// </summary>
/// <param name="Firmware">The firmware's version.</param>
/// <param name="Target">The target name of the nanoFramework image.</param>
/// <param name="Maker">Who made the image; a virtual board says so here.</param>
/// <param name="Credits">Bytes the host may have outstanding.</param>
/// <param name="ReceiveBuffer">The UART's receive buffer.</param>
/// <param name="FreeHeapBytes">The managed heap's free bytes after a collection.</param>
/// <param name="UptimeMilliseconds">The time since the board started.</param>
/// <param name="Storage">The state of its drive.</param>
/// <param name="Model">The model, null if the board has none.</param>
public sealed record BoardInfo(
    string Firmware,
    string Target,
    string Maker,
    int Credits,
    int ReceiveBuffer,
    int FreeHeapBytes,
    int UptimeMilliseconds,
    BoardStorage Storage,
    ModelSummary? Model)
{
    /// <summary>The shortest description: no model and empty texts.</summary>
    internal const int ShortestLength = 16 + BoardStorage.Length;

    /// <summary>Gets a value indicating whether the board is a program on the desk.</summary>
    public bool IsVirtual => Maker.Contains("virtual", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the credits alone.</summary>
    /// <param name="payload">The description.</param>
    /// <returns>Bytes the host may have outstanding.</returns>
    internal static int ReadCredits(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt16LittleEndian(payload[2..]);

    /// <summary>Reads a description.</summary>
    /// <param name="payload">The reply, after its status.</param>
    /// <param name="port">Where it came from.</param>
    /// <returns>The description.</returns>
    internal static BoardInfo Read(ReadOnlySpan<byte> payload, string port)
    {
        var reader = new PayloadReader(payload, port);
        var receiveBuffer = reader.ReadUInt16();
        var credits = reader.ReadUInt16();
        var freeHeap = reader.ReadInt32();
        var uptime = reader.ReadInt32();
        var firmware = reader.ReadText();
        var target = reader.ReadText();
        var maker = reader.ReadText();
        var storage = BoardStorage.Read(ref reader);
        var origin = reader.ReadByte();
        var model = origin != 0 ? ModelSummary.Read(ref reader, isFactory: origin == 2) : null;
        return new BoardInfo(firmware, target, maker, credits, receiveBuffer, freeHeap, uptime, storage, model);
    }
}
