namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Straight-line arithmetic on locals.
    /// </summary>
    public static class Chains
    {
        /// <summary>Nothing: the loop alone.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Empty(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
            }
        }

        /// <summary>32 terms of 32-bit locals, added and subtracted.</summary>
        /// <param name="turns">How many turns.</param>
        public static void IntChain(int turns)
        {
            int x0 = 3;
            int x1 = 8;
            int x2 = 13;
            int x3 = 18;
            int x4 = 23;
            int x5 = 28;
            int x6 = 33;
            int x7 = 38;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = x0 - x1 + x2 - x3 + x4 - x5 + x6 - x7 + x0 - x1 + x2 - x3 + x4 - x5 + x6 - x7 + x0 - x1 + x2 - x3 + x4 - x5 + x6 - x7 + x0 - x1
                    + x2 - x3 + x4 - x5 + x6 - x7;
            }

            Sink.Narrow = r;
        }

        /// <summary>32 terms of 64-bit locals, added and subtracted: ternary weights over position lanes.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LongChain(int turns)
        {
            long x0 = 0x0003000700010009L;
            long x1 = 0x0008000A0003000AL;
            long x2 = 0x000D000D0005000BL;
            long x3 = 0x001200100007000CL;
            long x4 = 0x001700130009000DL;
            long x5 = 0x001C0016000B000EL;
            long x6 = 0x00210019000D000FL;
            long x7 = 0x0026001C000F0010L;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = x0 - x1 + x2 - x3 + x4 - x5 + x6 - x7 + x0 - x1 + x2 - x3 + x4 - x5 + x6 - x7 + x0 - x1 + x2 - x3 + x4 - x5 + x6 - x7 + x0 - x1
                    + x2 - x3 + x4 - x5 + x6 - x7;
            }

            Sink.Wide = r;
        }

        /// <summary>16 terms activation × 64-bit constant: int8 weights of several channels in lanes.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LaneConstants(int turns)
        {
            long x0 = 3;
            long x1 = 8;
            long x2 = 13;
            long x3 = 18;
            long x4 = 23;
            long x5 = 28;
            long x6 = 33;
            long x7 = 38;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 * 0x0000210FFFEF7BE0L)
                    + (x1 * 0x00001EF801421087L)
                    + (x2 * 0x0000739001C6318BL)
                    + (x3 * 0x000053A0040842AAL)
                    + (x4 * 0x0000211003EF7BECL)
                    + (x5 * 0x00001EF805421093L)
                    + (x6 * 0x0000739005C63197L)
                    + (x7 * 0x000053A0080842B6L)
                    + (x0 * 0x0000211007EF7BF8L)
                    + (x1 * 0x00001EF80942109FL)
                    + (x2 * 0x0000739009C631A3L)
                    + (x3 * 0x000053A00C0842C2L)
                    + (x4 * 0x000021100BEF7C04L)
                    + (x5 * 0x00001EF80D4210ABL)
                    + (x6 * 0x000073900DC631AFL)
                    + (x7 * 0x000053A0100842CEL);
            }

            Sink.Wide = r;
        }

        /// <summary>The same with the constants in locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LaneConstantsInLocals(int turns)
        {
            long x0 = 3;
            long x1 = 8;
            long x2 = 13;
            long x3 = 18;
            long x4 = 23;
            long x5 = 28;
            long x6 = 33;
            long x7 = 38;
            long c0 = 0x0000210FFFEF7BE0L;
            long c1 = 0x00001EF801421087L;
            long c2 = 0x0000739001C6318BL;
            long c3 = 0x000053A0040842AAL;
            long c4 = 0x0000211003EF7BECL;
            long c5 = 0x00001EF805421093L;
            long c6 = 0x0000739005C63197L;
            long c7 = 0x000053A0080842B6L;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 * c0)
                    + (x1 * c3)
                    + (x2 * c6)
                    + (x3 * c1)
                    + (x4 * c4)
                    + (x5 * c7)
                    + (x6 * c2)
                    + (x7 * c5)
                    + (x0 * c0)
                    + (x1 * c3)
                    + (x2 * c6)
                    + (x3 * c1)
                    + (x4 * c4)
                    + (x5 * c7)
                    + (x6 * c2)
                    + (x7 * c5);
            }

            Sink.Wide = r;
        }

        /// <summary>16 statements <c>a += x × constant</c> into two accumulators.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LaneStatements(int turns)
        {
            long x0 = 3;
            long x1 = 8;
            long x2 = 13;
            long x3 = 18;
            long x4 = 23;
            long x5 = 28;
            long x6 = 33;
            long x7 = 38;
            long a = 0;
            long b = 0;
            for (int i = 0; i < turns; i++)
            {
                a += x0 * 0x0000210FFFEF7BE0L;
                b += x1 * 0x00001EF801421087L;
                a += x2 * 0x0000739001C6318BL;
                b += x3 * 0x000053A0040842AAL;
                a += x4 * 0x0000211003EF7BECL;
                b += x5 * 0x00001EF805421093L;
                a += x6 * 0x0000739005C63197L;
                b += x7 * 0x000053A0080842B6L;
                a += x0 * 0x0000211007EF7BF8L;
                b += x1 * 0x00001EF80942109FL;
                a += x2 * 0x0000739009C631A3L;
                b += x3 * 0x000053A00C0842C2L;
                a += x4 * 0x000021100BEF7C04L;
                b += x5 * 0x00001EF80D4210ABL;
                a += x6 * 0x000073900DC631AFL;
                b += x7 * 0x000053A0100842CEL;
            }

            Sink.Wide = a + b;
        }

        /// <summary>16 terms 32-bit activation × constant of a byte.</summary>
        /// <param name="turns">How many turns.</param>
        public static void IntConstants(int turns)
        {
            int x0 = 3;
            int x1 = 8;
            int x2 = 13;
            int x3 = 18;
            int x4 = 23;
            int x5 = 28;
            int x6 = 33;
            int x7 = 38;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 * 57) + (x1 * -113) + (x2 * 99) + (x3 * -21) + (x4 * 12) + (x5 * -88) + (x6 * 101) + (x7 * 33) + (x0 * 58) + (x1 * -112)
                    + (x2 * 100) + (x3 * -20) + (x4 * 13) + (x5 * -87) + (x6 * 102) + (x7 * 34);
            }

            Sink.Narrow = r;
        }

        /// <summary>16 terms <c>x &amp; m</c>, the masks in locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void MaskedSum(int turns)
        {
            long x0 = 0x0003000700010009L;
            long x1 = 0x0008000A0003000AL;
            long x2 = 0x000D000D0005000BL;
            long x3 = 0x001200100007000CL;
            long x4 = 0x001700130009000DL;
            long x5 = 0x001C0016000B000EL;
            long x6 = 0x00210019000D000FL;
            long x7 = 0x0026001C000F0010L;
            long m0 = 0x000000000000FFFFL;
            long m1 = 0x00000000FFFF0000L;
            long m2 = 0x0000FFFF0000FFFFL;
            long m3 = -0x0000FFFF00010000L;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 & m0) + (x1 & m1) + (x2 & m2) + (x3 & m3) + (x4 & m0) + (x5 & m1) + (x6 & m2) + (x7 & m3) + (x0 & m0) + (x1 & m1) + (x2 & m2)
                    + (x3 & m3) + (x4 & m0) + (x5 & m1) + (x6 & m2) + (x7 & m3);
            }

            Sink.Wide = r;
        }

        /// <summary>16 terms <c>x &amp; constant</c>.</summary>
        /// <param name="turns">How many turns.</param>
        public static void MaskedSumConstants(int turns)
        {
            long x0 = 0x0003000700010009L;
            long x1 = 0x0008000A0003000AL;
            long x2 = 0x000D000D0005000BL;
            long x3 = 0x001200100007000CL;
            long x4 = 0x001700130009000DL;
            long x5 = 0x001C0016000B000EL;
            long x6 = 0x00210019000D000FL;
            long x7 = 0x0026001C000F0010L;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 & 0x000000000000FFFFL)
                    + (x1 & 0x00000000FFFF0000L)
                    + (x2 & 0x0000FFFF0000FFFFL)
                    + (x3 & 0x7FFF0000FFFF0000L)
                    + (x4 & 0x000000000000FFFFL)
                    + (x5 & 0x00000000FFFF0000L)
                    + (x6 & 0x0000FFFF0000FFFFL)
                    + (x7 & 0x7FFF0000FFFF0000L)
                    + (x0 & 0x000000000000FFFFL)
                    + (x1 & 0x00000000FFFF0000L)
                    + (x2 & 0x0000FFFF0000FFFFL)
                    + (x3 & 0x7FFF0000FFFF0000L)
                    + (x4 & 0x000000000000FFFFL)
                    + (x5 & 0x00000000FFFF0000L)
                    + (x6 & 0x0000FFFF0000FFFFL)
                    + (x7 & 0x7FFF0000FFFF0000L);
            }

            Sink.Wide = r;
        }

        /// <summary>16 terms of an int made a long: conv.i8.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Widen(int turns)
        {
            int x0 = 3;
            int x1 = 8;
            int x2 = 13;
            int x3 = 18;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (long)x0 + (long)x1 + (long)x2 + (long)x3 + (long)x0 + (long)x1 + (long)x2 + (long)x3 + (long)x0 + (long)x1 + (long)x2 + (long)x3
                    + (long)x0 + (long)x1 + (long)x2 + (long)x3;
            }

            Sink.Wide = r;
        }

        /// <summary>16 terms of a long made an int: conv.i4.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Narrow(int turns)
        {
            long x0 = 0x0003000700010009L;
            long x1 = 0x0008000A0003000AL;
            long x2 = 0x000D000D0005000BL;
            long x3 = 0x001200100007000CL;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (int)x0 + (int)x1 + (int)x2 + (int)x3 + (int)x0 + (int)x1 + (int)x2 + (int)x3 + (int)x0 + (int)x1 + (int)x2 + (int)x3 + (int)x0
                    + (int)x1 + (int)x2 + (int)x3;
            }

            Sink.Narrow = r;
        }

        /// <summary>16 terms of an int made a signed byte: conv.i1.</summary>
        /// <param name="turns">How many turns.</param>
        public static void ToBytes(int turns)
        {
            int x0 = 1300;
            int x1 = 1357;
            int x2 = 1414;
            int x3 = 1471;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (sbyte)x0 + (sbyte)x1 + (sbyte)x2 + (sbyte)x3 + (sbyte)x0 + (sbyte)x1 + (sbyte)x2 + (sbyte)x3 + (sbyte)x0 + (sbyte)x1 + (sbyte)x2
                    + (sbyte)x3 + (sbyte)x0 + (sbyte)x1 + (sbyte)x2 + (sbyte)x3;
            }

            Sink.Narrow = r;
        }

        /// <summary>16 terms that are literals of one byte: ldc.i4.s.</summary>
        /// <param name="turns">How many turns.</param>
        public static void SmallLiterals(int turns)
        {
            int x0 = 3;
            int x1 = 8;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 + 20) ^ (x1 + 21) ^ (x0 + 22) ^ (x1 + 23) ^ (x0 + 24) ^ (x1 + 25) ^ (x0 + 26) ^ (x1 + 27) ^ (x0 + 28) ^ (x1 + 29) ^ (x0 + 30)
                    ^ (x1 + 31) ^ (x0 + 32) ^ (x1 + 33) ^ (x0 + 34) ^ (x1 + 35);
            }

            Sink.Narrow = r;
        }

        /// <summary>16 terms that are literals of four bytes: ldc.i4.</summary>
        /// <param name="turns">How many turns.</param>
        public static void WideLiterals(int turns)
        {
            int x0 = 3;
            int x1 = 8;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 + 20000) ^ (x1 + 21000) ^ (x0 + 22000) ^ (x1 + 23000) ^ (x0 + 24000) ^ (x1 + 25000) ^ (x0 + 26000) ^ (x1 + 27000)
                    ^ (x0 + 28000) ^ (x1 + 29000) ^ (x0 + 30000) ^ (x1 + 31000) ^ (x0 + 32000) ^ (x1 + 33000) ^ (x0 + 34000) ^ (x1 + 35000);
            }

            Sink.Narrow = r;
        }

        /// <summary>16 terms of an int made a byte: conv.u1.</summary>
        /// <param name="turns">How many turns.</param>
        public static void ToUnsignedBytes(int turns)
        {
            int x0 = 1300;
            int x1 = 1357;
            int x2 = 1414;
            int x3 = 1471;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (byte)x0 + (byte)x1 + (byte)x2 + (byte)x3 + (byte)x0 + (byte)x1 + (byte)x2 + (byte)x3 + (byte)x0 + (byte)x1 + (byte)x2 + (byte)x3
                    + (byte)x0 + (byte)x1 + (byte)x2 + (byte)x3;
            }

            Sink.Narrow = r;
        }

        /// <summary>8 terms negated, 8 complemented.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Negate(int turns)
        {
            int x0 = 1300;
            int x1 = 1357;
            int x2 = 1414;
            int x3 = 1471;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = -x0 + ~x1 + -x2 + ~x3 + -x0 + ~x1 + -x2 + ~x3 + -x0 + ~x1 + -x2 + ~x3 + -x0 + ~x1 + -x2 + ~x3;
            }

            Sink.Narrow = r;
        }

        /// <summary>16 shifts to the right of 32-bit locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Shifts(int turns)
        {
            int x0 = 130000;
            int x1 = 130057;
            int x2 = 130114;
            int x3 = 130171;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 >> 1) + (x1 >> 2) + (x2 >> 3) + (x3 >> 4) + (x0 >> 5) + (x1 >> 6) + (x2 >> 7) + (x3 >> 1) + (x0 >> 2) + (x1 >> 3) + (x2 >> 4)
                    + (x3 >> 5) + (x0 >> 6) + (x1 >> 7) + (x2 >> 1) + (x3 >> 2);
            }

            Sink.Narrow = r;
        }

        /// <summary>8 remainders of 32-bit locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Remainders(int turns)
        {
            int x0 = 130000;
            int x1 = 1357;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 % x1) + (x1 % x0) + (x0 % x1) + (x1 % x0) + (x0 % x1) + (x1 % x0) + (x0 % x1) + (x1 % x0);
            }

            Sink.Narrow = r;
        }

        /// <summary>8 divisions of 32-bit locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Divide(int turns)
        {
            int x0 = 130000;
            int x1 = 130057;
            int x2 = 130114;
            int x3 = 130171;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = (x0 / x1) + (x1 / x2) + (x2 / x3) + (x3 / x0) + (x0 / x1) + (x1 / x2) + (x2 / x3) + (x3 / x0);
            }

            Sink.Narrow = r;
        }

        /// <summary>16 locals copied to others: ldloc.s, stloc.s.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Moves(int turns)
        {
            int p0 = 3;
            int p1 = 8;
            int p2 = 13;
            int p3 = 18;
            int x0 = 3;
            int x1 = 8;
            int x2 = 13;
            int x3 = 18;
            int x4 = 23;
            int x5 = 28;
            int x6 = 33;
            int x7 = 38;
            for (int i = 0; i < turns; i++)
            {
                x1 = x0;
                x2 = x1;
                x3 = x2;
                x4 = x3;
                x5 = x4;
                x6 = x5;
                x7 = x6;
                x0 = x7;
                x1 = x0;
                x2 = x1;
                x3 = x2;
                x4 = x3;
                x5 = x4;
                x6 = x5;
                x7 = x6;
                x0 = x7;
            }

            Sink.Narrow = p0 + p1 + p2 + p3 + x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7;
        }
    }
}
