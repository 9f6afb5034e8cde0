using System.Runtime.CompilerServices;

namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Calls, branches, fields, objects.
    /// </summary>
    public static class Calls
    {
        private static int s_field = 3;

        /// <summary>A static call without arguments.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Plain(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                Nothing();
            }
        }

        /// <summary>A static call with two arguments and a result.</summary>
        /// <param name="turns">How many turns.</param>
        public static void TwoArguments(int turns)
        {
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = Add(i, turns);
            }

            Sink.Narrow = r;
        }

        /// <summary>A static call with six arguments and a result.</summary>
        /// <param name="turns">How many turns.</param>
        public static void SixArguments(int turns)
        {
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = First(i, turns, i, turns, i, turns);
            }

            Sink.Narrow = r;
        }

        /// <summary>A static call with three long arguments and a result.</summary>
        /// <param name="turns">How many turns.</param>
        public static void LongArguments(int turns)
        {
            long a = 3;
            long b = 5;
            long r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = Middle(a, b, a);
            }

            Sink.Wide = r;
        }

        /// <summary>A static call of a method with twelve long locals.</summary>
        /// <param name="turns">How many turns.</param>
        public static void ManyLocals(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                HoldLocals(0);
            }
        }

        /// <summary>A call of an instance's method that writes a field.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Instance(int turns)
        {
            Counter counter = new Counter();
            for (int i = 0; i < turns; i++)
            {
                counter.Touch();
            }
        }

        /// <summary>A virtual call of a method that writes a field.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Virtual(int turns)
        {
            Counter counter = new Counter();
            for (int i = 0; i < turns; i++)
            {
                counter.TouchVirtually();
            }
        }

        /// <summary>A property read and another written.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Properties(int turns)
        {
            Counter counter = new Counter();
            for (int i = 0; i < turns; i++)
            {
                counter.Value = counter.Step;
            }
        }

        /// <summary>4 instance fields read, 4 written.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Fields(int turns)
        {
            Counter counter = new Counter();
            counter.Turn(turns);
        }

        /// <summary>4 static fields read, 4 written.</summary>
        /// <param name="turns">How many turns.</param>
        public static void StaticFields(int turns)
        {
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = s_field;
                s_field = r;
                r = s_field;
                s_field = r;
                r = s_field;
                s_field = r;
                r = s_field;
                s_field = r;
            }
        }

        /// <summary>8 conditions that do not hold and 8 that do.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Branches(int turns)
        {
            int low = -3;
            int high = 300;
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                r = low > 127 ? 127 : low;
                r = high > 127 ? 127 : high;
                r = low < -2 ? 0 : low;
                r = high < -2 ? 0 : high;
                r = low == 5 ? 1 : low;
                r = high == 300 ? 1 : high;
                r = low >= 0 ? low : 2;
                r = high >= 0 ? high : 2;
                r = low > 127 ? 127 : low;
                r = high > 127 ? 127 : high;
                r = low < -2 ? 0 : low;
                r = high < -2 ? 0 : high;
                r = low == 5 ? 1 : low;
                r = high == 300 ? 1 : high;
                r = low >= 0 ? low : 2;
                r = high >= 0 ? high : 2;
            }

            Sink.Narrow = r;
        }

        /// <summary>A jump table of eight cases.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Switch(int turns)
        {
            int r = 0;
            for (int i = 0; i < turns; i++)
            {
                switch (i & 7)
                {
                    case 0:
                        r = 5;
                        break;
                    case 1:
                        r = 9;
                        break;
                    case 2:
                        r = 1;
                        break;
                    case 3:
                        r = 7;
                        break;
                    case 4:
                        r = 2;
                        break;
                    case 5:
                        r = 6;
                        break;
                    case 6:
                        r = 3;
                        break;
                    default:
                        r = 8;
                        break;
                }
            }

            Sink.Narrow = r;
        }

        /// <summary>An object cast to its type.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Cast(int turns)
        {
            object counter = new Counter();
            Counter r = null;
            for (int i = 0; i < turns; i++)
            {
                r = (Counter)counter;
            }

            Sink.Narrow = r == null ? 0 : r.Step;
        }

        /// <summary>A new object of two fields.</summary>
        /// <param name="turns">How many turns.</param>
        public static void NewObject(int turns)
        {
            Counter counter = null;
            for (int i = 0; i < turns; i++)
            {
                counter = new Counter();
            }

            Sink.Narrow = counter == null ? 0 : counter.Step;
        }

        /// <summary>A new array of 16 bytes.</summary>
        /// <param name="turns">How many turns.</param>
        public static void NewArray(int turns)
        {
            byte[] array = null;
            for (int i = 0; i < turns; i++)
            {
                array = new byte[16];
            }

            Sink.Narrow = array == null ? 0 : array.Length;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Nothing()
        {
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Add(int a, int b)
        {
            return a + b;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int First(int a, int b, int c, int d, int e, int f)
        {
            return a;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static long Middle(long a, long b, long c)
        {
            return b;
        }

        /// <summary>Leaves before it uses them.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void HoldLocals(int used)
        {
            if (used == 0)
            {
                return;
            }

            long a = used + 1;
            long b = a * 3;
            long c = a + b;
            long d = b * c;
            long e = c + d;
            long f = d * e;
            long g = e + f;
            long h = f * g;
            long j = g + h;
            long k = h * j;
            long l = j + k;
            long m = k * l;
            Sink.Wide = (a * b) + (c * d) + (e * f) + (g * h) + (j * k) + (l * m) + a + b + c + d + e + f + g + h + j + k + l + m;
        }
    }
}
