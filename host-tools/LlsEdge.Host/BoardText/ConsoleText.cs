using System.Text;
using System.Text.RegularExpressions;

namespace LlsEdge.Host.BoardText;

/// <summary>
/// Tells text from what is none.
/// </summary>
internal static partial class ConsoleText
{
    private const char Replacement = '\uFFFD';

    /// <summary>One character in so many may be damaged, and the line is text still.</summary>
    private const int CharactersToOneBad = 10;

    /// <summary>Reads a line: UTF-8, without the colours that a chip's own messages have.</summary>
    /// <param name="line">The bytes.</param>
    /// <param name="text">The text; damaged characters are U+FFFD, so that nothing can move a terminal's cursor.</param>
    /// <returns>Whether it is text.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out string text)
    {
        char[] characters = Colours().Replace(Encoding.UTF8.GetString(line), "").ToCharArray();
        int bad = 0;
        for (int i = 0; i < characters.Length; i++)
        {
            if (char.IsControl(characters[i]) && characters[i] != '\t')
            {
                characters[i] = Replacement;
            }

            bad += characters[i] == Replacement ? 1 : 0;
        }

        text = new string(characters);
        return bad * CharactersToOneBad <= characters.Length;
    }

    /// <summary>Counts the printable ASCII characters that a line ends with.</summary>
    /// <param name="line">The bytes.</param>
    /// <returns>How many.</returns>
    public static int CountReadableAtEnd(ReadOnlySpan<byte> line)
    {
        int start = line.Length;
        while (start > 0 && line[start - 1] is >= 0x20 and < 0x7f or (byte)'\t')
        {
            start--;
        }

        return line.Length - start;
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
