using System.Buffers.Binary;
using LlsEdge.Link;

namespace LlsEdge.Host.BoardText;

/// <summary>
/// Takes apart what a board writes: lines of text, packets of the link, packets for nanoFramework's debugger, and what is none of these.
/// </summary>
/// <param name="take">Takes the pieces, in order.</param>
public sealed class ConsoleReader(Action<ConsolePiece> take)
{
    /// <summary>No line of text and no packet of the link is longer.</summary>
    private const int LongestPiece = 1024;

    /// <summary>Text of this length after something unreadable is no accident: the line begins there.</summary>
    private const int ShortestTail = 8;

    private const int MarkerLength = 8;

    // Marker, checksums of header and data, command, sequence numbers, flags; the data's length is the last field.
    private const int DebuggerHeader = 32;
    private const int LongestDebuggerPacket = 64 * 1024;

    private readonly List<byte> _pending = [];
    private int _wanted;
    private bool _followsDelimiter;

    /// <summary>Takes bytes as they come.</summary>
    /// <param name="data">The bytes.</param>
    public void Accept(ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            _pending.Add(value);
            if (_wanted > 0)
            {
                ContinueDebuggerPacket();
            }
            else if (value == LinkProtocol.Delimiter)
            {
                EndSegment();
            }
            else if (value == '\n')
            {
                EndLine();
            }
            else if (_pending.Count == LongestPiece)
            {
                Flush();
            }
        }
    }

    /// <summary>Gives away what is there, because nothing has come for a while.</summary>
    public void Settle()
    {
        _wanted = 0;
        _followsDelimiter = false;
        Flush();
    }

    private static bool IsLinkPacket(ReadOnlySpan<byte> segment)
    {
        var reader = new PacketReader();
        byte[] wire = [.. segment, LinkProtocol.Delimiter];
        _ = reader.Accept(wire, 0, wire.Length);
        return reader.HasPacket;
    }

    private static bool IsDebuggerMarker(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual("NFPKTV1\0"u8) || bytes.SequenceEqual("NFDBGV1\0"u8);

    private void EndSegment()
    {
        byte[] segment = [.. _pending];
        if (segment.Length >= MarkerLength && IsDebuggerMarker(segment.AsSpan(segment.Length - MarkerLength)))
        {
            _pending.RemoveRange(segment.Length - MarkerLength, MarkerLength);
            Flush();
            _pending.AddRange(segment.AsSpan(segment.Length - MarkerLength));
            _wanted = DebuggerHeader;
        }
        else if (segment.Length > 1)
        {
            if (IsLinkPacket(segment.AsSpan(0, segment.Length - 1)))
            {
                // The delimiter before it is counted here, where it is known for one.
                Give(new ConsolePiece(ConsolePieceKind.LinkPacket, segment.Length + 1));
            }
            else
            {
                _pending.RemoveAt(segment.Length - 1);
                Flush();
            }
        }
        else
        {
            _pending.Clear();
        }

        _followsDelimiter = true;
    }

    private void ContinueDebuggerPacket()
    {
        if (_pending.Count < _wanted)
        {
            return;
        }

        if (_wanted == DebuggerHeader)
        {
            Span<byte> length = [.. _pending[^sizeof(uint)..]];
            uint data = BinaryPrimitives.ReadUInt32LittleEndian(length);
            if (data > LongestDebuggerPacket)
            {
                _wanted = 0;
                Give(new ConsolePiece(ConsolePieceKind.Unreadable, _pending.Count));
                return;
            }

            _wanted += (int)data;
        }

        if (_pending.Count == _wanted)
        {
            _wanted = 0;
            Give(new ConsolePiece(ConsolePieceKind.DebuggerPacket, _pending.Count));
        }
    }

    /// <summary>Ends a line of text; in a packet, the byte that would end one is a byte like any other.</summary>
    private void EndLine()
    {
        int count = _pending.Count;
        int length = count - (count > 1 && _pending[count - 2] == '\r' ? 2 : 1);
        byte[] line = [.. _pending.Take(length)];
        if (_followsDelimiter && line.AsSpan().Trim("\r\n"u8).IsEmpty)
        {
            // An empty line, or how a packet begins.
            return;
        }

        if (ConsoleText.TryRead(line.AsSpan().TrimStart("\r\n"u8), out string text))
        {
            Give(new ConsolePiece(ConsolePieceKind.Text, count, text));
            return;
        }

        int tail = ConsoleText.CountReadableAtEnd(line);
        if (tail >= ShortestTail)
        {
            _ = ConsoleText.TryRead(line.AsSpan(length - tail), out text);
            Give(new ConsolePiece(ConsolePieceKind.Unreadable, length - tail));
            Give(new ConsolePiece(ConsolePieceKind.Text, count - length + tail, text));
        }
    }

    private void Flush()
    {
        if (_pending.Count > 0)
        {
            Give(ConsoleText.TryRead([.. _pending], out string text)
                ? new ConsolePiece(ConsolePieceKind.Text, _pending.Count, text)
                : new ConsolePiece(ConsolePieceKind.Unreadable, _pending.Count));
        }
    }

    private void Give(ConsolePiece piece)
    {
        _pending.Clear();
        _followsDelimiter = false;
        take(piece);
    }
}
