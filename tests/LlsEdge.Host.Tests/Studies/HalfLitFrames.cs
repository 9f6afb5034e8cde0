using LlsEdge.Host.Data;

namespace LlsEdge.Host.Tests.Studies;

/// <summary>A set that a small network learns fast: class 0 is bright above, class 1 on the left.</summary>
internal static class HalfLitFrames
{
    internal const int Size = 16;

    internal static ImageSet Draw(int count, int seed)
    {
        Random random = new(seed);
        byte[][] frames = new byte[count][];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 2);
            frames[i] = new byte[Size * Size];
            for (int at = 0; at < frames[i].Length; at++)
            {
                bool bright = labels[i] == 0 ? at / Size < Size / 2 : at % Size < Size / 2;
                frames[i][at] = (byte)((bright ? 110 : 60) + random.Next(80));
            }
        }

        return new ImageSet(Size, frames, labels, ClassNames.Person);
    }
}
