namespace LlsEdge.Board
{
    /// <summary>
    /// Tells what is left of the managed heap.
    /// </summary>
    public static class MemoryProbe
    {
        /// <summary>Collects garbage and moves what is left together.</summary>
        /// <returns>The free bytes.</returns>
        public static int Collect()
        {
            // By way of long: a uint taken for an int keeps an unsigned tag on the board.
            return (int)(long)nanoFramework.Runtime.Native.GC.Run(true);
        }
    }
}
