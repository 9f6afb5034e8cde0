namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Something whose cost is measured.
    /// </summary>
    public sealed class Construct
    {
        private readonly Work _work;

        /// <summary>Creates a construct.</summary>
        /// <param name="name">What the table calls it.</param>
        /// <param name="work">Does it so many times.</param>
        public Construct(string name, Work work)
        {
            Name = name;
            _work = work;
        }

        /// <summary>Gets what the table calls it.</summary>
        public string Name { get; }

        /// <summary>Does it.</summary>
        /// <param name="turns">How many times.</param>
        public void Run(int turns)
        {
            _work(turns);
        }
    }
}
