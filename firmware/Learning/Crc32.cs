namespace LlsEdge.Learning
{
    /// <summary>
    /// CRC-32 of IEEE 802.3 (polynomial 0xEDB88320 reflected, initial value and final exclusive-or all ones), in signed arithmetic only: the board's
    /// interpreter shifts by the sign of the value, not of the opcode.
    /// </summary>
    public static class Crc32
    {
        /// <summary>The state before the first byte.</summary>
        public const int Start = -1;

        private static readonly int[] s_table = BuildTable();

        /// <summary>Feeds bytes into a running checksum.</summary>
        /// <param name="state">The state so far, <see cref="Start"/> at first.</param>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first byte.</param>
        /// <param name="count">How many bytes.</param>
        /// <returns>The new state.</returns>
        [Kernel]
        public static int Update(int state, byte[] buffer, int offset, int count)
        {
            // Half a byte at a time: a table for whole ones takes a kilobyte.
            int[] table = s_table;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                state ^= buffer[i];
                state = table[state & 15] ^ ((state >> 4) & 0x0FFFFFFF);
                state = table[state & 15] ^ ((state >> 4) & 0x0FFFFFFF);
            }

            return state;
        }

        /// <summary>Turns the running state into the checksum.</summary>
        /// <param name="state">The state after the last byte.</param>
        /// <returns>The CRC-32 as a signed 32-bit pattern.</returns>
        public static int Finish(int state)
        {
            return ~state;
        }

        private static int[] BuildTable()
        {
            int[] table = new int[16];
            for (int i = 0; i < 16; i++)
            {
                int value = i;
                for (int bit = 0; bit < 4; bit++)
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
