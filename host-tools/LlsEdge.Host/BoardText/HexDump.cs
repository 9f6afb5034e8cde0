using System.Text;

namespace LlsEdge.Host.BoardText;

/// <summary>
/// Bytes as rows of sixteen: where they are in the stream, in hexadecimal, and as ASCII.
/// </summary>
/// <param name="take">Takes the rows.</param>
public sealed class HexDump(Action<string> take)
{
    private const int Width = 16;

    private readonly List<byte> _row = [];
    private long _start;

    /// <summary>Takes bytes as they come.</summary>
    /// <param name="data">The bytes.</param>
    public void Accept(ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            _row.Add(value);
            if (_row.Count == Width)
            {
                Settle();
            }
        }
    }

    /// <summary>Gives the row that is begun.</summary>
    public void Settle()
    {
        if (_row.Count == 0)
        {
            return;
        }

        var line = new StringBuilder($"{_start:x8} ");
        for (int i = 0; i < Width; i++)
        {
            line.Append(i % 8 == 0 ? " " : "").Append(i < _row.Count ? $"{_row[i]:x2} " : "   ");
        }

        line.Append(" |").Append([.. _row.Select(value => value is >= 0x20 and < 0x7f ? (char)value : '.')]).Append('|');
        take(line.ToString());
        _start += _row.Count;
        _row.Clear();
    }
}
