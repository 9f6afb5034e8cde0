using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlsEdge.Host.Models;

/// <summary>A model as a person writes it down (<c>model.json</c>): shapes, what learns and how fast. <see cref="ModelBuilder"/> makes a model of it.</summary>
public sealed record ModelDescription
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Height and width of a frame in pixels.</summary>
    public int FrameSize { get; init; } = 96;

    /// <summary>The factor by which the board downsamples a frame.</summary>
    public int Downsample { get; init; } = 2;

    /// <summary>The classes' names; the first is class 0.</summary>
    public IReadOnlyList<string> Classes { get; init; } = ["nobody", "person"];

    /// <summary>T, the temperature of the local rule's softmax.</summary>
    public double Temperature { get; init; } = 0.5;

    /// <summary>The member of the LLS family by which the convolutions learn.</summary>
    public LocalRule Rule { get; init; }

    /// <summary>The basis that latents are compared with.</summary>
    public LocalBasis Basis { get; init; }

    /// <summary>R, the rows of the basis; one a class by default. Only LLS-MxM may have another number, the paper's reduced form.</summary>
    public int? Rows { get; init; }

    /// <summary>The learning rate of m or M.</summary>
    public double ModulationRate { get; init; } = 0.01;

    /// <summary>The convolutions, input side first.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>The readout.</summary>
    public required ReadoutDescription Readout { get; init; }

    // The annotations that the reader respects say nothing about the elements of lists.
    private bool HasEmptyElements => Classes.Contains(null!) || Layers.Contains(null!) || Readout.Taps.Contains(null!);

    /// <summary>Reads a description.</summary>
    /// <param name="path">A JSON file.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ModelException">The file is missing or not a description.</exception>
    public static ModelDescription Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read the model description {path}: {e.Message}", e);
        }

        try
        {
            ModelDescription description = JsonSerializer.Deserialize<ModelDescription>(text, s_options) ?? throw new JsonException("it is empty.");
            return description.HasEmptyElements ? throw new JsonException("a list of it holds null.") : description;
        }
        catch (JsonException e)
        {
            throw new ModelException($"{path} is not a model description: {e.Message} See models/README.md for the fields.", e);
        }
    }

    /// <summary>Writes the description as JSON.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, s_options);
}

/// <summary>One 3×3-like convolution with ReLU.</summary>
public sealed record LayerDescription
{
    /// <summary>Output channels, a multiple of 4.</summary>
    public required int Channels { get; init; }

    /// <summary>Height and width of the kernel.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>Stride in both directions.</summary>
    public int Stride { get; init; } = 2;

    /// <summary>Zeros assumed on each side.</summary>
    public int Padding { get; init; } = 1;

    /// <summary>P: the local rule sees the map averaged to P×P cells.</summary>
    public int Pool { get; init; } = 1;

    /// <summary>H: activations are kept in steps of 2⁻ᴴ up to (2^bits − 1)·2⁻ᴴ.</summary>
    public int ActivationExponent { get; init; } = 3;

    /// <summary>F: the learning signal is kept in steps of 2⁻ᶠ, up to 2047 steps.</summary>
    public int SignalExponent { get; init; } = 16;

    /// <summary>Bits of an activation, 1 to 7: at most 2^bits − 1 steps.</summary>
    public int ActivationBits { get; init; } = 7;

    /// <summary>Bits of a weight, its sign included, 2 to 8.</summary>
    public int WeightBits { get; init; } = 8;

    /// <summary>Bits of a master weight, <see cref="WeightBits"/> to 16.</summary>
    public int MasterBits { get; init; } = 16;

    /// <summary>
    /// Whether factory training by back-propagation gives the layer ternary weights: −2ᵉ, 0 or +2ᵉ steps, e one for each output channel. The board's
    /// kernels see int8 weights either way; the model compiler turns ternary ones into additions.
    /// </summary>
    public bool Ternary { get; init; }

    /// <summary>
    /// Whether the layer starts as a copy of its input, appended after factory training for the board to teach: the last layer only, with kernel 1, stride 1,
    /// padding 0 and the channels and activation exponent of the layer below.
    /// </summary>
    public bool Copies { get; init; }

    /// <summary>The LLS learning rate in factory training; 0 freezes the layer there.</summary>
    public double FactoryRate { get; init; } = 0.01;

    /// <summary>The LLS learning rate on the board; 0 freezes the layer there.</summary>
    public double BoardRate { get; init; }
}

/// <summary>The linear readout.</summary>
public sealed record ReadoutDescription
{
    /// <summary>The latents it reads.</summary>
    public required IReadOnlyList<TapDescription> Taps { get; init; }

    /// <summary>The learning rate in factory training.</summary>
    public double FactoryRate { get; init; } = 0.01;

    /// <summary>The learning rate on the board; 0 freezes the readout there.</summary>
    public double BoardRate { get; init; } = 0.03;

    /// <summary>Whether frames taught on the board move the camera's mean.</summary>
    public bool TracksCamera { get; init; } = true;
}

/// <summary>One source of the readout's features.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Grid">The map is averaged to Grid×Grid cells.</param>
public sealed record TapDescription(int Layer, int Grid);
