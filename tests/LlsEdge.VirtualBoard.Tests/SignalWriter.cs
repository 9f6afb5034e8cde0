using System.Text;

namespace LlsEdge.VirtualBoard.Tests;

/// <summary>A console that tells when a line that starts so has come.</summary>
internal sealed class SignalWriter(string line) : StringWriter
{
    private readonly ManualResetEventSlim _seen = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value is not null && value.StartsWith(line, StringComparison.Ordinal))
        {
            _seen.Set();
        }
    }

    internal void Wait()
    {
        if (!_seen.Wait(BoardRun.Patience))
        {
            throw new TimeoutException("The firmware has not written '" + line + "'; it has written: " + ToString());
        }
    }

    protected override void Dispose(bool disposing)
    {
        _seen.Dispose();
        base.Dispose(disposing);
    }
}
