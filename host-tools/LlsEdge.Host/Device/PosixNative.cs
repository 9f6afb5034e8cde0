using System.Runtime.InteropServices;

namespace LlsEdge.Host.Device;

/// <summary>
/// The system calls behind <see cref="PosixSerialLink"/>. Structures are byte buffers: their layouts differ between systems, and only
/// <see cref="PosixTerminal"/> knows them.
/// </summary>
internal static partial class PosixNative
{
    public const int OpenReadWrite = 2;
    public const int AccessReadWrite = 6;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short PollError = 8;
    public const short PollHangUp = 16;
    public const short PollInvalid = 32;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;

    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int NoDeviceOrAddress = 6;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int NotPermitted = 1;

    public static int TryAgain => OperatingSystem.IsMacOS() ? 35 : 11;

    public static int OpenFlags => OpenReadWrite | (OperatingSystem.IsMacOS() ? 0x20000 | 0x4 | 0x1000000 : 0x100 | 0x800 | 0x80000);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int rights);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int IoControl(int descriptor, nuint request, Span<byte> argument);

    /// <summary>
    /// As <see cref="IoControl"/>, for Apple's arm64: there a variadic argument lies on the stack, where the ninth argument of a plain call lies too.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int IoControlAppleArm(int descriptor, nuint request, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, Span<byte> argument);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, Span<byte> attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int actions, ReadOnlySpan<byte> attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw", SetLastError = true)]
    public static partial void MakeRaw(Span<byte> attributes);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(int descriptor, int queue);

    /// <summary>One entry of <c>poll</c>'s list.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Results;
    }
}
