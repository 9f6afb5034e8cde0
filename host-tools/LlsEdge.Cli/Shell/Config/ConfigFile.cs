using System.Text.Json;

namespace LlsEdge.Cli.Shell.Config;

/// <summary>Reads a file of options: <c>{ "port": "COM7", "model": { "train": { "epochs": 20 } } }</c>.</summary>
/// <param name="keys">What it may hold.</param>
/// <param name="path">The file.</param>
/// <param name="origin">Whose it is.</param>
/// <param name="problems">Takes a sentence for everything that is wrong with it.</param>
internal sealed class ConfigFile(ConfigKeys keys, string path, ConfigOrigin origin, List<string> problems)
{
    private readonly List<ConfiguredValue> _values = [];

    /// <summary>Reads the file.</summary>
    /// <returns>What it says; nothing if it does not exist.</returns>
    public IReadOnlyList<ConfiguredValue> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                Take(document.RootElement, "");
            }
            else
            {
                problems.Add($$"""{{path}} must hold a JSON object: { "port": "COM7" }.""");
            }
        }
        catch (JsonException cause)
        {
            problems.Add($"{path} is no JSON (line {cause.LineNumber + 1}): put that line right.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path} cannot be read ({cause.Message.TrimEnd('.')}): give yourself the right to, or remove it.");
        }

        return _values;
    }

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => null,
    };

    private void Take(JsonElement group, string prefix)
    {
        foreach (JsonProperty member in group.EnumerateObject())
        {
            string name = prefix + member.Name;
            if (keys.Find(name) is ConfigKey key)
            {
                Take(key, member.Value);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object && keys.IsGroup(name))
            {
                Take(member.Value, name + ".");
            }
            else
            {
                problems.Add($"{path}: " + (keys.IsGroup(name) ? $"'{name}' must be an object with options of that command." : keys.Refuse(name) + "."));
            }
        }
    }

    private void Take(ConfigKey key, JsonElement value)
    {
        List<string?> texts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(TextOf)] : [TextOf(value)];
        if (texts.Count == 0 || texts.Any(string.IsNullOrEmpty))
        {
            string array = key.TakesSeveral ? ", or an array of them" : "";
            problems.Add($"{path}: {key.Name} must be text, a number, true or false{array}; leave it out for its default.");
        }
        else if (key.FindProblem(keys.Root, texts!) is string problem)
        {
            problems.Add($"{path}: {key.Name} {problem}.");
        }
        else
        {
            _values.Add(new ConfiguredValue(key, texts!, origin, path));
        }
    }
}
