using System.Text;

namespace LlsEdge.VirtualBoard;

/// <summary>Where the firmware's text goes: to a writer, and onto a line if the board has one for it.</summary>
internal sealed class BoardConsole
{
    private readonly TextWriter _writer;
    private readonly UartBackend? _line;
    private readonly Func<bool> _cancelled;

    internal BoardConsole(VirtualBoardOptions options, Func<bool> cancelled)
    {
        _writer = options.Console;
        _line = options.ConsoleLine;
        _cancelled = cancelled;

        // The firmware reads nothing from its console; what is sent to it is lost, as on a board.
        _line?.Start((_, _) => { });
    }

    internal void Write(string? text)
    {
        _writer.Write(text);
        Send(text);
    }

    internal void WriteLine(string? text)
    {
        _writer.WriteLine(text);
        Send(text + "\r\n");
    }

    private void Send(string? text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text ?? "");
        _line?.Send(bytes, 0, bytes.Length, _cancelled);
    }
}
