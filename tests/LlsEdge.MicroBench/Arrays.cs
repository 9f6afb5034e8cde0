namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Loads from arrays and stores into them.
    /// </summary>
    public static class Arrays
    {
        /// <summary>8 loads from a <c>byte[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LoadBytes(int turns)
        {
            byte[] a = new byte[8];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = a[0];
                r = a[1];
                r = a[2];
                r = a[3];
                r = a[4];
                r = a[5];
                r = a[6];
                r = a[7];
            }

            Sink.Narrow = r;
        }

        /// <summary>8 loads from a <c>sbyte[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LoadSBytes(int turns)
        {
            sbyte[] a = new sbyte[8];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = a[0];
                r = a[1];
                r = a[2];
                r = a[3];
                r = a[4];
                r = a[5];
                r = a[6];
                r = a[7];
            }

            Sink.Narrow = r;
        }

        /// <summary>8 loads from a <c>short[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LoadShorts(int turns)
        {
            short[] a = new short[8];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = a[0];
                r = a[1];
                r = a[2];
                r = a[3];
                r = a[4];
                r = a[5];
                r = a[6];
                r = a[7];
            }

            Sink.Narrow = r;
        }

        /// <summary>8 loads from a <c>int[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LoadInts(int turns)
        {
            int[] a = new int[8];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = a[0];
                r = a[1];
                r = a[2];
                r = a[3];
                r = a[4];
                r = a[5];
                r = a[6];
                r = a[7];
            }

            Sink.Narrow = r;
        }

        /// <summary>8 loads from a <c>long[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LoadLongs(int turns)
        {
            long[] a = new long[8];
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = a[0];
                r = a[1];
                r = a[2];
                r = a[3];
                r = a[4];
                r = a[5];
                r = a[6];
                r = a[7];
            }

            Sink.Wide = r;
        }

        /// <summary>8 stores into a <c>sbyte[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void StoreSBytes(int turns)
        {
            sbyte[] a = new sbyte[8];
            sbyte v = 5;
            for (int i = 0; i < turns; i++)
            {
                a[0] = v;
                a[1] = v;
                a[2] = v;
                a[3] = v;
                a[4] = v;
                a[5] = v;
                a[6] = v;
                a[7] = v;
            }

            Sink.Narrow = (int)a[7] + v;
        }

        /// <summary>8 stores into a <c>short[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void StoreShorts(int turns)
        {
            short[] a = new short[8];
            short v = 5;
            for (int i = 0; i < turns; i++)
            {
                a[0] = v;
                a[1] = v;
                a[2] = v;
                a[3] = v;
                a[4] = v;
                a[5] = v;
                a[6] = v;
                a[7] = v;
            }

            Sink.Narrow = (int)a[7] + v;
        }

        /// <summary>8 stores into a <c>int[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void StoreInts(int turns)
        {
            int[] a = new int[8];
            int v = 5;
            for (int i = 0; i < turns; i++)
            {
                a[0] = v;
                a[1] = v;
                a[2] = v;
                a[3] = v;
                a[4] = v;
                a[5] = v;
                a[6] = v;
                a[7] = v;
            }

            Sink.Narrow = (int)a[7] + v;
        }

        /// <summary>8 stores into a <c>long[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void StoreLongs(int turns)
        {
            long[] a = new long[8];
            long v = 5;
            for (int i = 0; i < turns; i++)
            {
                a[0] = v;
                a[1] = v;
                a[2] = v;
                a[3] = v;
                a[4] = v;
                a[5] = v;
                a[6] = v;
                a[7] = v;
            }

            Sink.Wide = a[7] + v;
        }

        /// <summary>8 times <c>a[i] += x</c> on an <c>int[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void AddToInts(int turns)
        {
            int[] a = new int[8];
            int x = 5;
            for (int i = 0; i < turns; i++)
            {
                a[0] += x;
                a[1] += x;
                a[2] += x;
                a[3] += x;
                a[4] += x;
                a[5] += x;
                a[6] += x;
                a[7] += x;
            }

            Sink.Narrow = a[7] + x;
        }

        /// <summary>8 times <c>a[i] += x</c> on a <c>short[]</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void AddToShorts(int turns)
        {
            short[] a = new short[8];
            int x = 5;
            for (int i = 0; i < turns; i++)
            {
                a[0] = (short)(a[0] + x);
                a[1] = (short)(a[1] + x);
                a[2] = (short)(a[2] + x);
                a[3] = (short)(a[3] + x);
                a[4] = (short)(a[4] + x);
                a[5] = (short)(a[5] + x);
                a[6] = (short)(a[6] + x);
                a[7] = (short)(a[7] + x);
            }

            Sink.Narrow = a[7] + x;
        }

        /// <summary>8 terms <c>w[i] × x</c> of a <c>long[]</c> and locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void UnrolledLongs(int turns)
        {
            long[] w = new long[8];
            long x0 = 3;
            long x1 = 8;
            long x2 = 13;
            long x3 = 18;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (w[0] * x0) + (w[1] * x1) + (w[2] * x2) + (w[3] * x3) + (w[4] * x0) + (w[5] * x1) + (w[6] * x2) + (w[7] * x3);
            }

            Sink.Wide = r;
        }

        /// <summary>16 products of two <c>long[]</c> in a loop.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LongLoop(int turns)
        {
            long[] w = new long[16];
            long[] x = new long[16];
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                for (int j = 0; j < 16; j++)
                {
                    r += w[j] * x[j];
                }
            }

            Sink.Wide = r;
        }

        /// <summary>16 products of two <c>sbyte[]</c> in a loop: the naive kernel.</summary>
        /// <param name="turns">How many turns.</param>
        public static void SByteLoop(int turns)
        {
            sbyte[] w = new sbyte[16];
            sbyte[] x = new sbyte[16];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                for (int j = 0; j < 16; j++)
                {
                    r += w[j] * x[j];
                }
            }

            Sink.Narrow = r;
        }

        /// <summary>8 products of two <c>sbyte[]</c> without a loop.</summary>
        /// <param name="turns">How many turns.</param>
        public static void UnrolledSBytes(int turns)
        {
            sbyte[] w = new sbyte[8];
            sbyte[] x = new sbyte[8];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r += w[0] * x[0];
                r += w[1] * x[1];
                r += w[2] * x[2];
                r += w[3] * x[3];
                r += w[4] * x[4];
                r += w[5] * x[5];
                r += w[6] * x[6];
                r += w[7] * x[7];
            }

            Sink.Narrow = r;
        }

        /// <summary>8 lengths of an array: ldlen.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Lengths(int turns)
        {
            int[] a = new int[8];
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = a.Length + a.Length + a.Length + a.Length + a.Length + a.Length + a.Length + a.Length;
            }

            Sink.Narrow = r;
        }

        /// <summary>An array of 64 bytes copied.</summary>
        /// <param name="turns">How many turns.</param>
        public static void CopyElements(int turns)
        {
            byte[] a = new byte[64];
            byte[] b = new byte[64];
            for (int i = 0; i < turns; i++)
            {
                System.Array.Copy(a, 0, b, 0, 64);
            }

            Sink.Narrow = b[3];
        }

        /// <summary>An array of 64 bytes cleared.</summary>
        /// <param name="turns">How many turns.</param>
        public static void ClearElements(int turns)
        {
            byte[] a = new byte[64];
            for (int i = 0; i < turns; i++)
            {
                System.Array.Clear(a, 0, 64);
            }

            Sink.Narrow = a[3];
        }
    }
}
