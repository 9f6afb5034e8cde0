using System.Runtime.InteropServices;

namespace LlsEdge.VirtualBoard.Tests;

/// <summary>Opens a serial device as a host program does: raw settings, blocking reads.</summary>
internal sealed partial class RawTerminal : IDisposable
{
    private readonly int _descriptor;

    internal RawTerminal(string path)
    {
        _descriptor = Open(path, 2 | (OperatingSystem.IsMacOS() ? 0x20000 : 0x100));
        if (_descriptor < 0)
        {
            throw new IOException("Cannot open " + path);
        }

        byte[] settings = new byte[256];
        _ = GetSettings(_descriptor, settings);
        MakeRaw(settings);
        _ = SetSettings(_descriptor, 0, settings);
    }

    public void Dispose()
    {
        _ = Close(_descriptor);
    }

    internal void Write(byte[] bytes)
    {
        for (int offset = 0; offset < bytes.Length;)
        {
            offset += (int)Write(_descriptor, ref bytes[offset], bytes.Length - offset);
        }
    }

    internal byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        for (int offset = 0; offset < count;)
        {
            offset += (int)Read(_descriptor, ref bytes[offset], count - offset);
        }

        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetSettings(int descriptor, [In, Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw([In, Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetSettings(int descriptor, int when, byte[] settings);
}
