using LlsEdge.Host.Data;

namespace LlsEdge.Studio.Tests;

/// <summary>A set on disk that is easy to learn: bright on the left, or bright above; in no regular order.</summary>
internal sealed class TwoScenes : IDisposable
{
    private const int Size = 96;
    private const int Count = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-scenes-").FullName;

    internal TwoScenes()
    {
        var random = new Random(3);
        byte[] labels = [.. Enumerable.Range(0, Count).Select(_ => (byte)random.Next(2))];
        Set = new ImageSet(Size, [.. labels.Select(label => Draw(label, random))], labels, ["nobody", "person"]);
        IdxWriter.Write(Stem, Set, gzip: false);
    }

    internal ImageSet Set { get; }

    internal string Stem => Path.Combine(_folder, "scenes");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Draw(int label, Random random)
    {
        byte[] frame = new byte[Size * Size];
        for (int at = 0; at < frame.Length; at++)
        {
            bool isBright = label == 1 ? at % Size < Size / 2 : at / Size < Size / 2;
            frame[at] = (byte)((isBright ? 170 : 60) + random.Next(24));
        }

        return frame;
    }
}
