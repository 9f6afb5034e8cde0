namespace System.IO.Ports
{
    public class SerialDataReceivedEventArgs : EventArgs
    {
        public SerialData EventType { get => throw null; }
    }
}
