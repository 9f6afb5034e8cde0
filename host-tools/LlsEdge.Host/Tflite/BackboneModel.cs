using System.Text;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>Makes a model of a backbone: its map is the first layer's, the readout reads it and knows nothing yet.</summary>
public static class BackboneModel
{
    // Half the backbone's steps: h = (q − zero point) ≫ 1 stays within 7 bits.
    private const int LargestExponent = 7;
    private const int InputExponent = 4;

    // As vww-36, whose last layer and readout learn on the board.
    private const double ReadoutRate = 0.007;
    private const double TailRate = 0.0005;
    private const int SignalExponent = 13;
    private const int MostCells = 3;
    private const int MostLatent = 4096;

    /// <summary>Builds the model.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="step">The scale of its last map.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="downsample">How many pixels of a frame, in each direction, become one of the backbone's input.</param>
    /// <param name="grid">The readout reads the map averaged to grid × grid cells.</param>
    /// <returns>A model whose readout learns and has no weights yet, with statistics that leave its features small.</returns>
    /// <exception cref="ModelException">Something does not fit a board.</exception>
    public static Model Build(Backbone backbone, float step, string name, IReadOnlyList<string> classes, int downsample, int grid)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(classes);
        BackboneOp last = backbone.Ops[^1];
        int exponent = Math.Clamp((int)Math.Round(-Math.Log2(2.0 * step)), 0, LargestExponent);
        var model = new Model
        {
            FrameSize = backbone.Ops[0].InputHeight * downsample,
            DownsampleFactor = downsample,
            InputExponent = InputExponent,
            ClassCount = classes.Count,
            InverseTemperature = 32,
            Seed = 1,
            Rule = (int)LocalRule.Lls,
            BasisKind = (int)LocalBasis.Square,
            BasisRows = classes.Count,
            Names = EncodeNames(name, classes),
            Backbone = backbone,
            Layers =
            [
                new ConvolutionLayer
                {
                    OutputChannels = last.OutputChannels,
                    KernelSize = 1,
                    Stride = 1,
                    PoolGrid = 1,
                    WeightExponent = exponent,
                    OutputExponent = exponent,
                    IsCompiled = true,
                },
            ],
        };
        ReadoutTap[] taps = [new ReadoutTap(0, grid)];
        if (!ModelLimits.LinkLayers(model))
        {
            throw new ModelException($"A board cannot run '{name}' on frames of {model.FrameSize}×{model.FrameSize}: at most 1024×1024, downsampled "
                + $"by 1 to 8 to at most {ModelLimits.LargestInput}×{ModelLimits.LargestInput}, "
                + $"2 to {Model.MaxClasses} classes.");
        }

        int features = ModelLimits.CountFeatures(model.Layers, taps);
        if (features == 0)
        {
            throw new ModelException($"A grid of {grid}×{grid} does not fit: it needs equal cells on a map of {last.OutputHeight}×{last.OutputWidth}, "
                + $"and {last.OutputChannels} channels times cells at most 4096.");
        }

        model.Readout = new Readout(taps, features, model.ClassCount) { Learns = true, TracksCamera = true };
        ModelBuilder.SetRate(model.Readout, ReadoutRate);
        model.Basis = BasisTable.Create(LocalBasis.Square, model.BasisRows, model.LongestLatent, model.Seed);
        int cell = LatentPool.GetCellSize(last.OutputHeight, grid);

        // As if a cell's average had mean 16 and deviation 16 of 127 steps.
        Array.Fill(model.Readout.Mean, 16 * 16 * cell * cell);
        Array.Fill(model.Readout.InverseDeviation, (1 << 20) / (16 * 16 * cell * cell));
        return model;
    }

    /// <summary>Appends a layer that starts as a copy of the last map, for the board to teach.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The longer model.</returns>
    public static Model AppendTail(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ConvolutionLayer last = model.Layers[^1];
        var layer = new LayerDescription
        {
            Channels = last.OutputChannels,
            Kernel = 1,
            Stride = 1,
            Padding = 0,
            Pool = Enumerable.Range(1, MostCells).Last(grid => LatentPool.HasEqualCells(last.OutputSize, grid) && last.OutputChannels * grid * grid <= MostLatent),
            ActivationExponent = last.OutputExponent,
            SignalExponent = SignalExponent,
        };
        return IdentityTail.Append(model, layer, TailRate);
    }

    private static byte[] EncodeNames(string name, IReadOnlyList<string> classes)
    {
        string names = string.Join('\n', classes.Prepend(name));
        return Ascii.IsValid(names) && names.Length <= ModelFormat.LongestNames && name.Length > 0 && classes.All(c => c.Length > 0 && !c.Contains('\n'))
            ? Encoding.ASCII.GetBytes(names)
            : throw new ModelException($"The names of the model and its classes must be ASCII, not empty, and at most {ModelFormat.LongestNames} "
                + "characters together: name them with --name and --classes.");
    }
}
