using LlsEdge.Host.Data;

namespace LlsEdge.Host.Training.Networks;

/// <summary>The frames and labels of one batch, as a network takes them.</summary>
/// <param name="options">The batch's size and its augmentation.</param>
/// <param name="inputLength">The values of one frame.</param>
/// <param name="team">The threads that fill it.</param>
internal sealed class NetworkBatch(NetworkTrainingOptions options, int inputLength, Team team)
{
    private readonly (int Index, int Down, int Right, bool Mirrored)[] _views = new (int, int, int, bool)[options.Batch];

    public float[] Input { get; } = new float[options.Batch * inputLength];

    public byte[] Labels { get; } = new byte[options.Batch];

    /// <summary>Gets what draws the order and the augmentation.</summary>
    public Random Random { get; } = new(options.Seed + 7_777_777);

    /// <summary>Puts a set's frames from <paramref name="from"/> on, in an order, into the batch.</summary>
    /// <returns>How many they are: fewer than a batch at the end of the set.</returns>
    public int Fill(ImageSet set, Func<int, int> order, int from, bool augment)
    {
        int frames = Math.Min(options.Batch, set.Count - from);
        int shift = augment ? options.Shift : 0;
        for (int f = 0; f < frames; f++)
        {
            int index = order(from + f);
            Labels[f] = (byte)set.GetLabel(index);
            int down = shift > 0 ? Random.Next(-shift, shift + 1) : 0;
            int right = shift > 0 ? Random.Next(-shift, shift + 1) : 0;
            _views[f] = (index, down, right, augment && options.Flip && Random.Next(2) == 0);
        }

        Chunks.Run(team, frames, (_, first, count) =>
        {
            for (int f = first; f < first + count; f++)
            {
                (int index, int down, int right, bool mirrored) = _views[f];
                FrameShift.Copy(set.GetFrame(index), set.Size, down, right, mirrored, Input.AsSpan(f * inputLength, inputLength));
            }
        });
        return frames;
    }
}
