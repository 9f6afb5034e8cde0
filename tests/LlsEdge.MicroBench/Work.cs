namespace LlsEdge.MicroBench
{
    /// <summary>Does something in a loop.</summary>
    /// <param name="turns">How many turns.</param>
    public delegate void Work(int turns);
}
