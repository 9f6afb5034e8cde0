using System;

namespace LlsEdge.Link
{
    /// <summary>
    /// Numbers in packets and files: least significant byte first.
    /// </summary>
    public static class LittleEndian
    {
        /// <summary>Reads 16 bits, unsigned.</summary>
        /// <param name="buffer">Where.</param>
        /// <param name="offset">The first byte.</param>
        /// <returns>0 to 65535.</returns>
        public static int ReadUInt16(byte[] buffer, int offset)
        {
            return BitConverter.ToInt16(buffer, offset) & 0xFFFF;
        }

        /// <summary>Reads 32 bits.</summary>
        /// <param name="buffer">Where.</param>
        /// <param name="offset">The first byte.</param>
        /// <returns>The number.</returns>
        public static int ReadInt32(byte[] buffer, int offset)
        {
            // Native on the board, and its result is tagged as signed, which four shifted bytes would not be.
            return BitConverter.ToInt32(buffer, offset);
        }

        /// <summary>Writes 16 bits.</summary>
        /// <param name="value">The number; higher bits are dropped.</param>
        /// <param name="buffer">Where.</param>
        /// <param name="offset">The first byte.</param>
        public static void WriteInt16(int value, byte[] buffer, int offset)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
        }

        /// <summary>Writes 32 bits.</summary>
        /// <param name="value">The number.</param>
        /// <param name="buffer">Where.</param>
        /// <param name="offset">The first byte.</param>
        public static void WriteInt32(int value, byte[] buffer, int offset)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
            buffer[offset + 2] = (byte)(value >> 16);
            buffer[offset + 3] = (byte)(value >> 24);
        }
    }
}
