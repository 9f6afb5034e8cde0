using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Device;

/// <summary>
/// Makes a terminal device a plain line of bytes at a given speed: no echo, no translation, no signals, no flow control.
/// </summary>
internal static class PosixTerminal
{
    private const uint ControlSizeMask = 0x30;
    private const uint EightBits = 0x30;

    /// <summary>Configures a terminal.</summary>
    /// <param name="descriptor">The open device.</param>
    /// <param name="baudRate">The speed.</param>
    /// <returns>Whether the device took it.</returns>
    public static bool Configure(int descriptor, int baudRate)
    {
        return OperatingSystem.IsMacOS() ? ConfigureApple(descriptor, baudRate) : ConfigureLinux(descriptor, baudRate);
    }

    /// <summary>Keeps other processes from opening the device too.</summary>
    /// <param name="descriptor">The open device.</param>
    public static void Claim(int descriptor)
    {
        const nuint ExclusiveLinux = 0x540C;
        const nuint ExclusiveApple = 0x2000740D;
        _ = PosixNative.IoControl(descriptor, OperatingSystem.IsMacOS() ? ExclusiveApple : ExclusiveLinux, []);
    }

    private static bool ConfigureLinux(int descriptor, int baudRate)
    {
        // struct termios2: c_iflag, c_oflag, c_cflag, c_lflag (32 bits each), c_line, c_cc[19], c_ispeed, c_ospeed. BOTHER takes the speed from the last two
        // as a plain number.
        const nuint Get = 0x802C542A;
        const nuint Set = 0x402C542B;
        const uint OtherSpeed = 0x1000;
        const uint EnableReceiver = 0x80;
        const uint IgnoreModemLines = 0x800;
        const int ControlCharacters = 17;
        const int MinimumRead = ControlCharacters + 6;
        const int ReadTime = ControlCharacters + 5;
        Span<byte> termios = stackalloc byte[44];
        if (PosixNative.IoControl(descriptor, Get, termios) != 0)
        {
            return false;
        }

        termios[..16].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(termios[8..], EightBits | EnableReceiver | IgnoreModemLines | OtherSpeed);
        termios[MinimumRead] = 0;
        termios[ReadTime] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(termios[36..], baudRate);
        BinaryPrimitives.WriteInt32LittleEndian(termios[40..], baudRate);
        const int FlushInput = 0;
        return PosixNative.IoControl(descriptor, Set, termios) == 0 && PosixNative.Flush(descriptor, FlushInput) == 0;
    }

    private static bool ConfigureApple(int descriptor, int baudRate)
    {
        // struct termios: c_iflag, c_oflag, c_cflag, c_lflag (64 bits each), c_cc[20], c_ispeed, c_ospeed (64 bits each).
        const int ControlFlags = 16;
        const uint EightBitsApple = 0x300;
        const uint TwoStopBits = 0x400;
        const uint EnableReceiver = 0x800;
        const uint Parity = 0x1000;
        const uint HangUp = 0x4000;
        const uint IgnoreModemLines = 0x8000;
        const uint HardwareFlow = 0x30000;
        const nuint SetSpeed = 0x80085402;
        const int FlushInput = 1;
        Span<byte> termios = stackalloc byte[72];
        if (PosixNative.GetAttributes(descriptor, termios) != 0)
        {
            return false;
        }

        PosixNative.MakeRaw(termios);
        var control = BinaryPrimitives.ReadUInt64LittleEndian(termios[ControlFlags..]);
        control &= ~(ulong)(TwoStopBits | Parity | HangUp | HardwareFlow);
        control |= EightBitsApple | EnableReceiver | IgnoreModemLines;
        BinaryPrimitives.WriteUInt64LittleEndian(termios[ControlFlags..], control);
        if (PosixNative.SetAttributes(descriptor, 0, termios) != 0)
        {
            return false;
        }

        // A pseudo-terminal has no speed and refuses this; a UART that refuses it would never answer, which the session reports.
        Span<byte> speed = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(speed, baudRate);
        _ = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? PosixNative.IoControlAppleArm(descriptor, SetSpeed, 0, 0, 0, 0, 0, 0, speed)
            : PosixNative.IoControl(descriptor, SetSpeed, speed);
        return PosixNative.Flush(descriptor, FlushInput) == 0;
    }
}
