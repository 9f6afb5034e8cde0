using System.Globalization;
using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.BoardText;

namespace LlsEdge.Cli.Commands;

/// <summary>Shows what a board writes: text as it is, packets as a count, and what is neither as a count and what may be the cause.</summary>
internal sealed class MonitorScreen : IDisposable
{
    /// <summary>The speed of the messages that the chip writes before nanoFramework starts.</summary>
    public const int ChipBaudRate = 115200;

    /// <summary>So many bytes that cannot be read are no single disturbance.</summary>
    private const int Suspicious = 64;

    /// <summary>So many are told of though the stream does not pause.</summary>
    private const int Many = 2048;

    private readonly TextWriter _output;
    private readonly StreamWriter? _log;
    private readonly int _baud;
    private readonly bool _timestamps;
    private readonly HexDump? _dump;
    private readonly ConsoleReader _reader;
    private int _packetsToTell;
    private int _unreadableToTell;
    private int _unreadableSinceText;
    private bool _hasDoubted;

    private MonitorScreen(TextWriter output, StreamWriter? log, int baud, bool timestamps, bool hex)
    {
        _output = output;
        _log = log;
        _baud = baud;
        _timestamps = timestamps;
        _dump = hex ? new HexDump(Write) : null;
        _reader = new ConsoleReader(Take);
    }

    /// <summary>Gets how many lines of text there were.</summary>
    public int Lines { get; private set; }

    /// <summary>Gets how many packets of the link there were.</summary>
    public int LinkPackets { get; private set; }

    /// <summary>Gets how many packets for nanoFramework's debugger there were.</summary>
    public int DebuggerPackets { get; private set; }

    /// <summary>Gets how many bytes were neither text nor packets.</summary>
    public int UnreadableBytes { get; private set; }

    /// <summary>Opens the screen.</summary>
    /// <param name="output">Where text goes.</param>
    /// <param name="baud">The line's speed, for what may be wrong with it.</param>
    /// <param name="timestamps">Whether lines begin with the time.</param>
    /// <param name="hex">Whether bytes are shown instead of text.</param>
    /// <param name="log">The file to append to; null for none.</param>
    /// <returns>The screen.</returns>
    public static MonitorScreen Open(TextWriter output, int baud, bool timestamps, bool hex, string? log)
    {
        try
        {
            var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            StreamWriter? file = log is null ? null : new StreamWriter(log, append: true, plain) { AutoFlush = true };
            return new MonitorScreen(output, file, baud, timestamps, hex);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"Cannot write {log}: {cause.Message.TrimEnd('.')}; give a place where you may write.", cause);
        }
    }

    /// <summary>Takes bytes as they come.</summary>
    /// <param name="data">The bytes.</param>
    public void Accept(ReadOnlySpan<byte> data)
    {
        _dump?.Accept(data);
        _reader.Accept(data);
        if (_unreadableToTell >= Many)
        {
            TellCounts();
        }
    }

    /// <summary>Shows what is there, because nothing has come for a while.</summary>
    public void Settle()
    {
        _dump?.Settle();
        _reader.Settle();
        TellCounts();
    }

    /// <inheritdoc/>
    public void Dispose() => _log?.Dispose();

    private void Take(ConsolePiece piece)
    {
        switch (piece.Kind)
        {
            case ConsolePieceKind.Text:
                TellCounts();
                Lines++;
                (_unreadableSinceText, _hasDoubted) = (0, false);
                if (_dump is null)
                {
                    Write(piece.Text);
                }

                break;
            case ConsolePieceKind.LinkPacket:
                LinkPackets++;
                _packetsToTell++;
                break;
            case ConsolePieceKind.DebuggerPacket:
                DebuggerPackets++;
                break;
            default:
                UnreadableBytes += piece.Bytes;
                _unreadableToTell += piece.Bytes;
                _unreadableSinceText += piece.Bytes;
                break;
        }
    }

    private void TellCounts()
    {
        if (_dump is null && _packetsToTell > 0)
        {
            CommandContext.Note($"[{_packetsToTell} packets of the link: this port is the link's, the console is on the board's own USB]");
        }

        if (_dump is null && _unreadableToTell > 0)
        {
            CommandContext.Note($"[{Show.Count(_unreadableToTell)} unreadable bytes]");
        }

        (_packetsToTell, _unreadableToTell) = (0, 0);
        if (_unreadableSinceText >= Suspicious && !_hasDoubted)
        {
            _hasDoubted = true;
            CommandContext.Note(
                _baud == ChipBaudRate
                    ? $"This is not text at {_baud} baud: leave --baud out, for nanoFramework writes at another speed."
                    : $"This is not text at {_baud} baud. If it goes on, the speed is wrong: try --baud {ChipBaudRate}. "
                        + "Just after a reset it is the chip's own start message, sent at that speed, and the app's text follows.");
        }
    }

    private void Write(string line)
    {
        string shown = _timestamps ? string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss.fff}  {line}") : line;
        _output.WriteLine(shown);
        _output.Flush();
        _log?.WriteLine(shown);
    }
}
