using System;
using LlsEdge.Learning;

namespace LlsEdge.Link
{
    /// <summary>
    /// Finds packets in a stream of bytes in which anything may be damaged, missing or foreign. Allocates nothing after construction.
    /// </summary>
    public sealed class PacketReader
    {
        private readonly byte[] _buffer;
        private int _length;
        private bool _overlong;

        /// <summary>Creates a reader.</summary>
        public PacketReader()
        {
            _buffer = new byte[LinkProtocol.MaxWire - 2];
        }

        /// <summary>Gets the buffer that holds the packet last found; its payload starts at <see cref="LinkProtocol.HeaderLength"/>.</summary>
        public byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>Gets a value indicating whether the last call found a packet.</summary>
        public bool HasPacket { get; private set; }

        /// <summary>Gets the packet's type.</summary>
        public int Type { get; private set; }

        /// <summary>Gets the packet's sequence number.</summary>
        public int Sequence { get; private set; }

        /// <summary>Gets the payload's length.</summary>
        public int PayloadLength { get; private set; }

        /// <summary>Gets how many damaged or foreign packets were passed over.</summary>
        public int Damaged { get; private set; }

        /// <summary>Takes bytes up to the end of the next sound packet.</summary>
        /// <param name="data">The bytes received.</param>
        /// <param name="offset">The first one not yet taken.</param>
        /// <param name="count">How many there are.</param>
        /// <returns>How many were taken; all of them unless <see cref="HasPacket"/>.</returns>
        public int Accept(byte[] data, int offset, int count)
        {
            HasPacket = false;
            int end = offset + count;
            int start = offset;
            while (start < end)
            {
                int delimiter = FindDelimiter(data, start, end);
                Append(data, start, delimiter - start);
                if (delimiter == end)
                {
                    return count;
                }

                start = delimiter + 1;
                bool sound = Finish();
                _length = 0;
                _overlong = false;
                if (sound)
                {
                    HasPacket = true;
                    return start - offset;
                }
            }

            return count;
        }

        private static int FindDelimiter(byte[] data, int start, int end)
        {
            int i = start;
            while (i < end && data[i] != LinkProtocol.Delimiter)
            {
                i++;
            }

            return i;
        }

        private void Append(byte[] data, int offset, int count)
        {
            if (count > _buffer.Length - _length)
            {
                _overlong = true;
                return;
            }

            Array.Copy(data, offset, _buffer, _length, count);
            _length += count;
        }

        private bool Finish()
        {
            // Two packets in a row have two delimiters between them.
            if (_length == 0 && !_overlong)
            {
                return false;
            }

            int length = _overlong ? -1 : Cobs.Decode(_buffer, _length);
            int crcOffset = length - LinkProtocol.CrcLength;
            if (crcOffset < LinkProtocol.HeaderLength
                || crcOffset > LinkProtocol.HeaderLength + LinkProtocol.MaxPayload
                || Crc32.Finish(Crc32.Update(Crc32.Start, _buffer, 0, crcOffset)) != LittleEndian.ReadInt32(_buffer, crcOffset))
            {
                Damaged++;
                return false;
            }

            Type = _buffer[0];
            Sequence = _buffer[1];
            PayloadLength = crcOffset - LinkProtocol.HeaderLength;
            return true;
        }
    }
}
