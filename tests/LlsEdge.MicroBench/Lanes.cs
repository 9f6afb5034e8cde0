namespace LlsEdge.MicroBench
{
    /// <summary>
    /// What follows the sums of a layer: bias, shift, ReLU, limits.
    /// </summary>
    public static class Lanes
    {
        private const long Ones = 0x0001000100010001L;

        /// <summary>Four lanes of 16 bits at once: bias, shift, ReLU.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Rectify(int turns)
        {
            long sums = 0x0123023404560789L;
            long bias = 0x0010002000300040L;
            long signs = 0x0080008000800080L;
            long low = 0x01FF01FF01FF01FFL;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                long v = ((sums + bias) >> 5) & low;
                long s = (v >> 7) & Ones;
                long mask = (s << 7) - s;
                r = (v ^ signs) & mask;
            }

            Sink.Wide = r;
        }

        /// <summary>One sum: bias, shift, both limits, store.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Requantise(int turns)
        {
            sbyte[] output = new sbyte[4];
            int[] bias = new int[4];
            int sum = 12345;
            int shift = 7;
            for (int i = 0; i < turns; i++)
            {
                int v = (sum + bias[1]) >> shift;
                if (v > 127)
                {
                    v = 127;
                }

                output[2] = (sbyte)(v > 0 ? v : 0);
            }

            Sink.Narrow = output[2];
        }

        /// <summary>One sum clamped by a table.</summary>
        /// <param name="turns">How many turns.</param>
        public static void ClampByTable(int turns)
        {
            sbyte[] table = new sbyte[1024];
            int sum = 12345;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = table[(sum >> 5) & 1023];
            }

            Sink.Narrow = r;
        }

        /// <summary>A word of lanes moved on by one lane.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Join(int turns)
        {
            long a = 0x0123023404560789L;
            long b = 0x0010002000300040L;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (a >> 16) | (b << 48);
            }

            Sink.Wide = r;
        }
    }
}
