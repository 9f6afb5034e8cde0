using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlsEdge.Cli.Shell.Config;

/// <summary>Changes one option in a file of options, and leaves the others.</summary>
internal static class ConfigWriter
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sets an option.</summary>
    /// <param name="path">The file; made if it is not there.</param>
    /// <param name="key">The option.</param>
    /// <param name="values">Its values.</param>
    public static void Set(string path, ConfigKey key, IReadOnlyList<string> values)
    {
        JsonObject root = Read(path);
        JsonObject group = root;
        foreach (string word in key.Words.SkipLast(1))
        {
            if (group[word] is not JsonObject inner)
            {
                group[word] = inner = [];
            }

            group = inner;
        }

        JsonNode?[] nodes = [.. values.Select(value => ToNode(key.Option.ValueType, value))];
        group[key.Words[^1]] = key.TakesSeveral ? new JsonArray(nodes) : nodes[0];
        Write(path, root);
    }

    /// <summary>Takes an entry out, whether or not it is an option.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The entry's name: words with dots between.</param>
    /// <returns>Whether there was such an entry.</returns>
    public static bool Unset(string path, string name)
    {
        JsonObject root = Read(path);
        if (!Remove(root, name.Split('.')))
        {
            return false;
        }

        Write(path, root);
        return true;
    }

    private static bool Remove(JsonObject group, ReadOnlySpan<string> words)
    {
        if (words.Length == 1)
        {
            return group.Remove(words[0]);
        }

        if (group[words[0]] is not JsonObject inner || !Remove(inner, words[1..]))
        {
            return false;
        }

        if (inner.Count == 0)
        {
            group.Remove(words[0]);
        }

        return true;
    }

    private static JsonValue? ToNode(Type type, string value)
    {
        Type kind = Nullable.GetUnderlyingType(type) ?? type;
        return kind == typeof(bool) ? JsonValue.Create(bool.Parse(value))
            : kind == typeof(int) ? JsonValue.Create(int.Parse(value, CultureInfo.InvariantCulture))
            : kind == typeof(double) && double.Parse(value, CultureInfo.InvariantCulture) is double number && double.IsFinite(number) ? JsonValue.Create(number)
            : JsonValue.Create(value);
    }

    private static JsonObject Read(string path)
    {
        try
        {
            return !File.Exists(path) ? [] : JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException();
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{path} cannot be changed, because it is no file with a JSON object: put it right by hand, or remove it.",
                cause);
        }
    }

    private static void Write(string path, JsonObject root) =>
        OutputFile.Write(path, Encoding.UTF8.GetBytes(root.ToJsonString(s_options).ReplaceLineEndings("\n") + "\n"));
}
