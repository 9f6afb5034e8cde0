using System.Globalization;
using System.Text;

namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>
/// The board's serial port with its traps: one buffer size for both directions, 256 bytes unless set before <see cref="Open"/>; a receive buffer that
/// loses everything when it overflows; reads that wait for exactly the asked number of bytes; timeouts that never end by default.
/// </summary>
internal sealed class SerialPort : IDisposable
{
    private const int DefaultBufferSize = 256;
    private const int EmptyPollsBeforeWaiting = 16;
    private const int PollWaitMilliseconds = 2;

    private readonly Machine _machine;
    private readonly byte[] _single = new byte[1];
    private SerialDataReceivedEventHandler? _handlers;
    private int _bufferSize = DefaultBufferSize;
    private int _receivedBytesThreshold = 1;
    private int _emptyPolls;
    private bool _connected;

    public SerialPort(string portName, int baudRate, Parity parity, int dataBits, StopBits stopBits, Machine machine)
    {
        ArgumentNullException.ThrowIfNull(portName);
        _machine = machine;
        PortName = portName;
        BaudRate = baudRate;
        Parity = parity;
        DataBits = dataBits;
        StopBits = stopBits;
        if (PortNumber(portName) is not (>= 1 and <= 3))
        {
            throw new ArgumentException($"The board has no port '{portName}'.");
        }
    }

    public event SerialDataReceivedEventHandler? DataReceived
    {
        add => _handlers += value;
        remove => _handlers -= value;
    }

    public string PortName { get; }

    public int BaudRate { get; set; }

    public Parity Parity { get; set; }

    public int DataBits { get; set; }

    public StopBits StopBits { get; set; }

    public Handshake Handshake { get; set; }

    public SerialMode Mode { get; set; }

    public bool InvertSignalLevels { get; set; }

    public string NewLine { get; set; } = "\r\n";

    public char WatchChar { get; set; }

    public int ReadTimeout { get; set; } = -1;

    public int WriteTimeout { get; set; } = -1;

    public bool IsOpen { get; private set; }

    public int ReceivedBytesThreshold
    {
        get => _receivedBytesThreshold;
        set => _receivedBytesThreshold = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public int ReadBufferSize
    {
        get => _bufferSize;
        set => SetBufferSize(value);
    }

    public int WriteBufferSize
    {
        get => _bufferSize;
        set => SetBufferSize(value);
    }

    public int BytesToRead
    {
        get
        {
            RequireOpen();
            _machine.Poll();
            int waiting = Waiting;
            if (waiting == 0 && ++_emptyPolls > EmptyPollsBeforeWaiting)
            {
                // A loop that polls an idle line would keep a core of the host busy.
                _machine.WaitFor(() => Waiting > 0, PollWaitMilliseconds);
                waiting = Waiting;
            }

            if (waiting > 0)
            {
                _emptyPolls = 0;
            }

            return waiting;
        }
    }

    private int Waiting => _connected ? _machine.Uart.BytesWaiting : 0;

    public static string[] GetPortNames()
    {
        return ["COM1", "COM2", "COM3"];
    }

    public void Open()
    {
        if (IsOpen)
        {
            throw new InvalidOperationException($"{PortName} is open already.");
        }

        int number = PortNumber(PortName);
        if (_machine.Options.IsClassicEsp32 && number == 1)
        {
            throw new ArgumentException("COM1 belongs to the debugger on this board: use COM2 or COM3.");
        }

        IsOpen = true;
        _connected = !_machine.Options.IsClassicEsp32 || (HasPin(DeviceFunctions.Transmit(number)) && HasPin(DeviceFunctions.Receive(number)));
        if (_connected)
        {
            _machine.Uart.Open(_bufferSize, _receivedBytesThreshold, () => _handlers?.Invoke(this, new SerialDataReceivedEventArgs(SerialData.Chars)));
        }
        else
        {
            _machine.Options.Console.WriteLine($"[virtual board] {PortName} has no pins: call Configuration.SetPinFunction for both directions before Open.");
        }
    }

    public void Close()
    {
        if (IsOpen)
        {
            IsOpen = false;
            if (_connected)
            {
                _machine.Uart.Close();
            }
        }
    }

    public void Dispose()
    {
        Close();
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        RequireOpen();
        RequireInside(buffer, offset, count);

        _machine.Poll();
        WaitUntil(() => Waiting >= count);
        _emptyPolls = 0;
        _machine.Clock.ChargeLine(count, BaudRate);
        return _machine.Uart.Take(buffer, offset, count);
    }

    public int ReadByte()
    {
        _ = Read(_single, 0, 1);
        return _single[0];
    }

    public string ReadExisting()
    {
        RequireOpen();
        byte[] bytes = new byte[Waiting];
        _ = Read(bytes, 0, bytes.Length);
        return Encoding.UTF8.GetString(bytes);
    }

    public string ReadLine()
    {
        RequireOpen();
        byte last = (byte)NewLine[^1];
        WaitUntil(() => _connected && _machine.Uart.IndexOf(last) >= 0);
        byte[] bytes = new byte[_machine.Uart.IndexOf(last) + 1];
        _ = Read(bytes, 0, bytes.Length);
        string line = Encoding.UTF8.GetString(bytes);
        return line.EndsWith(NewLine, StringComparison.Ordinal) ? line[..^NewLine.Length] : line;
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        RequireOpen();
        RequireInside(buffer, offset, count);

        _machine.Poll();
        _machine.Clock.ChargeLine(count, BaudRate);
        if (_connected)
        {
            _machine.Uart.Send(buffer, offset, count);
        }
    }

    public void Write(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Write(bytes, 0, bytes.Length);
    }

    public void WriteByte(byte value)
    {
        _single[0] = value;
        Write(_single, 0, 1);
    }

    public void WriteLine(string text)
    {
        Write(text + NewLine);
    }

    private static int PortNumber(string portName)
    {
        return portName.StartsWith("COM", StringComparison.Ordinal)
            && int.TryParse(portName.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }

    /// <summary>Takes what the board takes; it reads negative numbers as huge ones.</summary>
    private static void RequireInside(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if ((uint)offset > buffer.Length || (uint)count > buffer.Length)
        {
            throw new InvalidOperationException($"A buffer of {buffer.Length} bytes has no place {offset}, or no {count} bytes.");
        }

        if (offset + count > buffer.Length)
        {
            throw new ArgumentException($"A buffer of {buffer.Length} bytes has no {count} bytes from {offset} on.");
        }
    }

    private bool HasPin(int function)
    {
        return _machine.FunctionPins.ContainsKey(function);
    }

    private void SetBufferSize(int value)
    {
        if (IsOpen)
        {
            throw new InvalidOperationException("The buffer's size must be set before the port is opened.");
        }

        _bufferSize = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    private void WaitUntil(Func<bool> ready)
    {
        if (!_machine.WaitFor(ready, ReadTimeout < 0 ? double.PositiveInfinity : ReadTimeout))
        {
            throw new TimeoutException();
        }
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"{PortName} is not open.");
        }
    }
}
