using LlsEdge.Host.Tflite;

namespace LlsEdge.Host.Tests.Tflite;

/// <summary>Writes small TensorFlow Lite files.</summary>
internal sealed class TfliteBuilder
{
    // BuiltinOptions of schema.fbs.
    private const byte ConvolutionOptions = 1;
    private const byte DepthwiseOptions = 2;
    private const byte PoolOptions = 5;
    private const byte FullyConnectedOptions = 8;
    private const byte SoftmaxOptions = 9;
    private const byte AddOptions = 11;
    private const byte ReshapeOptions = 17;
    private const byte PadOptions = 22;

    private readonly List<FlatNode> _buffers = [new FlatNode()];
    private readonly List<FlatNode> _tensors = [];
    private readonly List<FlatNode> _ops = [];
    private readonly List<int> _codes = [];
    private readonly List<int[]> _shapes = [];

    /// <summary>Gets the number of operations so far.</summary>
    internal int OpCount => _ops.Count;

    /// <summary>Gets a tensor's shape.</summary>
    internal int[] ShapeOf(int tensor) => _shapes[tensor];

    /// <summary>Adds a tensor; with data it is a constant.</summary>
    internal int Tensor(string name, int[] shape, TfliteType type, float[]? scales = null, int zero = 0, byte[]? data = null, int dimension = 0)
    {
        int buffer = 0;
        if (data is not null)
        {
            buffer = _buffers.Count;
            _buffers.Add(new FlatNode().With(0, data));
        }

        FlatNode tensor = new FlatNode().With(0, shape).With(1, (byte)type).With(2, buffer).With(3, name);
        if (scales is not null)
        {
            long[] zeros = [.. scales.Select(_ => (long)zero)];
            tensor.With(4, new FlatNode().With(2, scales).With(3, zeros).With(6, dimension));
        }

        _tensors.Add(tensor);
        _shapes.Add(shape);
        return _tensors.Count - 1;
    }

    /// <summary>Adds a map of int8.</summary>
    internal int Map(string name, int height, int width, int channels, float scale, int zero) =>
        Tensor(name, [1, height, width, channels], TfliteType.Signed8, [scale], zero);

    /// <summary>Adds a convolution.</summary>
    internal void Convolution(int input, int weights, int bias, int output, bool same, int stride, int activation, int dilation = 1) => Op(
        3, bias < 0 ? [input, weights] : [input, weights, bias], output, ConvolutionOptions,
        new FlatNode().With(0, (byte)(same ? 0 : 1)).With(1, stride).With(2, stride).With(3, (byte)activation).With(4, dilation).With(5, dilation));

    /// <summary>Adds a depthwise convolution.</summary>
    internal void Depthwise(int input, int weights, int bias, int output, bool same, int stride, int activation, int multiplier = 1) => Op(
        4, [input, weights, bias], output, DepthwiseOptions,
        new FlatNode().With(0, (byte)(same ? 0 : 1)).With(1, stride).With(2, stride).With(3, multiplier).With(4, (byte)activation).With(5, 1).With(6, 1));

    /// <summary>Adds a pool.</summary>
    internal void Pool(bool averages, int input, int output, bool same, int stride, int window, int activation) => Op(
        averages ? 1 : 17, [input], output, PoolOptions,
        new FlatNode().With(0, (byte)(same ? 0 : 1)).With(1, stride).With(2, stride).With(3, window).With(4, window).With(5, (byte)activation));

    /// <summary>Adds a fully connected layer.</summary>
    internal void FullyConnected(int input, int weights, int bias, int output, int activation) =>
        Op(9, [input, weights, bias], output, FullyConnectedOptions, new FlatNode().With(0, (byte)activation));

    /// <summary>Adds a sum.</summary>
    internal void Add(int first, int second, int output, int activation) => Op(0, [first, second], output, AddOptions, new FlatNode().With(0, (byte)activation));

    /// <summary>Adds zeros around a map.</summary>
    internal void Pad(int input, int output, params int[] amounts) =>
        Op(34, [input, Tensor("amounts", [4, 2], TfliteType.Signed32, data: Bytes(amounts))], output, PadOptions, new FlatNode());

    /// <summary>Gives a map another shape.</summary>
    internal void Reshape(int input, int output) =>
        Op(22, [input, Tensor("shape", [ShapeOf(output).Length], TfliteType.Signed32, data: Bytes(ShapeOf(output)))], output, ReshapeOptions, new FlatNode());

    /// <summary>Adds a softmax.</summary>
    internal void Softmax(int input, int output) => Op(25, [input], output, SoftmaxOptions, new FlatNode().With(0, BitConverter.SingleToInt32Bits(1)));

    /// <summary>Adds an operation without options.</summary>
    internal void Plain(int code, int input, int output) => Op(code, [input], output, 0, null);

    /// <summary>Writes the file.</summary>
    internal byte[] Build(int input, int output)
    {
        // Codes above 126 have no place in the old field.
        FlatNode[] codes = [.. _codes.Select(code => new FlatNode().With(0, (byte)Math.Min(code, 127)).With(2, 1).With(3, code))];
        FlatNode graph = new FlatNode().With(0, _tensors.ToArray()).With(1, new[] { input }).With(2, new[] { output }).With(3, _ops.ToArray());
        return new FlatNode().With(0, 3).With(1, codes).With(2, new[] { graph }).With(4, _buffers.ToArray()).Write("TFL3");
    }

    /// <summary>Gives integers as bytes.</summary>
    internal static byte[] Bytes(int[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private void Op(int code, int[] inputs, int output, byte optionsType, FlatNode? options)
    {
        if (!_codes.Contains(code))
        {
            _codes.Add(code);
        }

        FlatNode op = new FlatNode().With(0, _codes.IndexOf(code)).With(1, inputs).With(2, new[] { output });
        _ops.Add(options is null ? op : op.With(3, optionsType).With(4, options));
    }
}
