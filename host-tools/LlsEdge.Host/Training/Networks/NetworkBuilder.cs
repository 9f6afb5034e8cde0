using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Makes a network. Its weights depend on the description and the seed alone, so that all rules start from the same ones.</summary>
internal sealed class NetworkBuilder
{
    private readonly NetworkDescription _description;
    private readonly NetworkTrainingOptions _options;
    private readonly Random _weights;
    private readonly Random _signals;
    private readonly List<Stage> _stages = [];
    private readonly List<ErrorSource?> _sources = [];
    private readonly List<bool> _learns = [];

    private NetworkBuilder(NetworkDescription description, NetworkTrainingOptions options)
    {
        _description = description;
        _options = options;
        _weights = new Random(options.Seed);
        _signals = new Random(options.Seed + 1_000_003);
    }

    private FeatureShape Shape =>
        _stages.Count > 0 ? _stages[^1].Shape : new FeatureShape(_description.Channels, _description.FrameSize, _description.FrameSize);

    private FeatureShape FlatShape => new(Shape.Length, 1, 1);

    public static Network Build(NetworkDescription description, NetworkTrainingOptions options) => new NetworkBuilder(description, options).Build();

    private Network Build()
    {
        Require(_description.FrameSize > 0 && _description.Channels > 0, "a frame has pixels and channels");
        Require(_description.ClassCount >= 2, "there are two classes or more");
        Require(_description.Temperature > 0, "the temperature is above 0");
        Require(_options.Batch > 0 && _options.ReducedRows >= 2, "a batch has frames, and a reduced basis two rows or more");
        foreach (NetworkStage stage in _description.Stages)
        {
            Add(stage);
        }

        Append(new ConvolutionStage(FlatShape, _description.ClassCount, 1, 1, true, _options.Batch, _weights), null, true);
        return new Network(_stages, _sources, _learns, _options.Threads is int threads ? Team.Of(threads) : Team.OfAllCores);
    }

    private void Add(NetworkStage stage)
    {
        int batch = _options.Batch;
        Require(stage.Kernel > 0 && stage.Stride > 0 && stage.Pool >= 0, "kernel and stride are above 0, and pool is not below");
        switch (stage.Kind)
        {
            case NetworkStageKind.Convolution:
                Require(stage.Channels > 0, "a convolution has channels");
                AppendLearning(new ConvolutionStage(Shape, stage.Channels, stage.Kernel, stage.Stride, false, batch, _weights), stage);
                break;
            case NetworkStageKind.Depthwise:
                AppendLearning(new DepthwiseStage(Shape, stage.Kernel, stage.Stride, batch, _weights), stage);
                break;
            case NetworkStageKind.Linear:
                Require(stage.Channels > 0, "a linear stage has channels");
                AppendLearning(new ConvolutionStage(FlatShape, stage.Channels, 1, 1, false, batch, _weights), stage);
                break;
            case NetworkStageKind.MaxPool:
                Require(Math.Min(Shape.Height, Shape.Width) >= 2, "a max-pool needs 2×2 pixels");
                Append(new MaxPoolStage(Shape, batch), null, false);
                break;
            default:
                Require(stage.Pool > 0, "an average-pool has a pool above 0");
                Append(new AveragePoolStage(Shape, stage.Pool, batch), null, false);
                break;
        }
    }

    /// <summary>Batch norm and activation follow everything that learns; the rule acts after them.</summary>
    private void AppendLearning(Stage weights, NetworkStage stage)
    {
        bool learns = stage.Learns && _options.Rule != NetworkRule.Frozen;
        Append(weights, null, learns);
        var activation = new ActivationStage(Shape, (float)_description.NegativeSlope, _options.Batch);
        Append(activation, stage.Pool > 0 ? Source(activation.Shape, stage) : null, learns);
    }

    private void Append(Stage stage, ErrorSource? source, bool learns)
    {
        _stages.Add(stage);
        _sources.Add(source);
        _learns.Add(learns);
    }

    private ErrorSource? Source(FeatureShape shape, NetworkStage stage)
    {
        NetworkRule rule = _options.Rule;
        if (rule is NetworkRule.Bp or NetworkRule.Frozen)
        {
            return null;
        }

        if (rule is NetworkRule.Dfa or NetworkRule.Drtp)
        {
            return new FeedbackSource(shape, _description.ClassCount, rule == NetworkRule.Drtp, _signals, _options.Batch);
        }

        // A linear stage's outputs are one row of pixels.
        bool linear = stage.Kind == NetworkStageKind.Linear;
        FeatureShape map = linear ? new FeatureShape(1, 1, shape.Channels) : shape;
        var average = new CellAverage(map, linear ? 1 : stage.Pool, stage.Pool);
        int classes = _description.ClassCount;
        int rows = rule == NetworkRule.LlsMxmReduced ? _options.ReducedRows : classes;
        int columns = map.Channels * average.Count;
        bool random = rule is NetworkRule.LlsRandom or NetworkRule.LlsMRandom or NetworkRule.LlsMxmRandom or NetworkRule.LocalLosses;
        double scale = rule switch { NetworkRule.LlsMRandom or NetworkRule.LlsMxmRandom => 0.1, _ => random ? 1 / Math.Sqrt(columns) : 1 };
        double[][] basis = Basis.Create(random ? BasisKind.Random : _options.Basis, rows, columns, _signals.Next(), scale);
        Modulation modulation = rule switch
        {
            NetworkRule.LlsM or NetworkRule.LlsMRandom => Modulation.Vector,
            NetworkRule.LlsMxm or NetworkRule.LlsMxmReduced or NetworkRule.LlsMxmRandom => Modulation.Matrix,
            _ => Modulation.None,
        };
        int factors = modulation switch { Modulation.None => 0, Modulation.Vector => classes, _ => rows * classes };
        float[] start = [.. Enumerable.Range(0, factors).Select(_ => 0.01f * (float)Basis.NextNormal(_signals))];
        bool learnsBasis = rule == NetworkRule.LocalLosses;
        return new LocalSource(map, average, basis, learnsBasis, modulation, start, classes, _description.Temperature, !random, _options.Batch);
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new ModelException($"The network {_description.Name} cannot be built: {what}. Correct its description.");
        }
    }
}
