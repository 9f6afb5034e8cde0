using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>Writes a model file as C#: methods whose constants are the file's bytes, see <see cref="FactoryModel"/>.</summary>
internal static class FactoryWriter
{
    private const int BytesAWord = 4;
    private const int WordsACall = 8;

    // Eight constants of 5 bytes, two arguments, a call.
    private const double CodeBytesACall = 49;

    /// <summary>Gives the class for a trunk's library.</summary>
    /// <param name="file">The model file.</param>
    /// <returns>Its members, and about how many bytes of code they are.</returns>
    public static (string Members, double Bytes) WriteBlocks(byte[] file)
    {
        var text = new StringBuilder();
        int blocks = CountBlocks(file);
        string choice = string.Concat(Enumerable.Range(0, blocks).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"            case {i}:\n                Block{i}(block);\n                break;\n")));
        text.Append($$"""
                public static void Fill(int index, byte[] block)
                {
                    switch (index)
                    {
            {{choice.TrimEnd()}}
                    }
                }

            """);
        for (int i = 0; i < blocks; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    private static void Block{i}(byte[] block)\n    {{\n");
            for (int at = 0; at < FactoryModel.BlockLength; at += BytesAWord * WordsACall)
            {
                int first = (i * FactoryModel.BlockLength) + at;
                string words = string.Join(", ", Enumerable.Range(0, WordsACall).Select(w => Word(file, first + (w * BytesAWord))));
                text.Append(CultureInfo.InvariantCulture, $"        Put(block, {at}, {words});\n");
            }

            text.Append("    }\n");
        }

        text.Append("""

                private static void Put(byte[] block, int at, int a, int b, int c, int d, int e, int f, int g, int h)
                {
                    for (int i = at; i < at + 4; i++)
                    {
                        block[i] = (byte)a;
                        block[i + 4] = (byte)b;
                        block[i + 8] = (byte)c;
                        block[i + 12] = (byte)d;
                        block[i + 16] = (byte)e;
                        block[i + 20] = (byte)f;
                        block[i + 24] = (byte)g;
                        block[i + 28] = (byte)h;
                        a >>= 8;
                        b >>= 8;
                        c >>= 8;
                        d >>= 8;
                        e >>= 8;
                        f >>= 8;
                        g >>= 8;
                        h >>= 8;
                    }
                }
            """);
        return (text.ToString(), blocks * FactoryModel.BlockLength / (BytesAWord * WordsACall) * CodeBytesACall);
    }

    /// <summary>Gives the class of the app.</summary>
    public static string WriteGlue(TrunkSources sources, byte[] file, SourceHeader header) => header.Wrap("LlsEdge.Trunk", string.Create(CultureInfo.InvariantCulture, $$"""
            /// <summary>The factory model of the trunk {{sources.Name}}.</summary>
            public sealed class InstalledFactory : FactoryModel
            {
                /// <inheritdoc/>
                public override int Length
                {
                    get { return {{file.Length}}; }
                }

                /// <inheritdoc/>
                protected override void Fill(int index, byte[] block)
                {
                    Factory.Fill(index, block);
                }
            }
        """), $"using LlsEdge.Learning;\nusing LlsEdge.Trunk.{sources.Name};");

    private static int CountBlocks(byte[] file) => (file.Length + FactoryModel.BlockLength - 1) / FactoryModel.BlockLength;

    private static string Word(byte[] file, int at)
    {
        Span<byte> bytes = stackalloc byte[BytesAWord];
        file.AsSpan(Math.Min(at, file.Length), Math.Clamp(file.Length - at, 0, BytesAWord)).CopyTo(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(CultureInfo.InvariantCulture);
    }
}
