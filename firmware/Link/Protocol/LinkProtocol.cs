namespace LlsEdge.Link
{
    /// <summary>
    /// The numbers both ends of the serial link must agree on. README.md beside this folder is the protocol in one page.
    /// </summary>
    public static class LinkProtocol
    {
        /// <summary>The protocol's version; both ends refuse another.</summary>
        public const int Version = 2;

        /// <summary>The delimiter that starts and ends every packet on the wire; COBS keeps it out of the packet itself.</summary>
        public const int Delimiter = 0;

        /// <summary>The most payload bytes a packet carries, in either direction.</summary>
        public const int MaxPayload = 512;

        /// <summary>Bytes before the payload: type and sequence number.</summary>
        public const int HeaderLength = 2;

        /// <summary>Bytes after the payload: the CRC.</summary>
        public const int CrcLength = 4;

        /// <summary>A reply's type is its request's type with this bit set.</summary>
        public const int ReplyBit = 0x80;

        /// <summary>The line's speed on a real UART.</summary>
        public const int BaudRate = 921600;

        /// <summary>The board's UART receive buffer. When it overflows, nanoFramework drops all of it.</summary>
        public const int ReceiveBuffer = 4096;

        /// <summary>
        /// What the host may have on its way to the board, on the wire, before the board has answered: the receive buffer less room for polls, which are
        /// sent without credit.
        /// </summary>
        public const int Credits = ReceiveBuffer - 256;

        /// <summary>
        /// The most bytes a packet with <see cref="MaxPayload"/> takes on the wire: two delimiters, and one COBS code for every 254 bytes begun.
        /// </summary>
        public const int MaxWire = HeaderLength + MaxPayload + CrcLength + ((HeaderLength + MaxPayload + CrcLength) / 254) + 1 + 2;
    }
}
