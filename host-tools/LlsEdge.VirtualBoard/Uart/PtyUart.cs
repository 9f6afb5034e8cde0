using System.Runtime.InteropServices;

namespace LlsEdge.VirtualBoard;

/// <summary>
/// A serial line over a pseudo-terminal. The board keeps the terminal's other side open itself, so that programs on the host may close and
/// reopen it without the board noticing.
/// </summary>
internal sealed partial class PtyUart : UartBackend
{
    private const int StalledAfterMilliseconds = 1000;
    private const int PollMilliseconds = 50;

    private readonly int _master;
    private readonly int _slave;
    private readonly Lock _gate = new();
    private Thread? _reader;
    private volatile bool _closed;
    private bool _stalled;

    internal PtyUart()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            throw new PlatformNotSupportedException("Pseudo-terminals exist on Linux and macOS only: use a TCP line here.");
        }

        _master = Check(Libc.OpenMaster(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking), "posix_openpt");
        Check(Libc.Grant(_master), "grantpt");
        Check(Libc.Unlock(_master), "unlockpt");
        PortName = Marshal.PtrToStringUTF8(Libc.SlaveName(_master)) ?? throw new IOException("The system gave no name for the pseudo-terminal.");
        _slave = Check(Libc.Open(PortName, Libc.ReadWrite | Libc.NoControllingTerminal), "open");
        byte[] settings = new byte[256];
        Check(Libc.GetSettings(_slave, settings), "tcgetattr");
        Libc.MakeRaw(settings);
        Check(Libc.SetSettings(_slave, 0, settings), "tcsetattr");
    }

    public override string PortName { get; }

    internal override void Start(Action<byte[], int> received)
    {
        _reader = new Thread(() => ReadAll(received)) { IsBackground = true, Name = "virtual board: " + PortName };
        _reader.Start();
    }

    internal override void Send(byte[] buffer, int offset, int count, Func<bool> cancelled)
    {
        int waited = 0;
        while (count > 0 && !cancelled() && !_closed)
        {
            lock (_gate)
            {
                if (_closed)
                {
                    return;
                }

                if (Libc.IsReady(_master, Libc.Writable, _stalled ? 0 : PollMilliseconds))
                {
                    // In small pieces: where the system cannot open the master for non-blocking use, a large one might block.
                    int sent = (int)Libc.Write(_master, ref buffer[offset], Math.Min(count, 64));
                    if (sent > 0)
                    {
                        offset += sent;
                        count -= sent;
                        waited = 0;
                        _stalled = false;
                    }

                    continue;
                }

                waited += PollMilliseconds;
                if (_stalled || waited >= StalledAfterMilliseconds)
                {
                    // Nobody reads at the other end: the bytes are lost, and so are those that wait there, lest the next reader takes them for fresh ones.
                    _stalled = true;
                    _ = Libc.Flush(_slave, OperatingSystem.IsMacOS() ? 1 : 0);
                    return;
                }
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _reader?.Join();
        lock (_gate)
        {
            _ = Libc.Close(_slave);
            _ = Libc.Close(_master);
        }
    }

    private static int Check(int result, string call)
    {
        return result >= 0 ? result : throw new IOException($"The pseudo-terminal cannot be opened: {call} failed with error {Marshal.GetLastPInvokeError()}.");
    }

    private void ReadAll(Action<byte[], int> received)
    {
        byte[] buffer = new byte[4096];
        while (!_closed)
        {
            if (!Libc.IsReady(_master, Libc.Readable, PollMilliseconds))
            {
                continue;
            }

            int count = (int)Libc.Read(_master, ref buffer[0], buffer.Length);
            if (count > 0)
            {
                received(buffer, count);
            }
            else
            {
                // A hang-up is reported at once and again: wait a little for the host to come back.
                Thread.Sleep(PollMilliseconds);
            }
        }
    }

    private static partial class Libc
    {
        internal const int ReadWrite = 2;
        internal const short Readable = 1;
        internal const short Writable = 4;

        internal static int NonBlocking => OperatingSystem.IsMacOS() ? 0 : 0x800;

        internal static int NoControllingTerminal => OperatingSystem.IsMacOS() ? 0x20000 : 0x100;

        [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
        internal static partial int OpenMaster(int flags);

        [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
        internal static partial int Grant(int master);

        [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
        internal static partial int Unlock(int master);

        [LibraryImport("libc", EntryPoint = "ptsname")]
        internal static partial nint SlaveName(int master);

        [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int Open(string path, int flags);

        [LibraryImport("libc", EntryPoint = "close")]
        internal static partial int Close(int descriptor);

        [LibraryImport("libc", EntryPoint = "read")]
        internal static partial nint Read(int descriptor, ref byte buffer, nint count);

        [LibraryImport("libc", EntryPoint = "write")]
        internal static partial nint Write(int descriptor, ref byte buffer, nint count);

        [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
        internal static partial int GetSettings(int descriptor, [In, Out] byte[] settings);

        [LibraryImport("libc", EntryPoint = "cfmakeraw")]
        internal static partial void MakeRaw([In, Out] byte[] settings);

        [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
        internal static partial int SetSettings(int descriptor, int when, byte[] settings);

        [LibraryImport("libc", EntryPoint = "tcflush")]
        internal static partial int Flush(int descriptor, int queue);

        internal static bool IsReady(int descriptor, short events, int milliseconds)
        {
            PollRequest request = new() { Descriptor = descriptor, Events = events };
            return Poll(ref request, 1, milliseconds) > 0 && (request.Returned & events) != 0;
        }

        [LibraryImport("libc", EntryPoint = "poll")]
        private static partial int Poll(ref PollRequest requests, nuint count, int milliseconds);

        [StructLayout(LayoutKind.Sequential)]
        private struct PollRequest
        {
            internal int Descriptor;
            internal short Events;
            internal short Returned;
        }
    }
}
