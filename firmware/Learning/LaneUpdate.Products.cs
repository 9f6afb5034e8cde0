namespace LlsEdge.Learning
{
    // Σ error·input in unrolled code: the errors of eight outputs in locals.
    public sealed partial class LaneUpdate
    {
        // The sums of error·input of eight outputs and the nine taps of one input channel, over some rows of words, in top lanes.
        [Kernel]
        private static void CorrelateOneChannel(
            long[] x, int start, int rowLength, int stride, long[] errors, int from, int[] gradient, bool adds, int rows, int columns)
        {
            long half = Half;
            long a0 = half;
            long a1 = half;
            long a2 = half;
            long a3 = half;
            long a4 = half;
            long a5 = half;
            long a6 = half;
            long a7 = half;
            long a8 = half;
            long b0 = half;
            long b1 = half;
            long b2 = half;
            long b3 = half;
            long b4 = half;
            long b5 = half;
            long b6 = half;
            long b7 = half;
            long b8 = half;
            long c0 = half;
            long c1 = half;
            long c2 = half;
            long c3 = half;
            long c4 = half;
            long c5 = half;
            long c6 = half;
            long c7 = half;
            long c8 = half;
            long d0 = half;
            long d1 = half;
            long d2 = half;
            long d3 = half;
            long d4 = half;
            long d5 = half;
            long d6 = half;
            long d7 = half;
            long d8 = half;
            long f0 = half;
            long f1 = half;
            long f2 = half;
            long f3 = half;
            long f4 = half;
            long f5 = half;
            long f6 = half;
            long f7 = half;
            long f8 = half;
            long g0 = half;
            long g1 = half;
            long g2 = half;
            long g3 = half;
            long g4 = half;
            long g5 = half;
            long g6 = half;
            long g7 = half;
            long g8 = half;
            long h0 = half;
            long h1 = half;
            long h2 = half;
            long h3 = half;
            long h4 = half;
            long h5 = half;
            long h6 = half;
            long h7 = half;
            long h8 = half;
            long k0 = half;
            long k1 = half;
            long k2 = half;
            long k3 = half;
            long k4 = half;
            long k5 = half;
            long k6 = half;
            long k7 = half;
            long k8 = half;
            long even = LaneMap.Even;
            int down1 = rowLength;
            int down2 = rowLength + rowLength;
            int e = from;
            while (rows > 0)
            {
                int at = start;
                for (int column = 0; column < columns; column += 3)
                {
                    long x00;
                    long x01;
                    long x02;
                    long x10;
                    long x11;
                    long x12;
                    long x20;
                    long x21;
                    long x22;
                    long x03;
                    long x04;
                    long x05;
                    long x13;
                    long x14;
                    long x15;
                    long x23;
                    long x24;
                    long x25;
                    long x06;
                    long x07;
                    long x08;
                    long x16;
                    long x17;
                    long x18;
                    long x26;
                    long x27;
                    long x28;
                    if (stride == 2)
                    {
                        x00 = (x[at] >> LaneMap.OddShift) & even;
                        long word = x[at + 1];
                        x01 = word & even;
                        x02 = (word >> LaneMap.OddShift) & even;
                        x10 = x02;
                        word = x[at + 2];
                        x11 = word & even;
                        x12 = (word >> LaneMap.OddShift) & even;
                        x20 = x12;
                        word = x[at + 3];
                        x21 = word & even;
                        x22 = (word >> LaneMap.OddShift) & even;
                        x03 = (x[at + down1] >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 1];
                        x04 = word & even;
                        x05 = (word >> LaneMap.OddShift) & even;
                        x13 = x05;
                        word = x[at + down1 + 2];
                        x14 = word & even;
                        x15 = (word >> LaneMap.OddShift) & even;
                        x23 = x15;
                        word = x[at + down1 + 3];
                        x24 = word & even;
                        x25 = (word >> LaneMap.OddShift) & even;
                        x06 = (x[at + down2] >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 1];
                        x07 = word & even;
                        x08 = (word >> LaneMap.OddShift) & even;
                        x16 = x08;
                        word = x[at + down2 + 2];
                        x17 = word & even;
                        x18 = (word >> LaneMap.OddShift) & even;
                        x26 = x18;
                        word = x[at + down2 + 3];
                        x27 = word & even;
                        x28 = (word >> LaneMap.OddShift) & even;
                        at += 3;
                    }
                    else if ((column & 1) == 0)
                    {
                        x00 = (x[at] >> LaneMap.OddShift) & even;
                        long word = x[at + 1];
                        x01 = word & even;
                        x02 = (word >> LaneMap.OddShift) & even;
                        word = x[at + 2];
                        x12 = word & even;
                        x22 = (word >> LaneMap.OddShift) & even;
                        x10 = x01;
                        x11 = x02;
                        x20 = x02;
                        x21 = x12;
                        x03 = (x[at + down1] >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 1];
                        x04 = word & even;
                        x05 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 2];
                        x15 = word & even;
                        x25 = (word >> LaneMap.OddShift) & even;
                        x13 = x04;
                        x14 = x05;
                        x23 = x05;
                        x24 = x15;
                        x06 = (x[at + down2] >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 1];
                        x07 = word & even;
                        x08 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 2];
                        x18 = word & even;
                        x28 = (word >> LaneMap.OddShift) & even;
                        x16 = x07;
                        x17 = x08;
                        x26 = x08;
                        x27 = x18;
                        at++;
                    }
                    else
                    {
                        long word = x[at + 1];
                        x00 = word & even;
                        x01 = (word >> LaneMap.OddShift) & even;
                        word = x[at + 2];
                        x02 = word & even;
                        x12 = (word >> LaneMap.OddShift) & even;
                        x22 = x[at + 3] & even;
                        x10 = x01;
                        x11 = x02;
                        x20 = x02;
                        x21 = x12;
                        word = x[at + down1 + 1];
                        x03 = word & even;
                        x04 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down1 + 2];
                        x05 = word & even;
                        x15 = (word >> LaneMap.OddShift) & even;
                        x25 = x[at + down1 + 3] & even;
                        x13 = x04;
                        x14 = x05;
                        x23 = x05;
                        x24 = x15;
                        word = x[at + down2 + 1];
                        x06 = word & even;
                        x07 = (word >> LaneMap.OddShift) & even;
                        word = x[at + down2 + 2];
                        x08 = word & even;
                        x18 = (word >> LaneMap.OddShift) & even;
                        x28 = x[at + down2 + 3] & even;
                        x16 = x07;
                        x17 = x08;
                        x26 = x08;
                        x27 = x18;
                        at += 2;
                    }

                    long e0 = errors[e];
                    long e1 = errors[e + 8];
                    long e2 = errors[e + 16];
                    if ((e0 | e1 | e2) != 0)
                    {
                        a0 = a0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        a1 = a1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        a2 = a2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        a3 = a3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        a4 = a4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        a5 = a5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        a6 = a6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        a7 = a7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        a8 = a8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 1];
                    e1 = errors[e + 9];
                    e2 = errors[e + 17];
                    if ((e0 | e1 | e2) != 0)
                    {
                        b0 = b0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        b1 = b1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        b2 = b2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        b3 = b3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        b4 = b4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        b5 = b5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        b6 = b6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        b7 = b7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        b8 = b8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 2];
                    e1 = errors[e + 10];
                    e2 = errors[e + 18];
                    if ((e0 | e1 | e2) != 0)
                    {
                        c0 = c0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        c1 = c1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        c2 = c2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        c3 = c3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        c4 = c4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        c5 = c5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        c6 = c6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        c7 = c7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        c8 = c8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 3];
                    e1 = errors[e + 11];
                    e2 = errors[e + 19];
                    if ((e0 | e1 | e2) != 0)
                    {
                        d0 = d0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        d1 = d1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        d2 = d2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        d3 = d3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        d4 = d4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        d5 = d5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        d6 = d6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        d7 = d7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        d8 = d8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 4];
                    e1 = errors[e + 12];
                    e2 = errors[e + 20];
                    if ((e0 | e1 | e2) != 0)
                    {
                        f0 = f0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        f1 = f1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        f2 = f2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        f3 = f3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        f4 = f4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        f5 = f5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        f6 = f6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        f7 = f7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        f8 = f8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 5];
                    e1 = errors[e + 13];
                    e2 = errors[e + 21];
                    if ((e0 | e1 | e2) != 0)
                    {
                        g0 = g0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        g1 = g1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        g2 = g2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        g3 = g3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        g4 = g4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        g5 = g5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        g6 = g6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        g7 = g7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        g8 = g8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 6];
                    e1 = errors[e + 14];
                    e2 = errors[e + 22];
                    if ((e0 | e1 | e2) != 0)
                    {
                        h0 = h0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        h1 = h1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        h2 = h2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        h3 = h3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        h4 = h4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        h5 = h5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        h6 = h6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        h7 = h7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        h8 = h8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e0 = errors[e + 7];
                    e1 = errors[e + 15];
                    e2 = errors[e + 23];
                    if ((e0 | e1 | e2) != 0)
                    {
                        k0 = k0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        k1 = k1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        k2 = k2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        k3 = k3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        k4 = k4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        k5 = k5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        k6 = k6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        k7 = k7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                        k8 = k8 + (e0 * x08) + (e1 * x18) + (e2 * x28);
                    }

                    e += 24;
                }

                start += stride * rowLength;
                rows--;
            }

            if (adds)
            {
                gradient[0] = gradient[0] + (int)((a0 << 1) >> TopShift);
                gradient[1] = gradient[1] + (int)((a1 << 1) >> TopShift);
                gradient[2] = gradient[2] + (int)((a2 << 1) >> TopShift);
                gradient[3] = gradient[3] + (int)((a3 << 1) >> TopShift);
                gradient[4] = gradient[4] + (int)((a4 << 1) >> TopShift);
                gradient[5] = gradient[5] + (int)((a5 << 1) >> TopShift);
                gradient[6] = gradient[6] + (int)((a6 << 1) >> TopShift);
                gradient[7] = gradient[7] + (int)((a7 << 1) >> TopShift);
                gradient[8] = gradient[8] + (int)((a8 << 1) >> TopShift);
                gradient[9] = gradient[9] + (int)((b0 << 1) >> TopShift);
                gradient[10] = gradient[10] + (int)((b1 << 1) >> TopShift);
                gradient[11] = gradient[11] + (int)((b2 << 1) >> TopShift);
                gradient[12] = gradient[12] + (int)((b3 << 1) >> TopShift);
                gradient[13] = gradient[13] + (int)((b4 << 1) >> TopShift);
                gradient[14] = gradient[14] + (int)((b5 << 1) >> TopShift);
                gradient[15] = gradient[15] + (int)((b6 << 1) >> TopShift);
                gradient[16] = gradient[16] + (int)((b7 << 1) >> TopShift);
                gradient[17] = gradient[17] + (int)((b8 << 1) >> TopShift);
                gradient[18] = gradient[18] + (int)((c0 << 1) >> TopShift);
                gradient[19] = gradient[19] + (int)((c1 << 1) >> TopShift);
                gradient[20] = gradient[20] + (int)((c2 << 1) >> TopShift);
                gradient[21] = gradient[21] + (int)((c3 << 1) >> TopShift);
                gradient[22] = gradient[22] + (int)((c4 << 1) >> TopShift);
                gradient[23] = gradient[23] + (int)((c5 << 1) >> TopShift);
                gradient[24] = gradient[24] + (int)((c6 << 1) >> TopShift);
                gradient[25] = gradient[25] + (int)((c7 << 1) >> TopShift);
                gradient[26] = gradient[26] + (int)((c8 << 1) >> TopShift);
                gradient[27] = gradient[27] + (int)((d0 << 1) >> TopShift);
                gradient[28] = gradient[28] + (int)((d1 << 1) >> TopShift);
                gradient[29] = gradient[29] + (int)((d2 << 1) >> TopShift);
                gradient[30] = gradient[30] + (int)((d3 << 1) >> TopShift);
                gradient[31] = gradient[31] + (int)((d4 << 1) >> TopShift);
                gradient[32] = gradient[32] + (int)((d5 << 1) >> TopShift);
                gradient[33] = gradient[33] + (int)((d6 << 1) >> TopShift);
                gradient[34] = gradient[34] + (int)((d7 << 1) >> TopShift);
                gradient[35] = gradient[35] + (int)((d8 << 1) >> TopShift);
                gradient[36] = gradient[36] + (int)((f0 << 1) >> TopShift);
                gradient[37] = gradient[37] + (int)((f1 << 1) >> TopShift);
                gradient[38] = gradient[38] + (int)((f2 << 1) >> TopShift);
                gradient[39] = gradient[39] + (int)((f3 << 1) >> TopShift);
                gradient[40] = gradient[40] + (int)((f4 << 1) >> TopShift);
                gradient[41] = gradient[41] + (int)((f5 << 1) >> TopShift);
                gradient[42] = gradient[42] + (int)((f6 << 1) >> TopShift);
                gradient[43] = gradient[43] + (int)((f7 << 1) >> TopShift);
                gradient[44] = gradient[44] + (int)((f8 << 1) >> TopShift);
                gradient[45] = gradient[45] + (int)((g0 << 1) >> TopShift);
                gradient[46] = gradient[46] + (int)((g1 << 1) >> TopShift);
                gradient[47] = gradient[47] + (int)((g2 << 1) >> TopShift);
                gradient[48] = gradient[48] + (int)((g3 << 1) >> TopShift);
                gradient[49] = gradient[49] + (int)((g4 << 1) >> TopShift);
                gradient[50] = gradient[50] + (int)((g5 << 1) >> TopShift);
                gradient[51] = gradient[51] + (int)((g6 << 1) >> TopShift);
                gradient[52] = gradient[52] + (int)((g7 << 1) >> TopShift);
                gradient[53] = gradient[53] + (int)((g8 << 1) >> TopShift);
                gradient[54] = gradient[54] + (int)((h0 << 1) >> TopShift);
                gradient[55] = gradient[55] + (int)((h1 << 1) >> TopShift);
                gradient[56] = gradient[56] + (int)((h2 << 1) >> TopShift);
                gradient[57] = gradient[57] + (int)((h3 << 1) >> TopShift);
                gradient[58] = gradient[58] + (int)((h4 << 1) >> TopShift);
                gradient[59] = gradient[59] + (int)((h5 << 1) >> TopShift);
                gradient[60] = gradient[60] + (int)((h6 << 1) >> TopShift);
                gradient[61] = gradient[61] + (int)((h7 << 1) >> TopShift);
                gradient[62] = gradient[62] + (int)((h8 << 1) >> TopShift);
                gradient[63] = gradient[63] + (int)((k0 << 1) >> TopShift);
                gradient[64] = gradient[64] + (int)((k1 << 1) >> TopShift);
                gradient[65] = gradient[65] + (int)((k2 << 1) >> TopShift);
                gradient[66] = gradient[66] + (int)((k3 << 1) >> TopShift);
                gradient[67] = gradient[67] + (int)((k4 << 1) >> TopShift);
                gradient[68] = gradient[68] + (int)((k5 << 1) >> TopShift);
                gradient[69] = gradient[69] + (int)((k6 << 1) >> TopShift);
                gradient[70] = gradient[70] + (int)((k7 << 1) >> TopShift);
                gradient[71] = gradient[71] + (int)((k8 << 1) >> TopShift);
            }
            else
            {
                gradient[0] = (int)((a0 << 1) >> TopShift);
                gradient[1] = (int)((a1 << 1) >> TopShift);
                gradient[2] = (int)((a2 << 1) >> TopShift);
                gradient[3] = (int)((a3 << 1) >> TopShift);
                gradient[4] = (int)((a4 << 1) >> TopShift);
                gradient[5] = (int)((a5 << 1) >> TopShift);
                gradient[6] = (int)((a6 << 1) >> TopShift);
                gradient[7] = (int)((a7 << 1) >> TopShift);
                gradient[8] = (int)((a8 << 1) >> TopShift);
                gradient[9] = (int)((b0 << 1) >> TopShift);
                gradient[10] = (int)((b1 << 1) >> TopShift);
                gradient[11] = (int)((b2 << 1) >> TopShift);
                gradient[12] = (int)((b3 << 1) >> TopShift);
                gradient[13] = (int)((b4 << 1) >> TopShift);
                gradient[14] = (int)((b5 << 1) >> TopShift);
                gradient[15] = (int)((b6 << 1) >> TopShift);
                gradient[16] = (int)((b7 << 1) >> TopShift);
                gradient[17] = (int)((b8 << 1) >> TopShift);
                gradient[18] = (int)((c0 << 1) >> TopShift);
                gradient[19] = (int)((c1 << 1) >> TopShift);
                gradient[20] = (int)((c2 << 1) >> TopShift);
                gradient[21] = (int)((c3 << 1) >> TopShift);
                gradient[22] = (int)((c4 << 1) >> TopShift);
                gradient[23] = (int)((c5 << 1) >> TopShift);
                gradient[24] = (int)((c6 << 1) >> TopShift);
                gradient[25] = (int)((c7 << 1) >> TopShift);
                gradient[26] = (int)((c8 << 1) >> TopShift);
                gradient[27] = (int)((d0 << 1) >> TopShift);
                gradient[28] = (int)((d1 << 1) >> TopShift);
                gradient[29] = (int)((d2 << 1) >> TopShift);
                gradient[30] = (int)((d3 << 1) >> TopShift);
                gradient[31] = (int)((d4 << 1) >> TopShift);
                gradient[32] = (int)((d5 << 1) >> TopShift);
                gradient[33] = (int)((d6 << 1) >> TopShift);
                gradient[34] = (int)((d7 << 1) >> TopShift);
                gradient[35] = (int)((d8 << 1) >> TopShift);
                gradient[36] = (int)((f0 << 1) >> TopShift);
                gradient[37] = (int)((f1 << 1) >> TopShift);
                gradient[38] = (int)((f2 << 1) >> TopShift);
                gradient[39] = (int)((f3 << 1) >> TopShift);
                gradient[40] = (int)((f4 << 1) >> TopShift);
                gradient[41] = (int)((f5 << 1) >> TopShift);
                gradient[42] = (int)((f6 << 1) >> TopShift);
                gradient[43] = (int)((f7 << 1) >> TopShift);
                gradient[44] = (int)((f8 << 1) >> TopShift);
                gradient[45] = (int)((g0 << 1) >> TopShift);
                gradient[46] = (int)((g1 << 1) >> TopShift);
                gradient[47] = (int)((g2 << 1) >> TopShift);
                gradient[48] = (int)((g3 << 1) >> TopShift);
                gradient[49] = (int)((g4 << 1) >> TopShift);
                gradient[50] = (int)((g5 << 1) >> TopShift);
                gradient[51] = (int)((g6 << 1) >> TopShift);
                gradient[52] = (int)((g7 << 1) >> TopShift);
                gradient[53] = (int)((g8 << 1) >> TopShift);
                gradient[54] = (int)((h0 << 1) >> TopShift);
                gradient[55] = (int)((h1 << 1) >> TopShift);
                gradient[56] = (int)((h2 << 1) >> TopShift);
                gradient[57] = (int)((h3 << 1) >> TopShift);
                gradient[58] = (int)((h4 << 1) >> TopShift);
                gradient[59] = (int)((h5 << 1) >> TopShift);
                gradient[60] = (int)((h6 << 1) >> TopShift);
                gradient[61] = (int)((h7 << 1) >> TopShift);
                gradient[62] = (int)((h8 << 1) >> TopShift);
                gradient[63] = (int)((k0 << 1) >> TopShift);
                gradient[64] = (int)((k1 << 1) >> TopShift);
                gradient[65] = (int)((k2 << 1) >> TopShift);
                gradient[66] = (int)((k3 << 1) >> TopShift);
                gradient[67] = (int)((k4 << 1) >> TopShift);
                gradient[68] = (int)((k5 << 1) >> TopShift);
                gradient[69] = (int)((k6 << 1) >> TopShift);
                gradient[70] = (int)((k7 << 1) >> TopShift);
                gradient[71] = (int)((k8 << 1) >> TopShift);
            }
        }

        // The same of eight outputs and eight input channels (or the last four) of a 1×1 kernel.
        [Kernel]
        private static void CorrelateEightPoints(
            long[] x, int start, int rowLength, int planeLength, int lastPlanes, long[] errors, int from, int[] gradient, bool adds,
            int rows, int columns)
        {
            long half = Half;
            long a0 = half;
            long a1 = half;
            long a2 = half;
            long a3 = half;
            long a4 = half;
            long a5 = half;
            long a6 = half;
            long a7 = half;
            long b0 = half;
            long b1 = half;
            long b2 = half;
            long b3 = half;
            long b4 = half;
            long b5 = half;
            long b6 = half;
            long b7 = half;
            long c0 = half;
            long c1 = half;
            long c2 = half;
            long c3 = half;
            long c4 = half;
            long c5 = half;
            long c6 = half;
            long c7 = half;
            long d0 = half;
            long d1 = half;
            long d2 = half;
            long d3 = half;
            long d4 = half;
            long d5 = half;
            long d6 = half;
            long d7 = half;
            long f0 = half;
            long f1 = half;
            long f2 = half;
            long f3 = half;
            long f4 = half;
            long f5 = half;
            long f6 = half;
            long f7 = half;
            long g0 = half;
            long g1 = half;
            long g2 = half;
            long g3 = half;
            long g4 = half;
            long g5 = half;
            long g6 = half;
            long g7 = half;
            long h0 = half;
            long h1 = half;
            long h2 = half;
            long h3 = half;
            long h4 = half;
            long h5 = half;
            long h6 = half;
            long h7 = half;
            long k0 = half;
            long k1 = half;
            long k2 = half;
            long k3 = half;
            long k4 = half;
            long k5 = half;
            long k6 = half;
            long k7 = half;
            long even = LaneMap.Even;
            int e = from;
            while (rows > 0)
            {
                int at = start;
                for (int column = 0; column < columns; column += 3)
                {
                    int place = at;
                    long x00;
                    long x10;
                    long x20;
                    long x01;
                    long x11;
                    long x21;
                    long x02;
                    long x12;
                    long x22;
                    long x03;
                    long x13;
                    long x23;
                    long x04;
                    long x14;
                    long x24;
                    long x05;
                    long x15;
                    long x25;
                    long x06;
                    long x16;
                    long x26;
                    long x07;
                    long x17;
                    long x27;
                    if ((column & 1) == 0)
                    {
                        long word = x[place];
                        x00 = word & even;
                        x10 = (word >> LaneMap.OddShift) & even;
                        x20 = x[place + 1] & even;
                        place += planeLength;
                        word = x[place];
                        x01 = word & even;
                        x11 = (word >> LaneMap.OddShift) & even;
                        x21 = x[place + 1] & even;
                        place += planeLength;
                        word = x[place];
                        x02 = word & even;
                        x12 = (word >> LaneMap.OddShift) & even;
                        x22 = x[place + 1] & even;
                        place += planeLength;
                        word = x[place];
                        x03 = word & even;
                        x13 = (word >> LaneMap.OddShift) & even;
                        x23 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x04 = word & even;
                        x14 = (word >> LaneMap.OddShift) & even;
                        x24 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x05 = word & even;
                        x15 = (word >> LaneMap.OddShift) & even;
                        x25 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x06 = word & even;
                        x16 = (word >> LaneMap.OddShift) & even;
                        x26 = x[place + 1] & even;
                        place += lastPlanes;
                        word = x[place];
                        x07 = word & even;
                        x17 = (word >> LaneMap.OddShift) & even;
                        x27 = x[place + 1] & even;
                        at++;
                    }
                    else
                    {
                        x00 = (x[place] >> LaneMap.OddShift) & even;
                        long word = x[place + 1];
                        x10 = word & even;
                        x20 = (word >> LaneMap.OddShift) & even;
                        place += planeLength;
                        x01 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x11 = word & even;
                        x21 = (word >> LaneMap.OddShift) & even;
                        place += planeLength;
                        x02 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x12 = word & even;
                        x22 = (word >> LaneMap.OddShift) & even;
                        place += planeLength;
                        x03 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x13 = word & even;
                        x23 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x04 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x14 = word & even;
                        x24 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x05 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x15 = word & even;
                        x25 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x06 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x16 = word & even;
                        x26 = (word >> LaneMap.OddShift) & even;
                        place += lastPlanes;
                        x07 = (x[place] >> LaneMap.OddShift) & even;
                        word = x[place + 1];
                        x17 = word & even;
                        x27 = (word >> LaneMap.OddShift) & even;
                        at += 2;
                    }

                    long e0 = errors[e];
                    long e1 = errors[e + 8];
                    long e2 = errors[e + 16];
                    if ((e0 | e1 | e2) != 0)
                    {
                        a0 = a0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        a1 = a1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        a2 = a2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        a3 = a3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        a4 = a4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        a5 = a5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        a6 = a6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        a7 = a7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 1];
                    e1 = errors[e + 9];
                    e2 = errors[e + 17];
                    if ((e0 | e1 | e2) != 0)
                    {
                        b0 = b0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        b1 = b1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        b2 = b2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        b3 = b3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        b4 = b4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        b5 = b5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        b6 = b6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        b7 = b7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 2];
                    e1 = errors[e + 10];
                    e2 = errors[e + 18];
                    if ((e0 | e1 | e2) != 0)
                    {
                        c0 = c0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        c1 = c1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        c2 = c2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        c3 = c3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        c4 = c4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        c5 = c5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        c6 = c6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        c7 = c7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 3];
                    e1 = errors[e + 11];
                    e2 = errors[e + 19];
                    if ((e0 | e1 | e2) != 0)
                    {
                        d0 = d0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        d1 = d1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        d2 = d2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        d3 = d3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        d4 = d4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        d5 = d5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        d6 = d6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        d7 = d7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 4];
                    e1 = errors[e + 12];
                    e2 = errors[e + 20];
                    if ((e0 | e1 | e2) != 0)
                    {
                        f0 = f0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        f1 = f1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        f2 = f2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        f3 = f3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        f4 = f4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        f5 = f5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        f6 = f6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        f7 = f7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 5];
                    e1 = errors[e + 13];
                    e2 = errors[e + 21];
                    if ((e0 | e1 | e2) != 0)
                    {
                        g0 = g0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        g1 = g1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        g2 = g2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        g3 = g3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        g4 = g4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        g5 = g5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        g6 = g6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        g7 = g7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 6];
                    e1 = errors[e + 14];
                    e2 = errors[e + 22];
                    if ((e0 | e1 | e2) != 0)
                    {
                        h0 = h0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        h1 = h1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        h2 = h2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        h3 = h3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        h4 = h4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        h5 = h5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        h6 = h6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        h7 = h7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e0 = errors[e + 7];
                    e1 = errors[e + 15];
                    e2 = errors[e + 23];
                    if ((e0 | e1 | e2) != 0)
                    {
                        k0 = k0 + (e0 * x00) + (e1 * x10) + (e2 * x20);
                        k1 = k1 + (e0 * x01) + (e1 * x11) + (e2 * x21);
                        k2 = k2 + (e0 * x02) + (e1 * x12) + (e2 * x22);
                        k3 = k3 + (e0 * x03) + (e1 * x13) + (e2 * x23);
                        k4 = k4 + (e0 * x04) + (e1 * x14) + (e2 * x24);
                        k5 = k5 + (e0 * x05) + (e1 * x15) + (e2 * x25);
                        k6 = k6 + (e0 * x06) + (e1 * x16) + (e2 * x26);
                        k7 = k7 + (e0 * x07) + (e1 * x17) + (e2 * x27);
                    }

                    e += 24;
                }

                start += rowLength;
                rows--;
            }

            if (adds)
            {
                gradient[0] = gradient[0] + (int)((a0 << 1) >> TopShift);
                gradient[1] = gradient[1] + (int)((a1 << 1) >> TopShift);
                gradient[2] = gradient[2] + (int)((a2 << 1) >> TopShift);
                gradient[3] = gradient[3] + (int)((a3 << 1) >> TopShift);
                gradient[4] = gradient[4] + (int)((a4 << 1) >> TopShift);
                gradient[5] = gradient[5] + (int)((a5 << 1) >> TopShift);
                gradient[6] = gradient[6] + (int)((a6 << 1) >> TopShift);
                gradient[7] = gradient[7] + (int)((a7 << 1) >> TopShift);
                gradient[9] = gradient[9] + (int)((b0 << 1) >> TopShift);
                gradient[10] = gradient[10] + (int)((b1 << 1) >> TopShift);
                gradient[11] = gradient[11] + (int)((b2 << 1) >> TopShift);
                gradient[12] = gradient[12] + (int)((b3 << 1) >> TopShift);
                gradient[13] = gradient[13] + (int)((b4 << 1) >> TopShift);
                gradient[14] = gradient[14] + (int)((b5 << 1) >> TopShift);
                gradient[15] = gradient[15] + (int)((b6 << 1) >> TopShift);
                gradient[16] = gradient[16] + (int)((b7 << 1) >> TopShift);
                gradient[18] = gradient[18] + (int)((c0 << 1) >> TopShift);
                gradient[19] = gradient[19] + (int)((c1 << 1) >> TopShift);
                gradient[20] = gradient[20] + (int)((c2 << 1) >> TopShift);
                gradient[21] = gradient[21] + (int)((c3 << 1) >> TopShift);
                gradient[22] = gradient[22] + (int)((c4 << 1) >> TopShift);
                gradient[23] = gradient[23] + (int)((c5 << 1) >> TopShift);
                gradient[24] = gradient[24] + (int)((c6 << 1) >> TopShift);
                gradient[25] = gradient[25] + (int)((c7 << 1) >> TopShift);
                gradient[27] = gradient[27] + (int)((d0 << 1) >> TopShift);
                gradient[28] = gradient[28] + (int)((d1 << 1) >> TopShift);
                gradient[29] = gradient[29] + (int)((d2 << 1) >> TopShift);
                gradient[30] = gradient[30] + (int)((d3 << 1) >> TopShift);
                gradient[31] = gradient[31] + (int)((d4 << 1) >> TopShift);
                gradient[32] = gradient[32] + (int)((d5 << 1) >> TopShift);
                gradient[33] = gradient[33] + (int)((d6 << 1) >> TopShift);
                gradient[34] = gradient[34] + (int)((d7 << 1) >> TopShift);
                gradient[36] = gradient[36] + (int)((f0 << 1) >> TopShift);
                gradient[37] = gradient[37] + (int)((f1 << 1) >> TopShift);
                gradient[38] = gradient[38] + (int)((f2 << 1) >> TopShift);
                gradient[39] = gradient[39] + (int)((f3 << 1) >> TopShift);
                gradient[40] = gradient[40] + (int)((f4 << 1) >> TopShift);
                gradient[41] = gradient[41] + (int)((f5 << 1) >> TopShift);
                gradient[42] = gradient[42] + (int)((f6 << 1) >> TopShift);
                gradient[43] = gradient[43] + (int)((f7 << 1) >> TopShift);
                gradient[45] = gradient[45] + (int)((g0 << 1) >> TopShift);
                gradient[46] = gradient[46] + (int)((g1 << 1) >> TopShift);
                gradient[47] = gradient[47] + (int)((g2 << 1) >> TopShift);
                gradient[48] = gradient[48] + (int)((g3 << 1) >> TopShift);
                gradient[49] = gradient[49] + (int)((g4 << 1) >> TopShift);
                gradient[50] = gradient[50] + (int)((g5 << 1) >> TopShift);
                gradient[51] = gradient[51] + (int)((g6 << 1) >> TopShift);
                gradient[52] = gradient[52] + (int)((g7 << 1) >> TopShift);
                gradient[54] = gradient[54] + (int)((h0 << 1) >> TopShift);
                gradient[55] = gradient[55] + (int)((h1 << 1) >> TopShift);
                gradient[56] = gradient[56] + (int)((h2 << 1) >> TopShift);
                gradient[57] = gradient[57] + (int)((h3 << 1) >> TopShift);
                gradient[58] = gradient[58] + (int)((h4 << 1) >> TopShift);
                gradient[59] = gradient[59] + (int)((h5 << 1) >> TopShift);
                gradient[60] = gradient[60] + (int)((h6 << 1) >> TopShift);
                gradient[61] = gradient[61] + (int)((h7 << 1) >> TopShift);
                gradient[63] = gradient[63] + (int)((k0 << 1) >> TopShift);
                gradient[64] = gradient[64] + (int)((k1 << 1) >> TopShift);
                gradient[65] = gradient[65] + (int)((k2 << 1) >> TopShift);
                gradient[66] = gradient[66] + (int)((k3 << 1) >> TopShift);
                gradient[67] = gradient[67] + (int)((k4 << 1) >> TopShift);
                gradient[68] = gradient[68] + (int)((k5 << 1) >> TopShift);
                gradient[69] = gradient[69] + (int)((k6 << 1) >> TopShift);
                gradient[70] = gradient[70] + (int)((k7 << 1) >> TopShift);
            }
            else
            {
                gradient[0] = (int)((a0 << 1) >> TopShift);
                gradient[1] = (int)((a1 << 1) >> TopShift);
                gradient[2] = (int)((a2 << 1) >> TopShift);
                gradient[3] = (int)((a3 << 1) >> TopShift);
                gradient[4] = (int)((a4 << 1) >> TopShift);
                gradient[5] = (int)((a5 << 1) >> TopShift);
                gradient[6] = (int)((a6 << 1) >> TopShift);
                gradient[7] = (int)((a7 << 1) >> TopShift);
                gradient[9] = (int)((b0 << 1) >> TopShift);
                gradient[10] = (int)((b1 << 1) >> TopShift);
                gradient[11] = (int)((b2 << 1) >> TopShift);
                gradient[12] = (int)((b3 << 1) >> TopShift);
                gradient[13] = (int)((b4 << 1) >> TopShift);
                gradient[14] = (int)((b5 << 1) >> TopShift);
                gradient[15] = (int)((b6 << 1) >> TopShift);
                gradient[16] = (int)((b7 << 1) >> TopShift);
                gradient[18] = (int)((c0 << 1) >> TopShift);
                gradient[19] = (int)((c1 << 1) >> TopShift);
                gradient[20] = (int)((c2 << 1) >> TopShift);
                gradient[21] = (int)((c3 << 1) >> TopShift);
                gradient[22] = (int)((c4 << 1) >> TopShift);
                gradient[23] = (int)((c5 << 1) >> TopShift);
                gradient[24] = (int)((c6 << 1) >> TopShift);
                gradient[25] = (int)((c7 << 1) >> TopShift);
                gradient[27] = (int)((d0 << 1) >> TopShift);
                gradient[28] = (int)((d1 << 1) >> TopShift);
                gradient[29] = (int)((d2 << 1) >> TopShift);
                gradient[30] = (int)((d3 << 1) >> TopShift);
                gradient[31] = (int)((d4 << 1) >> TopShift);
                gradient[32] = (int)((d5 << 1) >> TopShift);
                gradient[33] = (int)((d6 << 1) >> TopShift);
                gradient[34] = (int)((d7 << 1) >> TopShift);
                gradient[36] = (int)((f0 << 1) >> TopShift);
                gradient[37] = (int)((f1 << 1) >> TopShift);
                gradient[38] = (int)((f2 << 1) >> TopShift);
                gradient[39] = (int)((f3 << 1) >> TopShift);
                gradient[40] = (int)((f4 << 1) >> TopShift);
                gradient[41] = (int)((f5 << 1) >> TopShift);
                gradient[42] = (int)((f6 << 1) >> TopShift);
                gradient[43] = (int)((f7 << 1) >> TopShift);
                gradient[45] = (int)((g0 << 1) >> TopShift);
                gradient[46] = (int)((g1 << 1) >> TopShift);
                gradient[47] = (int)((g2 << 1) >> TopShift);
                gradient[48] = (int)((g3 << 1) >> TopShift);
                gradient[49] = (int)((g4 << 1) >> TopShift);
                gradient[50] = (int)((g5 << 1) >> TopShift);
                gradient[51] = (int)((g6 << 1) >> TopShift);
                gradient[52] = (int)((g7 << 1) >> TopShift);
                gradient[54] = (int)((h0 << 1) >> TopShift);
                gradient[55] = (int)((h1 << 1) >> TopShift);
                gradient[56] = (int)((h2 << 1) >> TopShift);
                gradient[57] = (int)((h3 << 1) >> TopShift);
                gradient[58] = (int)((h4 << 1) >> TopShift);
                gradient[59] = (int)((h5 << 1) >> TopShift);
                gradient[60] = (int)((h6 << 1) >> TopShift);
                gradient[61] = (int)((h7 << 1) >> TopShift);
                gradient[63] = (int)((k0 << 1) >> TopShift);
                gradient[64] = (int)((k1 << 1) >> TopShift);
                gradient[65] = (int)((k2 << 1) >> TopShift);
                gradient[66] = (int)((k3 << 1) >> TopShift);
                gradient[67] = (int)((k4 << 1) >> TopShift);
                gradient[68] = (int)((k5 << 1) >> TopShift);
                gradient[69] = (int)((k6 << 1) >> TopShift);
                gradient[70] = (int)((k7 << 1) >> TopShift);
            }
        }
    }
}
