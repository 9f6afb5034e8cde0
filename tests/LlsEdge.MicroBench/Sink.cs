namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Takes results, so that the compiler drops nothing that leads to them.
    /// </summary>
    public static class Sink
    {
        /// <summary>Gets or sets a result.</summary>
        public static int Narrow { get; set; }

        /// <summary>Gets or sets a result.</summary>
        public static long Wide { get; set; }
    }
}
