namespace System
{
    public sealed class Random
    {
        public Random() => throw null;
        public Random(int seed) => throw null;
        public int Next() => throw null;
        public int Next(int maxValue) => throw null;
        public void NextBytes(byte[] buffer) => throw null;
        public double NextDouble() => throw null;
    }
}
