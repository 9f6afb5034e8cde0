using System;

namespace LlsEdge.Firmware
{
    /// <summary>The board's entry point.</summary>
    public static class Program
    {
        /// <summary>Starts the firmware.</summary>
        public static void Main()
        {
            Console.WriteLine("LlsEdge");
        }
    }
}
