namespace System.IO.Ports
{
    public class SerialPort : IDisposable
    {
        public SerialPort(string portName, int baudRate, Parity parity, int dataBits, StopBits stopBits) => throw null;
        public event SerialDataReceivedEventHandler DataReceived { add { } remove { } }
        public void Close() => throw null;
        public void Dispose() => throw null;
        public Stream BaseStream { get => throw null; }
        public int BaudRate { get => throw null; set { } }
        public int BytesToRead { get => throw null; }
        public int DataBits { get => throw null; set { } }
        public Handshake Handshake { get => throw null; set { } }
        public bool InvertSignalLevels { get => throw null; set { } }
        public bool IsOpen { get => throw null; }
        public SerialMode Mode { get => throw null; set { } }
        public string NewLine { get => throw null; set { } }
        public Parity Parity { get => throw null; set { } }
        public string PortName { get => throw null; }
        public int ReadBufferSize { get => throw null; set { } }
        public int ReadTimeout { get => throw null; set { } }
        public int ReceivedBytesThreshold { get => throw null; set { } }
        public StopBits StopBits { get => throw null; set { } }
        public char WatchChar { get => throw null; set { } }
        public int WriteBufferSize { get => throw null; set { } }
        public int WriteTimeout { get => throw null; set { } }
        public static string[] GetPortNames() => throw null;
        public void Open() => throw null;
        public int Read(byte[] buffer, int offset, int count) => throw null;
        public int ReadByte() => throw null;
        public string ReadExisting() => throw null;
        public string ReadLine() => throw null;
        public void Write(byte[] buffer, int offset, int count) => throw null;
        public void Write(string text) => throw null;
        public void WriteByte(byte value) => throw null;
        public void WriteLine(string text) => throw null;
    }
}
