namespace LlsEdge.Host.Training.Networks;

/// <summary>Two sums a channel over a batch: in float over a frame, in double over a chunk's frames and over chunks, always in the same order.</summary>
internal sealed class ChannelSums
{
    private readonly Part[] _parts;

    public ChannelSums(int channels, int batch)
    {
        First = new double[channels];
        Second = new double[channels];
        _parts = Chunks.Create(batch, () => new Part(channels));
    }

    /// <summary>Gets the first sum of each channel, after <see cref="Total"/>.</summary>
    public double[] First { get; }

    /// <summary>Gets the second sum of each channel, after <see cref="Total"/>.</summary>
    public double[] Second { get; }

    /// <summary>Begins a chunk.</summary>
    public void Begin(int chunk)
    {
        Array.Clear(_parts[chunk].First);
        Array.Clear(_parts[chunk].Second);
    }

    /// <summary>Gives the chunk's place for the sums of one frame, with zeros.</summary>
    public (float[] First, float[] Second) BeginFrame(int chunk)
    {
        Part part = _parts[chunk];
        Array.Clear(part.FrameFirst);
        Array.Clear(part.FrameSecond);
        return (part.FrameFirst, part.FrameSecond);
    }

    /// <summary>Adds the frame's sums to the chunk's.</summary>
    public void EndFrame(int chunk)
    {
        Part part = _parts[chunk];
        for (int c = 0; c < part.First.Length; c++)
        {
            part.First[c] += part.FrameFirst[c];
            part.Second[c] += part.FrameSecond[c];
        }
    }

    /// <summary>Adds the chunks' sums up.</summary>
    public void Total(int frames)
    {
        Array.Clear(First);
        Array.Clear(Second);
        for (int i = 0; i < Chunks.Count(frames); i++)
        {
            for (int c = 0; c < First.Length; c++)
            {
                First[c] += _parts[i].First[c];
                Second[c] += _parts[i].Second[c];
            }
        }
    }

    private sealed class Part(int channels)
    {
        public float[] FrameFirst { get; } = new float[channels];

        public float[] FrameSecond { get; } = new float[channels];

        public double[] First { get; } = new double[channels];

        public double[] Second { get; } = new double[channels];
    }
}
