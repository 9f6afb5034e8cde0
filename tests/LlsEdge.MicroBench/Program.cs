using System;

namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Times each construct with the board's clock and prints a table, a line each: name, turns, milliseconds in all, microseconds a turn.
    /// </summary>
    public static class Program
    {
        private const int ShortestMilliseconds = 500;
        private const int FewestTurns = 7;

        /// <summary>Prints the table.</summary>
        public static void Main()
        {
            Console.WriteLine("construct | turns | ms | us a turn");
            Construct[] constructs = Catalogue.Create();
            for (int i = 0; i < constructs.Length; i++)
            {
                Measure(constructs[i]);
            }

            Console.WriteLine("end of table");
        }

        /// <summary>Doubles the turns until they have taken long enough for a clock of milliseconds, and what comes before the first no longer matters; all of them count.</summary>
        private static void Measure(Construct construct)
        {
            int turns = 1;
            int total = 0;
            long milliseconds;
            long start = Environment.TickCount64;
            do
            {
                construct.Run(turns);
                total += turns;
                turns += turns;
                milliseconds = Environment.TickCount64 - start;
            }
            while (milliseconds < ShortestMilliseconds || total < FewestTurns);

            long hundredths = milliseconds * 100000 / total;
            string fraction = (hundredths % 100).ToString();
            Console.WriteLine(
                construct.Name + " | " + total.ToString() + " | " + milliseconds.ToString() + " | " + (hundredths / 100).ToString() + (fraction.Length < 2 ? ".0" : ".") + fraction);
        }
    }
}
