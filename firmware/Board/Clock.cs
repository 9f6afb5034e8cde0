using System;
using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Board
{
    /// <summary>
    /// The board's clocks, as 32-bit numbers that wrap: differences are right up to 35 minutes of microseconds and 24 days of milliseconds.
    /// </summary>
    public static class Clock
    {
        /// <summary>Reads the timer.</summary>
        /// <returns>Microseconds since start.</returns>
        public static int Microseconds()
        {
            return (int)HighResTimer.GetCurrent();
        }

        /// <summary>Reads the tick count.</summary>
        /// <returns>Milliseconds since start.</returns>
        public static int Milliseconds()
        {
            return (int)Environment.TickCount64;
        }
    }
}
