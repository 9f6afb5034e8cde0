using System.Buffers.Binary;
using System.Text;

namespace LlsEdge.Host.Tests.Flashing;

/// <summary>Deployment images with nothing but what a reader looks at.</summary>
internal static class FakeImage
{
    private const int HeaderLength = 124;

    /// <summary>An app behind its core library.</summary>
    internal static byte[] Of(string boardName, int length = 4096, string coreLibrary = "1.17.11") =>
        [.. Assembly(coreLibrary, references: 0, "mscorlib", 1000), .. Assembly("1.0.0", references: 8, boardName, length - 1000)];

    internal static byte[] Assembly(string version, int references, string text, int length)
    {
        byte[] bytes = new byte[(length + 3) & ~3];
        "NFMRK1\0\0"u8.CopyTo(bytes);
        int[] numbers = [.. version.Split('.').Select(int.Parse)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(28 + (2 * i)), (ushort)numbers[i]);
        }

        for (int table = 0; table < 16; table++)
        {
            int start = table == 0 ? HeaderLength : table < 15 ? HeaderLength + references : length;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40 + (4 * table)), start);
        }

        Encoding.UTF8.GetBytes($"\0{text}\0").CopyTo(bytes, HeaderLength + 40);
        return bytes;
    }
}
