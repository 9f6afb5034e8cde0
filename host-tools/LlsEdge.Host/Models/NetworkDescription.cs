using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlsEdge.Host.Models;

/// <summary>
/// A network that only the desk trains, in float and in batches (<c>network.json</c>): the paper's models with batch norm, pooling stages and hidden
/// linear layers, none of which the board has. What the board runs is a <see cref="ModelDescription"/>.
/// </summary>
public sealed record NetworkDescription
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>Height and width of a frame in pixels.</summary>
    public required int FrameSize { get; init; }

    /// <summary>Planes of a frame: 1 for gray.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>C, the number of classes.</summary>
    public required int ClassCount { get; init; }

    /// <summary>T, the temperature of the local rule's softmax.</summary>
    public double Temperature { get; init; } = 0.5;

    /// <summary>The slope of the activations below zero: 0.01 is the paper's LeakyReLU, 0 is ReLU.</summary>
    public double NegativeSlope { get; init; } = 0.01;

    /// <summary>The stages before the classifier, input side first. The classifier, linear with softmax, follows the last one and is not listed.</summary>
    public required IReadOnlyList<NetworkStage> Stages { get; init; }

    /// <summary>Reads a description.</summary>
    /// <param name="path">A JSON file.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ModelException">The file is missing or not a description.</exception>
    public static NetworkDescription Load(string path)
    {
        try
        {
            NetworkDescription description = JsonSerializer.Deserialize<NetworkDescription>(File.ReadAllText(path), s_options)
                ?? throw new JsonException("it is empty.");
            return description.Stages.Contains(null!) ? throw new JsonException("a list of it holds null.") : description;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read the network description {path}: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new ModelException($"{path} is not a network description: {e.Message} See models/README.md for the fields.", e);
        }
    }

    /// <summary>Writes the description as JSON.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, s_options);
}
