using System;
using LlsEdge.Learning;

namespace LlsEdge.Link
{
    /// <summary>
    /// Builds one packet after another in the same buffer, where it is encoded too. The packet last sealed stays in <see cref="Wire"/>, to be sent again when
    /// it was lost, until the next one is started.
    /// </summary>
    public sealed class PacketWriter
    {
        private readonly byte[] _wire;

        // Where the packet starts: as far behind its encoded form as that may grow.
        private readonly int _start;
        private int _length;

        /// <summary>Creates a writer.</summary>
        /// <param name="maxPayload">The longest payload it will be asked for.</param>
        public PacketWriter(int maxPayload)
        {
            int packet = LinkProtocol.HeaderLength + maxPayload + LinkProtocol.CrcLength;
            _start = 2 + (packet / 254);
            _wire = new byte[_start + packet + 1];
        }

        /// <summary>Gets the bytes to send.</summary>
        public byte[] Wire
        {
            get { return _wire; }
        }

        /// <summary>Gets how many of <see cref="Wire"/> to send.</summary>
        public int WireLength { get; private set; }

        /// <summary>Gets how many payload bytes still fit.</summary>
        public int Free
        {
            get { return _wire.Length - 1 - LinkProtocol.CrcLength - Position; }
        }

        /// <summary>Gets the buffer behind the payload, for whoever fills it in place; see <see cref="Position"/> and <see cref="Skip"/>.</summary>
        public byte[] Buffer
        {
            get { return _wire; }
        }

        /// <summary>Gets where in <see cref="Buffer"/> the next payload byte goes.</summary>
        public int Position
        {
            get { return _start + LinkProtocol.HeaderLength + _length; }
        }

        /// <summary>Starts a packet's payload. <see cref="Wire"/> keeps the packet before until <see cref="Seal"/>.</summary>
        public void Start()
        {
            _length = 0;
        }

        /// <summary>Counts bytes that were written into <see cref="Buffer"/> in place.</summary>
        /// <param name="count">How many.</param>
        public void Skip(int count)
        {
            if (count > Free)
            {
                throw new InvalidOperationException();
            }

            _length += count;
        }

        /// <summary>Appends a byte.</summary>
        /// <param name="value">The byte; higher bits are dropped.</param>
        public void AddByte(int value)
        {
            int position = Position;
            Skip(1);
            _wire[position] = (byte)value;
        }

        /// <summary>Puts another byte in the place of the payload's first.</summary>
        /// <param name="value">The byte.</param>
        public void ReplaceFirst(int value)
        {
            _wire[_start + LinkProtocol.HeaderLength] = (byte)value;
        }

        /// <summary>Appends 16 bits.</summary>
        /// <param name="value">The number; higher bits are dropped.</param>
        public void AddInt16(int value)
        {
            int position = Position;
            Skip(2);
            LittleEndian.WriteInt16(value, _wire, position);
        }

        /// <summary>Appends 32 bits.</summary>
        /// <param name="value">The number.</param>
        public void AddInt32(int value)
        {
            int position = Position;
            Skip(4);
            LittleEndian.WriteInt32(value, _wire, position);
        }

        /// <summary>Appends bytes.</summary>
        /// <param name="data">Where they are.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        public void AddBytes(byte[] data, int offset, int count)
        {
            int position = Position;
            Skip(count);
            Array.Copy(data, offset, _wire, position, count);
        }

        /// <summary>Appends a text: its length in bytes, then UTF-8. Surrogate pairs do not occur in names.</summary>
        /// <param name="text">The text, at most 255 bytes.</param>
        public void AddText(string text)
        {
            int lengthAt = Position;
            AddByte(0);
            for (int i = 0; i < text.Length; i++)
            {
                int c = text[i];
                if (c < 0x80)
                {
                    AddByte(c);
                }
                else if (c < 0x800)
                {
                    AddByte(0xC0 | (c >> 6));
                    AddByte(0x80 | (c & 0x3F));
                }
                else
                {
                    AddByte(0xE0 | (c >> 12));
                    AddByte(0x80 | ((c >> 6) & 0x3F));
                    AddByte(0x80 | (c & 0x3F));
                }
            }

            int length = Position - lengthAt - 1;
            if (length > 255)
            {
                throw new InvalidOperationException();
            }

            _wire[lengthAt] = (byte)length;
        }

        /// <summary>Ends the packet and encodes it into <see cref="Wire"/>.</summary>
        /// <param name="type">The packet's type.</param>
        /// <param name="sequence">Its sequence number.</param>
        public void Seal(int type, int sequence)
        {
            _wire[_start] = (byte)type;
            _wire[_start + 1] = (byte)sequence;
            int length = LinkProtocol.HeaderLength + _length;
            int crc = Crc32.Finish(Crc32.Update(Crc32.Start, _wire, _start, length));
            LittleEndian.WriteInt32(crc, _wire, _start + length);

            // The leading delimiter cuts off whatever garbage the line held before.
            _wire[0] = LinkProtocol.Delimiter;
            int encoded = Cobs.Encode(_wire, _start, length + LinkProtocol.CrcLength, _wire, 1);
            _wire[1 + encoded] = LinkProtocol.Delimiter;
            WireLength = encoded + 2;
        }
    }
}
