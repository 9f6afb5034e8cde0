using System.IO.Ports;

namespace LlsEdge.Link
{
    /// <summary>
    /// Sends the server's bytes over a serial port.
    /// </summary>
    public sealed class UartSink : IByteSink
    {
        private readonly SerialPort _port;

        /// <summary>Creates the sink.</summary>
        /// <param name="port">The open port.</param>
        public UartSink(SerialPort port)
        {
            _port = port;
        }

        /// <inheritdoc/>
        public void Send(byte[] data, int offset, int count)
        {
            _port.Write(data, offset, count);
        }
    }
}
