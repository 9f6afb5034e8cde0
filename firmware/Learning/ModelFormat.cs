namespace LlsEdge.Learning
{
    /// <summary>The constants of the model file; its page is models/FORMAT.md.</summary>
    public static class ModelFormat
    {
        /// <summary>The first four bytes, "LLSM", as a little-endian integer.</summary>
        public const int Magic = 0x4D534C4C;

        /// <summary>The version this code reads and writes, of a model without a backbone.</summary>
        public const int Version = 3;

        /// <summary>
        /// The version of a model with a <see cref="Backbone"/>, which has one more part at the end of the header and one at the start of the payload.
        /// </summary>
        public const int BackboneVersion = 4;

        /// <summary>Bytes before the layer table.</summary>
        public const int FixedHeaderLength = 40;

        /// <summary>Bytes of a row of the layer table.</summary>
        public const int LayerRowLength = 17;

        /// <summary>Bytes of a row of the tap table.</summary>
        public const int TapRowLength = 2;

        /// <summary>Most bytes of the names.</summary>
        public const int LongestNames = 240;

        /// <summary>Where the checksum lies: it covers all bytes but its own four.</summary>
        public const int ChecksumOffset = 12;

        /// <summary>The longest header without a backbone.</summary>
        public const int LongestHeader = FixedHeaderLength + (Model.MaxLayers * LayerRowLength) + (Model.MaxTaps * TapRowLength) + LongestNames;

        /// <summary>The longest header with one.</summary>
        public const int LongestBackboneHeader = LongestHeader + Backbone.HeadLength + (Backbone.MostOps * BackboneOp.RowLength);

        /// <summary>Reads a little-endian 16-bit value.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first byte.</param>
        /// <returns>0 to 65,535.</returns>
        public static int ReadUInt16(byte[] buffer, int offset)
        {
            return buffer[offset] | (buffer[offset + 1] << 8);
        }

        /// <summary>Reads a little-endian 32-bit value.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first byte.</param>
        /// <returns>The value.</returns>
        public static int ReadInt32(byte[] buffer, int offset)
        {
            return buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16) | (buffer[offset + 3] << 24);
        }

        /// <summary>Writes a little-endian 16-bit value.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first byte.</param>
        /// <param name="value">The value, of which the low 16 bits count.</param>
        public static void WriteInt16(byte[] buffer, int offset, int value)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
        }

        /// <summary>Writes a little-endian 32-bit value.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first byte.</param>
        /// <param name="value">The value.</param>
        public static void WriteInt32(byte[] buffer, int offset, int value)
        {
            WriteInt16(buffer, offset, value);
            WriteInt16(buffer, offset + 2, value >> 16);
        }
    }
}
