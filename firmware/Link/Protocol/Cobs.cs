using System;
using LlsEdge.Learning;

namespace LlsEdge.Link
{
    /// <summary>
    /// Consistent overhead byte stuffing: rewrites a packet so that it holds no zero byte, for one byte in every 254.
    /// </summary>
    public static class Cobs
    {
        private const int LongestRun = 254;

        /// <summary>Encodes a packet.</summary>
        /// <param name="source">Where the packet is.</param>
        /// <param name="offset">Its first byte.</param>
        /// <param name="count">Its length.</param>
        /// <param name="target">
        /// Takes the encoded packet: <c>count + count / 254 + 1</c> bytes at most. May be <paramref name="source"/>, if the packet lies
        /// <c>count / 254 + 1</c> bytes or more behind <paramref name="targetOffset"/>.
        /// </param>
        /// <param name="targetOffset">Where it starts there.</param>
        /// <returns>The encoded length.</returns>
        [Kernel]
        public static int Encode(byte[] source, int offset, int count, byte[] target, int targetOffset)
        {
            int end = offset + count;
            int code = targetOffset;
            int write = targetOffset + 1;
            int run = 1;
            for (int read = offset; read < end; read++)
            {
                byte value = source[read];
                if (value != 0)
                {
                    target[write++] = value;
                    run++;
                    if (run <= LongestRun)
                    {
                        continue;
                    }

                    // A full run carries no implied zero; at the very end nothing need follow it.
                    target[code] = (byte)run;
                    if (read + 1 == end)
                    {
                        return write - targetOffset;
                    }
                }
                else
                {
                    target[code] = (byte)run;
                }

                code = write++;
                run = 1;
            }

            target[code] = (byte)run;
            return write - targetOffset;
        }

        /// <summary>Decodes a packet in place.</summary>
        /// <param name="buffer">The encoded packet, without delimiters.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The decoded length, from the start of the buffer; -1 when these bytes are no encoded packet.</returns>
        [Kernel]
        public static int Decode(byte[] buffer, int count)
        {
            int read = 0;
            int write = 0;
            while (read < count)
            {
                int code = buffer[read++];
                int run = code - 1;
                if (run < 0 || run > count - read)
                {
                    return -1;
                }

                Array.Copy(buffer, read, buffer, write, run);
                read += run;
                write += run;
                if (code <= LongestRun && read < count)
                {
                    buffer[write++] = 0;
                }
            }

            return write;
        }
    }
}
