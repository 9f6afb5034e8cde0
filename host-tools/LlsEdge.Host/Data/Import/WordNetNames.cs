using System.Text.RegularExpressions;

namespace LlsEdge.Host.Data.Import;

/// <summary>Words for classes that are named by their WordNet number, as Imagenette's and TinyImageNet's are.</summary>
internal static partial class WordNetNames
{
    private const string List = "words.txt";

    private static readonly Dictionary<string, string> s_imagenette = new(StringComparer.Ordinal)
    {
        ["n01440764"] = "tench",
        ["n02102040"] = "English springer",
        ["n02979186"] = "cassette player",
        ["n03000684"] = "chain saw",
        ["n03028079"] = "church",
        ["n03394916"] = "French horn",
        ["n03417042"] = "garbage truck",
        ["n03425413"] = "gas pump",
        ["n03445777"] = "golf ball",
        ["n03888257"] = "parachute",
    };

    /// <summary>Translates names; they stay as they are if one is no number, has no word, or if two have the same word.</summary>
    public static IReadOnlyList<string> Of(string folder, IReadOnlyList<string> names)
    {
        if (!names.All(name => Number().IsMatch(name)))
        {
            return names;
        }

        Dictionary<string, string> words = new(s_imagenette);
        string? list = new[] { folder, Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) ?? folder }
            .Select(place => Path.Combine(place, List)).FirstOrDefault(File.Exists);
        foreach (string line in list is null ? [] : File.ReadLines(list))
        {
            if (line.Split('\t') is [var number, var synonyms])
            {
                words[number] = synonyms.Split(',')[0].Trim();
            }
        }

        string[] translated = [.. names.Select(name => words.GetValueOrDefault(name, name))];
        return translated.Distinct(StringComparer.Ordinal).Count() == names.Count ? translated : names;
    }

    [GeneratedRegex("^n[0-9]{8}$")]
    private static partial Regex Number();
}
