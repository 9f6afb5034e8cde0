namespace LlsEdge.Link
{
    /// <summary>
    /// Where the server's bytes go: the board's UART, or a pipe in a test.
    /// </summary>
    public interface IByteSink
    {
        /// <summary>Sends bytes; returns when they may be overwritten.</summary>
        /// <param name="data">Where they are.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        void Send(byte[] data, int offset, int count);
    }
}
