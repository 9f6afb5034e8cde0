using System.Runtime.InteropServices;
using LlsEdge.VirtualBoard.Buses;

namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>
/// A device on an SPI bus, with the ESP32's traps: a transfer of at most 16,384 bytes, pins that no function was given, two bytes sent and two read when it
/// is opened. Words of 16 bits go low byte first, as they lie in memory.
/// </summary>
internal sealed class SpiDevice : IDisposable
{
    private const int LargestTransfer = 16_384;

    /// <summary>
    /// What a call with spans leaves in the heap beside the caller's own copies: the library passes both on to its native half, and makes one of nothing
    /// for the direction that is not used. Assumed: that is two new ones and two copies.
    /// </summary>
    private const int SpansOfACall = 4;

    private readonly Machine _machine;
    private readonly SpiConnectionSettings _settings;
    private readonly byte[] _single = new byte[1];
    private readonly int _spanBytes;
    private bool _isOpen;

    public SpiDevice(SpiConnectionSettings settings, Machine machine)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _machine = machine;
        _settings = settings.Clone();
        _spanBytes = SpansOfACall * (machine.Model.Layout("objectHeader") + (3 * machine.Model.Layout("perField")));
        _machine.SpiDevices.Open(_settings);
        _isOpen = true;
        Span<byte> read = stackalloc byte[4];
        Exchange(new byte[4], read);
    }

    public SpiConnectionSettings ConnectionSettings => _settings.Clone();

    public static SpiDevice Create(SpiConnectionSettings settings, Machine machine)
    {
        return new SpiDevice(settings, machine);
    }

    public static SpiBusInfo GetBusInfo(int busId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(busId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(busId, SpiBus.Count);
        return new SpiBusInfo();
    }

    public void Read(SpanByte buffer)
    {
        LeaveSpans();
        Exchange([], buffer.AsSpan());
    }

    /// <summary>Reads as the board's native half does: it counts words where bytes are meant, so only the first half arrives.</summary>
    public void Read(ushort[] buffer)
    {
        byte[] all = new byte[buffer.Length * sizeof(ushort)];
        Exchange([], all);
        all.AsSpan(0, buffer.Length).CopyTo(MemoryMarshal.AsBytes(buffer.AsSpan()));
    }

    public byte ReadByte()
    {
        LeaveSpans();
        Exchange([], _single);
        return _single[0];
    }

    public void Write(SpanByte buffer)
    {
        LeaveSpans();
        Exchange(buffer.AsSpan(), []);
    }

    public void Write(ushort[] buffer)
    {
        Exchange(MemoryMarshal.AsBytes(buffer.AsSpan()), []);
    }

    public void WriteByte(byte value)
    {
        LeaveSpans();
        _single[0] = value;
        Exchange(_single, []);
    }

    public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer)
    {
        LeaveSpans();
        TransferBoth(writeBuffer.AsSpan(), readBuffer.AsSpan());
    }

    public void TransferFullDuplex(ushort[] writeBuffer, ushort[] readBuffer)
    {
        TransferBoth(MemoryMarshal.AsBytes(writeBuffer.AsSpan()), MemoryMarshal.AsBytes(readBuffer.AsSpan()));
    }

    public void Dispose()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _machine.SpiDevices.Close(_settings);
        }
    }

    private void TransferBoth(ReadOnlySpan<byte> sent, Span<byte> received)
    {
        if (_settings.Configuration != SpiBusConfiguration.FullDuplex)
        {
            throw new InvalidOperationException("The SPI device was not opened for both directions at once.");
        }

        if (sent.Length > received.Length)
        {
            throw new InvalidOperationException($"{sent.Length} bytes sent and room for {received.Length} received: the board would write behind the array.");
        }

        Exchange(sent, received);
    }

    private void Exchange(ReadOnlySpan<byte> sent, Span<byte> received)
    {
        if (!_isOpen)
        {
            throw NativeFault.Create("The SPI device is closed.");
        }

        if (Math.Max(sent.Length, received.Length) > LargestTransfer)
        {
            throw new ArgumentException($"An SPI transfer may have {LargestTransfer} bytes at most.");
        }

        _machine.Poll();
        byte[] copy = sent.ToArray();
        double clock = _settings.ClockFrequency > 0 ? _settings.ClockFrequency : GetBusInfo(_settings.BusId).MaxClockFrequency;
        _machine.Spi.Transfer(_settings.BusId, _settings.ChipSelectLine, clock, copy, received);
    }

    private void LeaveSpans()
    {
        _machine.Heap.AddGarbage(_spanBytes);
    }
}
