using LlsEdge.Learning;

namespace LlsEdge.Link
{
    /// <summary>
    /// CRC-32 as in IEEE 802.3, zip and PNG, in signed arithmetic.
    /// </summary>
    public static class Crc32
    {
        private static readonly int[] s_table = BuildTable();

        /// <summary>Continues a CRC over more bytes.</summary>
        /// <param name="crc">The CRC of the bytes before, 0 for none.</param>
        /// <param name="data">Where the bytes are.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="count">How many.</param>
        /// <returns>The CRC of all bytes so far.</returns>
        [Kernel]
        public static int Update(int crc, byte[] data, int offset, int count)
        {
            int[] table = s_table;
            int end = offset + count;
            crc = ~crc;
            for (int i = offset; i < end; i++)
            {
                crc = table[(crc ^ data[i]) & 0xFF] ^ ((crc >> 8) & 0x00FFFFFF);
            }

            return ~crc;
        }

        private static int[] BuildTable()
        {
            int[] table = new int[256];
            for (int i = 0; i < 256; i++)
            {
                int value = i;
                for (int bit = 0; bit < 8; bit++)
                {
                    int shifted = (value >> 1) & 0x7FFFFFFF;
                    value = (value & 1) != 0 ? shifted ^ unchecked((int)0xEDB88320) : shifted;
                }

                table[i] = value;
            }

            return table;
        }
    }
}
