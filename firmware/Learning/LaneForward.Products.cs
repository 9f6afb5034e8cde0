namespace LlsEdge.Learning
{
    // Σ weight·input in unrolled code: the weights of eight outputs in locals.
    public sealed partial class LaneForward
    {
        [Kernel]
        private static void StartSums(long[] bias, long[] sums, int positions)
        {
            long bias0 = bias[0];
            long bias1 = bias[1];
            long bias2 = bias[2];
            long bias3 = bias[3];
            long bias4 = bias[4];
            long bias5 = bias[5];
            long bias6 = bias[6];
            long bias7 = bias[7];
            int end = positions * Group;
            for (int i = 0; i < end; i += Group)
            {
                sums[i] = bias0;
                sums[i + 1] = bias1;
                sums[i + 2] = bias2;
                sums[i + 3] = bias3;
                sums[i + 4] = bias4;
                sums[i + 5] = bias5;
                sums[i + 6] = bias6;
                sums[i + 7] = bias7;
            }
        }

        // Eight outputs of one input channel, whose values carry an offset: the 72 weights in locals, three positions a multiplication.
        [Kernel]
        private static void ConvolveOneChannel(
            sbyte[] weights, int row0, int row4, int perOutput, long[] bias, long[] x, int start, int rowLength, int stride, long[] sums,
            int rows, int columns)
        {
            int r = row0;
            long a0 = weights[r];
            long a1 = weights[r + 1];
            long a2 = weights[r + 2];
            long a3 = weights[r + 3];
            long a4 = weights[r + 4];
            long a5 = weights[r + 5];
            long a6 = weights[r + 6];
            long a7 = weights[r + 7];
            long a8 = weights[r + 8];
            r += perOutput;
            long b0 = weights[r];
            long b1 = weights[r + 1];
            long b2 = weights[r + 2];
            long b3 = weights[r + 3];
            long b4 = weights[r + 4];
            long b5 = weights[r + 5];
            long b6 = weights[r + 6];
            long b7 = weights[r + 7];
            long b8 = weights[r + 8];
            r += perOutput;
            long c0 = weights[r];
            long c1 = weights[r + 1];
            long c2 = weights[r + 2];
            long c3 = weights[r + 3];
            long c4 = weights[r + 4];
            long c5 = weights[r + 5];
            long c6 = weights[r + 6];
            long c7 = weights[r + 7];
            long c8 = weights[r + 8];
            r += perOutput;
            long d0 = weights[r];
            long d1 = weights[r + 1];
            long d2 = weights[r + 2];
            long d3 = weights[r + 3];
            long d4 = weights[r + 4];
            long d5 = weights[r + 5];
            long d6 = weights[r + 6];
            long d7 = weights[r + 7];
            long d8 = weights[r + 8];
            r = row4;
            long e0 = weights[r];
            long e1 = weights[r + 1];
            long e2 = weights[r + 2];
            long e3 = weights[r + 3];
            long e4 = weights[r + 4];
            long e5 = weights[r + 5];
            long e6 = weights[r + 6];
            long e7 = weights[r + 7];
            long e8 = weights[r + 8];
            r += perOutput;
            long f0 = weights[r];
            long f1 = weights[r + 1];
            long f2 = weights[r + 2];
            long f3 = weights[r + 3];
            long f4 = weights[r + 4];
            long f5 = weights[r + 5];
            long f6 = weights[r + 6];
            long f7 = weights[r + 7];
            long f8 = weights[r + 8];
            r += perOutput;
            long g0 = weights[r];
            long g1 = weights[r + 1];
            long g2 = weights[r + 2];
            long g3 = weights[r + 3];
            long g4 = weights[r + 4];
            long g5 = weights[r + 5];
            long g6 = weights[r + 6];
            long g7 = weights[r + 7];
            long g8 = weights[r + 8];
            r += perOutput;
            long h0 = weights[r];
            long h1 = weights[r + 1];
            long h2 = weights[r + 2];
            long h3 = weights[r + 3];
            long h4 = weights[r + 4];
            long h5 = weights[r + 5];
            long h6 = weights[r + 6];
            long h7 = weights[r + 7];
            long h8 = weights[r + 8];
            long offset = Offset * LaneMap.Ones;
            long bias0 = bias[0] - (offset * (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8));
            long bias1 = bias[1] - (offset * (b0 + b1 + b2 + b3 + b4 + b5 + b6 + b7 + b8));
            long bias2 = bias[2] - (offset * (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8));
            long bias3 = bias[3] - (offset * (d0 + d1 + d2 + d3 + d4 + d5 + d6 + d7 + d8));
            long bias4 = bias[4] - (offset * (e0 + e1 + e2 + e3 + e4 + e5 + e6 + e7 + e8));
            long bias5 = bias[5] - (offset * (f0 + f1 + f2 + f3 + f4 + f5 + f6 + f7 + f8));
            long bias6 = bias[6] - (offset * (g0 + g1 + g2 + g3 + g4 + g5 + g6 + g7 + g8));
            long bias7 = bias[7] - (offset * (h0 + h1 + h2 + h3 + h4 + h5 + h6 + h7 + h8));
            long even = LaneMap.Even;
            int down1 = rowLength;
            int down2 = rowLength + rowLength;
            int step = stride * rowLength;
            int i = 0;
            while (rows > 0)
            {
                int at = start;
                long v0 = x[at];
                long v1 = x[at + down1];
                long v2 = x[at + down2];
                long x2 = (v0 >> LaneMap.OddShift) & even;
                long x5 = (v1 >> LaneMap.OddShift) & even;
                long x8 = (v2 >> LaneMap.OddShift) & even;
                long x1 = x2;
                long x4 = x5;
                long x7 = x8;
                if (stride == 1)
                {
                    at++;
                    v0 = x[at];
                    x2 = v0 & even;
                    v1 = x[at + down1];
                    x5 = v1 & even;
                    v2 = x[at + down2];
                    x8 = v2 & even;
                }

                long x0;
                long x3;
                long x6;
                for (int column = 0; column < columns; column++)
                {
                    if (stride == 2)
                    {
                        at++;
                        x0 = x2;
                        v0 = x[at];
                        x1 = v0 & even;
                        x2 = (v0 >> LaneMap.OddShift) & even;
                        x3 = x5;
                        v1 = x[at + down1];
                        x4 = v1 & even;
                        x5 = (v1 >> LaneMap.OddShift) & even;
                        x6 = x8;
                        v2 = x[at + down2];
                        x7 = v2 & even;
                        x8 = (v2 >> LaneMap.OddShift) & even;
                    }
                    else
                    {
                        x0 = x1;
                        x1 = x2;
                        x3 = x4;
                        x4 = x5;
                        x6 = x7;
                        x7 = x8;
                        if ((column & 1) == 0)
                        {
                            x2 = (v0 >> LaneMap.OddShift) & even;
                            x5 = (v1 >> LaneMap.OddShift) & even;
                            x8 = (v2 >> LaneMap.OddShift) & even;
                        }
                        else
                        {
                            at++;
                            v0 = x[at];
                            x2 = v0 & even;
                            v1 = x[at + down1];
                            x5 = v1 & even;
                            v2 = x[at + down2];
                            x8 = v2 & even;
                        }
                    }

                    sums[i] = bias0 + (a0 * x0) + (a1 * x1) + (a2 * x2) + (a3 * x3) + (a4 * x4) + (a5 * x5) + (a6 * x6) + (a7 * x7) + (a8 * x8);
                    sums[i + 1] = bias1 + (b0 * x0) + (b1 * x1) + (b2 * x2) + (b3 * x3) + (b4 * x4) + (b5 * x5) + (b6 * x6) + (b7 * x7) + (b8 * x8);
                    sums[i + 2] = bias2 + (c0 * x0) + (c1 * x1) + (c2 * x2) + (c3 * x3) + (c4 * x4) + (c5 * x5) + (c6 * x6) + (c7 * x7) + (c8 * x8);
                    sums[i + 3] = bias3 + (d0 * x0) + (d1 * x1) + (d2 * x2) + (d3 * x3) + (d4 * x4) + (d5 * x5) + (d6 * x6) + (d7 * x7) + (d8 * x8);
                    sums[i + 4] = bias4 + (e0 * x0) + (e1 * x1) + (e2 * x2) + (e3 * x3) + (e4 * x4) + (e5 * x5) + (e6 * x6) + (e7 * x7) + (e8 * x8);
                    sums[i + 5] = bias5 + (f0 * x0) + (f1 * x1) + (f2 * x2) + (f3 * x3) + (f4 * x4) + (f5 * x5) + (f6 * x6) + (f7 * x7) + (f8 * x8);
                    sums[i + 6] = bias6 + (g0 * x0) + (g1 * x1) + (g2 * x2) + (g3 * x3) + (g4 * x4) + (g5 * x5) + (g6 * x6) + (g7 * x7) + (g8 * x8);
                    sums[i + 7] = bias7 + (h0 * x0) + (h1 * x1) + (h2 * x2) + (h3 * x3) + (h4 * x4) + (h5 * x5) + (h6 * x6) + (h7 * x7) + (h8 * x8);
                    i += 8;
                }

                start += step;
                rows--;
            }
        }

        // Adds two input channels to the sums of eight outputs: the 144 weights in locals, three positions a multiplication.
        [Kernel]
        private static void AddTwoChannels(
            sbyte[] weights, int row0, int row4, int perOutput, long[] x, int start, int rowLength, int planeLength, int stride,
            long[] sums, int rows, int columns)
        {
            int r = row0;
            long a0 = weights[r];
            long a1 = weights[r + 1];
            long a2 = weights[r + 2];
            long a3 = weights[r + 3];
            long a4 = weights[r + 4];
            long a5 = weights[r + 5];
            long a6 = weights[r + 6];
            long a7 = weights[r + 7];
            long a8 = weights[r + 8];
            long a9 = weights[r + 9];
            long a10 = weights[r + 10];
            long a11 = weights[r + 11];
            long a12 = weights[r + 12];
            long a13 = weights[r + 13];
            long a14 = weights[r + 14];
            long a15 = weights[r + 15];
            long a16 = weights[r + 16];
            long a17 = weights[r + 17];
            r += perOutput;
            long b0 = weights[r];
            long b1 = weights[r + 1];
            long b2 = weights[r + 2];
            long b3 = weights[r + 3];
            long b4 = weights[r + 4];
            long b5 = weights[r + 5];
            long b6 = weights[r + 6];
            long b7 = weights[r + 7];
            long b8 = weights[r + 8];
            long b9 = weights[r + 9];
            long b10 = weights[r + 10];
            long b11 = weights[r + 11];
            long b12 = weights[r + 12];
            long b13 = weights[r + 13];
            long b14 = weights[r + 14];
            long b15 = weights[r + 15];
            long b16 = weights[r + 16];
            long b17 = weights[r + 17];
            r += perOutput;
            long c0 = weights[r];
            long c1 = weights[r + 1];
            long c2 = weights[r + 2];
            long c3 = weights[r + 3];
            long c4 = weights[r + 4];
            long c5 = weights[r + 5];
            long c6 = weights[r + 6];
            long c7 = weights[r + 7];
            long c8 = weights[r + 8];
            long c9 = weights[r + 9];
            long c10 = weights[r + 10];
            long c11 = weights[r + 11];
            long c12 = weights[r + 12];
            long c13 = weights[r + 13];
            long c14 = weights[r + 14];
            long c15 = weights[r + 15];
            long c16 = weights[r + 16];
            long c17 = weights[r + 17];
            r += perOutput;
            long d0 = weights[r];
            long d1 = weights[r + 1];
            long d2 = weights[r + 2];
            long d3 = weights[r + 3];
            long d4 = weights[r + 4];
            long d5 = weights[r + 5];
            long d6 = weights[r + 6];
            long d7 = weights[r + 7];
            long d8 = weights[r + 8];
            long d9 = weights[r + 9];
            long d10 = weights[r + 10];
            long d11 = weights[r + 11];
            long d12 = weights[r + 12];
            long d13 = weights[r + 13];
            long d14 = weights[r + 14];
            long d15 = weights[r + 15];
            long d16 = weights[r + 16];
            long d17 = weights[r + 17];
            r = row4;
            long e0 = weights[r];
            long e1 = weights[r + 1];
            long e2 = weights[r + 2];
            long e3 = weights[r + 3];
            long e4 = weights[r + 4];
            long e5 = weights[r + 5];
            long e6 = weights[r + 6];
            long e7 = weights[r + 7];
            long e8 = weights[r + 8];
            long e9 = weights[r + 9];
            long e10 = weights[r + 10];
            long e11 = weights[r + 11];
            long e12 = weights[r + 12];
            long e13 = weights[r + 13];
            long e14 = weights[r + 14];
            long e15 = weights[r + 15];
            long e16 = weights[r + 16];
            long e17 = weights[r + 17];
            r += perOutput;
            long f0 = weights[r];
            long f1 = weights[r + 1];
            long f2 = weights[r + 2];
            long f3 = weights[r + 3];
            long f4 = weights[r + 4];
            long f5 = weights[r + 5];
            long f6 = weights[r + 6];
            long f7 = weights[r + 7];
            long f8 = weights[r + 8];
            long f9 = weights[r + 9];
            long f10 = weights[r + 10];
            long f11 = weights[r + 11];
            long f12 = weights[r + 12];
            long f13 = weights[r + 13];
            long f14 = weights[r + 14];
            long f15 = weights[r + 15];
            long f16 = weights[r + 16];
            long f17 = weights[r + 17];
            r += perOutput;
            long g0 = weights[r];
            long g1 = weights[r + 1];
            long g2 = weights[r + 2];
            long g3 = weights[r + 3];
            long g4 = weights[r + 4];
            long g5 = weights[r + 5];
            long g6 = weights[r + 6];
            long g7 = weights[r + 7];
            long g8 = weights[r + 8];
            long g9 = weights[r + 9];
            long g10 = weights[r + 10];
            long g11 = weights[r + 11];
            long g12 = weights[r + 12];
            long g13 = weights[r + 13];
            long g14 = weights[r + 14];
            long g15 = weights[r + 15];
            long g16 = weights[r + 16];
            long g17 = weights[r + 17];
            r += perOutput;
            long h0 = weights[r];
            long h1 = weights[r + 1];
            long h2 = weights[r + 2];
            long h3 = weights[r + 3];
            long h4 = weights[r + 4];
            long h5 = weights[r + 5];
            long h6 = weights[r + 6];
            long h7 = weights[r + 7];
            long h8 = weights[r + 8];
            long h9 = weights[r + 9];
            long h10 = weights[r + 10];
            long h11 = weights[r + 11];
            long h12 = weights[r + 12];
            long h13 = weights[r + 13];
            long h14 = weights[r + 14];
            long h15 = weights[r + 15];
            long h16 = weights[r + 16];
            long h17 = weights[r + 17];
            long even = LaneMap.Even;
            int down1 = rowLength;
            int down2 = rowLength + rowLength;
            int down3 = planeLength;
            int down4 = planeLength + rowLength;
            int down5 = down4 + rowLength;
            int step = stride * rowLength;
            int i = 0;
            while (rows > 0)
            {
                int at = start;
                long v0 = x[at];
                long v1 = x[at + down1];
                long v2 = x[at + down2];
                long v3 = x[at + down3];
                long v4 = x[at + down4];
                long v5 = x[at + down5];
                long x2 = (v0 >> LaneMap.OddShift) & even;
                long x5 = (v1 >> LaneMap.OddShift) & even;
                long x8 = (v2 >> LaneMap.OddShift) & even;
                long x11 = (v3 >> LaneMap.OddShift) & even;
                long x14 = (v4 >> LaneMap.OddShift) & even;
                long x17 = (v5 >> LaneMap.OddShift) & even;
                long x1 = x2;
                long x4 = x5;
                long x7 = x8;
                long x10 = x11;
                long x13 = x14;
                long x16 = x17;
                if (stride == 1)
                {
                    at++;
                    v0 = x[at];
                    x2 = v0 & even;
                    v1 = x[at + down1];
                    x5 = v1 & even;
                    v2 = x[at + down2];
                    x8 = v2 & even;
                    v3 = x[at + down3];
                    x11 = v3 & even;
                    v4 = x[at + down4];
                    x14 = v4 & even;
                    v5 = x[at + down5];
                    x17 = v5 & even;
                }

                long x0;
                long x3;
                long x6;
                long x9;
                long x12;
                long x15;
                for (int column = 0; column < columns; column++)
                {
                    if (stride == 2)
                    {
                        at++;
                        x0 = x2;
                        v0 = x[at];
                        x1 = v0 & even;
                        x2 = (v0 >> LaneMap.OddShift) & even;
                        x3 = x5;
                        v1 = x[at + down1];
                        x4 = v1 & even;
                        x5 = (v1 >> LaneMap.OddShift) & even;
                        x6 = x8;
                        v2 = x[at + down2];
                        x7 = v2 & even;
                        x8 = (v2 >> LaneMap.OddShift) & even;
                        x9 = x11;
                        v3 = x[at + down3];
                        x10 = v3 & even;
                        x11 = (v3 >> LaneMap.OddShift) & even;
                        x12 = x14;
                        v4 = x[at + down4];
                        x13 = v4 & even;
                        x14 = (v4 >> LaneMap.OddShift) & even;
                        x15 = x17;
                        v5 = x[at + down5];
                        x16 = v5 & even;
                        x17 = (v5 >> LaneMap.OddShift) & even;
                    }
                    else
                    {
                        x0 = x1;
                        x1 = x2;
                        x3 = x4;
                        x4 = x5;
                        x6 = x7;
                        x7 = x8;
                        x9 = x10;
                        x10 = x11;
                        x12 = x13;
                        x13 = x14;
                        x15 = x16;
                        x16 = x17;
                        if ((column & 1) == 0)
                        {
                            x2 = (v0 >> LaneMap.OddShift) & even;
                            x5 = (v1 >> LaneMap.OddShift) & even;
                            x8 = (v2 >> LaneMap.OddShift) & even;
                            x11 = (v3 >> LaneMap.OddShift) & even;
                            x14 = (v4 >> LaneMap.OddShift) & even;
                            x17 = (v5 >> LaneMap.OddShift) & even;
                        }
                        else
                        {
                            at++;
                            v0 = x[at];
                            x2 = v0 & even;
                            v1 = x[at + down1];
                            x5 = v1 & even;
                            v2 = x[at + down2];
                            x8 = v2 & even;
                            v3 = x[at + down3];
                            x11 = v3 & even;
                            v4 = x[at + down4];
                            x14 = v4 & even;
                            v5 = x[at + down5];
                            x17 = v5 & even;
                        }
                    }

                    sums[i] += (a0 * x0) + (a1 * x1) + (a2 * x2) + (a3 * x3) + (a4 * x4) + (a5 * x5) + (a6 * x6) + (a7 * x7) + (a8 * x8)
                        + (a9 * x9) + (a10 * x10) + (a11 * x11) + (a12 * x12) + (a13 * x13) + (a14 * x14) + (a15 * x15) + (a16 * x16) + (a17 * x17);
                    sums[i + 1] += (b0 * x0) + (b1 * x1) + (b2 * x2) + (b3 * x3) + (b4 * x4) + (b5 * x5) + (b6 * x6) + (b7 * x7) + (b8 * x8)
                        + (b9 * x9) + (b10 * x10) + (b11 * x11) + (b12 * x12) + (b13 * x13) + (b14 * x14) + (b15 * x15) + (b16 * x16) + (b17 * x17);
                    sums[i + 2] += (c0 * x0) + (c1 * x1) + (c2 * x2) + (c3 * x3) + (c4 * x4) + (c5 * x5) + (c6 * x6) + (c7 * x7) + (c8 * x8)
                        + (c9 * x9) + (c10 * x10) + (c11 * x11) + (c12 * x12) + (c13 * x13) + (c14 * x14) + (c15 * x15) + (c16 * x16) + (c17 * x17);
                    sums[i + 3] += (d0 * x0) + (d1 * x1) + (d2 * x2) + (d3 * x3) + (d4 * x4) + (d5 * x5) + (d6 * x6) + (d7 * x7) + (d8 * x8)
                        + (d9 * x9) + (d10 * x10) + (d11 * x11) + (d12 * x12) + (d13 * x13) + (d14 * x14) + (d15 * x15) + (d16 * x16) + (d17 * x17);
                    sums[i + 4] += (e0 * x0) + (e1 * x1) + (e2 * x2) + (e3 * x3) + (e4 * x4) + (e5 * x5) + (e6 * x6) + (e7 * x7) + (e8 * x8)
                        + (e9 * x9) + (e10 * x10) + (e11 * x11) + (e12 * x12) + (e13 * x13) + (e14 * x14) + (e15 * x15) + (e16 * x16) + (e17 * x17);
                    sums[i + 5] += (f0 * x0) + (f1 * x1) + (f2 * x2) + (f3 * x3) + (f4 * x4) + (f5 * x5) + (f6 * x6) + (f7 * x7) + (f8 * x8)
                        + (f9 * x9) + (f10 * x10) + (f11 * x11) + (f12 * x12) + (f13 * x13) + (f14 * x14) + (f15 * x15) + (f16 * x16) + (f17 * x17);
                    sums[i + 6] += (g0 * x0) + (g1 * x1) + (g2 * x2) + (g3 * x3) + (g4 * x4) + (g5 * x5) + (g6 * x6) + (g7 * x7) + (g8 * x8)
                        + (g9 * x9) + (g10 * x10) + (g11 * x11) + (g12 * x12) + (g13 * x13) + (g14 * x14) + (g15 * x15) + (g16 * x16) + (g17 * x17);
                    sums[i + 7] += (h0 * x0) + (h1 * x1) + (h2 * x2) + (h3 * x3) + (h4 * x4) + (h5 * x5) + (h6 * x6) + (h7 * x7) + (h8 * x8)
                        + (h9 * x9) + (h10 * x10) + (h11 * x11) + (h12 * x12) + (h13 * x13) + (h14 * x14) + (h15 * x15) + (h16 * x16) + (h17 * x17);
                    i += 8;
                }

                start += step;
                rows--;
            }
        }

        // Adds eight input channels (or the last four) of a 1×1 kernel to the sums of eight outputs.
        [Kernel]
        private static void AddEightPoints(
            sbyte[] weights, int row0, int row4, int perOutput, bool whole, long[] x, int start, int rowLength, int planeLength,
            long[] sums, int rows, int columns)
        {
            int r = row0;
            long a0 = weights[r];
            long a1 = weights[r + 1];
            long a2 = weights[r + 2];
            long a3 = weights[r + 3];
            r += perOutput;
            long b0 = weights[r];
            long b1 = weights[r + 1];
            long b2 = weights[r + 2];
            long b3 = weights[r + 3];
            r += perOutput;
            long c0 = weights[r];
            long c1 = weights[r + 1];
            long c2 = weights[r + 2];
            long c3 = weights[r + 3];
            r += perOutput;
            long d0 = weights[r];
            long d1 = weights[r + 1];
            long d2 = weights[r + 2];
            long d3 = weights[r + 3];
            r = row4;
            long e0 = weights[r];
            long e1 = weights[r + 1];
            long e2 = weights[r + 2];
            long e3 = weights[r + 3];
            r += perOutput;
            long f0 = weights[r];
            long f1 = weights[r + 1];
            long f2 = weights[r + 2];
            long f3 = weights[r + 3];
            r += perOutput;
            long g0 = weights[r];
            long g1 = weights[r + 1];
            long g2 = weights[r + 2];
            long g3 = weights[r + 3];
            r += perOutput;
            long h0 = weights[r];
            long h1 = weights[r + 1];
            long h2 = weights[r + 2];
            long h3 = weights[r + 3];
            long a4 = 0;
            long a5 = 0;
            long a6 = 0;
            long a7 = 0;
            long b4 = 0;
            long b5 = 0;
            long b6 = 0;
            long b7 = 0;
            long c4 = 0;
            long c5 = 0;
            long c6 = 0;
            long c7 = 0;
            long d4 = 0;
            long d5 = 0;
            long d6 = 0;
            long d7 = 0;
            long e4 = 0;
            long e5 = 0;
            long e6 = 0;
            long e7 = 0;
            long f4 = 0;
            long f5 = 0;
            long f6 = 0;
            long f7 = 0;
            long g4 = 0;
            long g5 = 0;
            long g6 = 0;
            long g7 = 0;
            long h4 = 0;
            long h5 = 0;
            long h6 = 0;
            long h7 = 0;
            if (whole)
            {
                r = row0 + 4;
                a4 = weights[r];
                a5 = weights[r + 1];
                a6 = weights[r + 2];
                a7 = weights[r + 3];
                r += perOutput;
                b4 = weights[r];
                b5 = weights[r + 1];
                b6 = weights[r + 2];
                b7 = weights[r + 3];
                r += perOutput;
                c4 = weights[r];
                c5 = weights[r + 1];
                c6 = weights[r + 2];
                c7 = weights[r + 3];
                r += perOutput;
                d4 = weights[r];
                d5 = weights[r + 1];
                d6 = weights[r + 2];
                d7 = weights[r + 3];
                r = row4 + 4;
                e4 = weights[r];
                e5 = weights[r + 1];
                e6 = weights[r + 2];
                e7 = weights[r + 3];
                r += perOutput;
                f4 = weights[r];
                f5 = weights[r + 1];
                f6 = weights[r + 2];
                f7 = weights[r + 3];
                r += perOutput;
                g4 = weights[r];
                g5 = weights[r + 1];
                g6 = weights[r + 2];
                g7 = weights[r + 3];
                r += perOutput;
                h4 = weights[r];
                h5 = weights[r + 1];
                h6 = weights[r + 2];
                h7 = weights[r + 3];
            }

            long even = LaneMap.Even;
            int down2 = planeLength + planeLength;
            int down3 = down2 + planeLength;
            int down4 = whole ? down3 + planeLength : 0;
            int down5 = whole ? down4 + planeLength : 0;
            int down6 = whole ? down5 + planeLength : 0;
            int down7 = whole ? down6 + planeLength : 0;
            int i = 0;
            while (rows > 0)
            {
                int at = start;
                for (int column = 0; column < columns; column++)
                {
                    long x0 = x[at];
                    long x1 = x[at + planeLength];
                    long x2 = x[at + down2];
                    long x3 = x[at + down3];
                    long x4 = x[at + down4];
                    long x5 = x[at + down5];
                    long x6 = x[at + down6];
                    long x7 = x[at + down7];
                    if ((column & 1) == 0)
                    {
                        x0 &= even;
                        x1 &= even;
                        x2 &= even;
                        x3 &= even;
                        x4 &= even;
                        x5 &= even;
                        x6 &= even;
                        x7 &= even;
                    }
                    else
                    {
                        x0 = (x0 >> LaneMap.OddShift) & even;
                        x1 = (x1 >> LaneMap.OddShift) & even;
                        x2 = (x2 >> LaneMap.OddShift) & even;
                        x3 = (x3 >> LaneMap.OddShift) & even;
                        x4 = (x4 >> LaneMap.OddShift) & even;
                        x5 = (x5 >> LaneMap.OddShift) & even;
                        x6 = (x6 >> LaneMap.OddShift) & even;
                        x7 = (x7 >> LaneMap.OddShift) & even;
                        at++;
                    }

                    sums[i] += (a0 * x0) + (a1 * x1) + (a2 * x2) + (a3 * x3) + (a4 * x4) + (a5 * x5) + (a6 * x6) + (a7 * x7);
                    sums[i + 1] += (b0 * x0) + (b1 * x1) + (b2 * x2) + (b3 * x3) + (b4 * x4) + (b5 * x5) + (b6 * x6) + (b7 * x7);
                    sums[i + 2] += (c0 * x0) + (c1 * x1) + (c2 * x2) + (c3 * x3) + (c4 * x4) + (c5 * x5) + (c6 * x6) + (c7 * x7);
                    sums[i + 3] += (d0 * x0) + (d1 * x1) + (d2 * x2) + (d3 * x3) + (d4 * x4) + (d5 * x5) + (d6 * x6) + (d7 * x7);
                    sums[i + 4] += (e0 * x0) + (e1 * x1) + (e2 * x2) + (e3 * x3) + (e4 * x4) + (e5 * x5) + (e6 * x6) + (e7 * x7);
                    sums[i + 5] += (f0 * x0) + (f1 * x1) + (f2 * x2) + (f3 * x3) + (f4 * x4) + (f5 * x5) + (f6 * x6) + (f7 * x7);
                    sums[i + 6] += (g0 * x0) + (g1 * x1) + (g2 * x2) + (g3 * x3) + (g4 * x4) + (g5 * x5) + (g6 * x6) + (g7 * x7);
                    sums[i + 7] += (h0 * x0) + (h1 * x1) + (h2 * x2) + (h3 * x3) + (h4 * x4) + (h5 * x5) + (h6 * x6) + (h7 * x7);
                    i += 8;
                }

                start += rowLength;
                rows--;
            }
        }

        // A layer that started as a copy of its input has one large weight a row; while the others are few or small, looking for them is cheaper than multiplying by zeros.
        [Kernel]
        private static bool IsNearlyACopy(ConvolutionLayer layer, int output)
        {
            int[] weightSums = layer.WeightSums;
            int most = 64 + layer.InputChannels;
            int end = output + Group < layer.OutputChannels ? output + Group : layer.OutputChannels;
            for (int k = output; k < end; k++)
            {
                if (weightSums[k] > most)
                {
                    return false;
                }
            }

            return true;
        }

        // Adds the inputs that any of eight outputs has a weight for.
        [Kernel]
        private static void AddFewPoints(
            sbyte[] weights, int row0, int row4, int perOutput, int inputs, long[] x, int start, int rowLength, int planeLength, long[] sums,
            int rows, int columns)
        {
            long even = LaneMap.Even;
            int row1 = row0 + perOutput;
            int row2 = row1 + perOutput;
            int row3 = row2 + perOutput;
            int row5 = row4 + perOutput;
            int row6 = row5 + perOutput;
            int row7 = row6 + perOutput;
            for (int c = 0; c < inputs; c++)
            {
                int w0 = weights[c + row0];
                int w1 = weights[c + row1];
                int w2 = weights[c + row2];
                int w3 = weights[c + row3];
                int w4 = weights[c + row4];
                int w5 = weights[c + row5];
                int w6 = weights[c + row6];
                int w7 = weights[c + row7];
                if ((w0 | w1 | w2 | w3 | w4 | w5 | w6 | w7) != 0)
                {
                    int line = start;
                    int i = 0;
                    for (int row = 0; row < rows; row++)
                    {
                        int at = line;
                        for (int column = 0; column < columns; column++)
                        {
                            long value = x[at];
                            if ((column & 1) != 0)
                            {
                                value >>= LaneMap.OddShift;
                                at++;
                            }

                            value &= even;
                            if (w0 != 0)
                            {
                                sums[i] += w0 * value;
                            }

                            if (w1 != 0)
                            {
                                sums[i + 1] += w1 * value;
                            }

                            if (w2 != 0)
                            {
                                sums[i + 2] += w2 * value;
                            }

                            if (w3 != 0)
                            {
                                sums[i + 3] += w3 * value;
                            }

                            if (w4 != 0)
                            {
                                sums[i + 4] += w4 * value;
                            }

                            if (w5 != 0)
                            {
                                sums[i + 5] += w5 * value;
                            }

                            if (w6 != 0)
                            {
                                sums[i + 6] += w6 * value;
                            }

                            if (w7 != 0)
                            {
                                sums[i + 7] += w7 * value;
                            }

                            i += Group;
                        }

                        line += rowLength;
                    }
                }

                start += planeLength;
            }
        }
    }
}
