using LlsEdge.Host.Tflite;

namespace LlsEdge.Host.Tests.Tflite;

/// <summary>Draws small int8 networks of every supported kind of operation: shapes, strides, paddings, zero points, scales, activations.</summary>
internal sealed class DrawnNetwork
{
    private readonly TfliteBuilder _builder = new();
    private readonly Random _random;
    private readonly Dictionary<int, (float Scale, int Zero)> _formats = [];
    private int _map;

    private DrawnNetwork(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>Draws a network whose last map is square, with a multiple of four channels.</summary>
    internal static byte[] Draw(int seed, int size = 0)
    {
        var network = new DrawnNetwork(seed);
        return network.Draw(size == 0 ? network._random.Next(5, 24) : size);
    }

    private byte[] Draw(int size)
    {
        int input = Map("image", size, size, _random.Next(4) == 0 ? 3 : 1);
        _map = input;
        if (Channels(input) == 1 && _random.Next(3) == 0)
        {
            Depthwise(8);
        }
        else
        {
            Convolution(4 * _random.Next(1, 4));
        }

        int count = _random.Next(2, 7);
        for (int i = 0; i < count; i++)
        {
            switch (_random.Next(7))
            {
                case 0:
                    Convolution(_random.Next(1, 20));
                    break;
                case 1:
                    Pointwise(_random.Next(1, 40));
                    break;
                case 2:
                    Depthwise(1);
                    break;
                case 3:
                    Pool(_random.Next(2) == 0);
                    break;
                case 4:
                    Residual();
                    break;
                case 5:
                    PaddedDepthwise();
                    break;
                default:
                    Pointwise(_random.Next(60, 300));
                    break;
            }
        }

        if (_random.Next(3) == 0)
        {
            FullyConnected(4 * _random.Next(1, 5));
        }
        else
        {
            Pointwise(4 * _random.Next(1, 5));
        }

        return _builder.Build(input, _map);
    }

    private int Height(int map) => _builder.ShapeOf(map)[1];

    private int Channels(int map) => _builder.ShapeOf(map)[^1];

    private int Map(string name, int height, int width, int channels, int? like = null)
    {
        // ReLU leaves a zero point of −128 or so, others any.
        (float scale, int zero) = like is int other ? _formats[other] : ((float)Math.Exp((2 * _random.NextDouble()) - 4), _random.Next(2) == 0 ? -128 : _random.Next(-128, 128));
        int map = _builder.Map(name, height, width, channels, scale, zero);
        _formats[map] = (scale, zero);
        return map;
    }

    private int Weights(int[] shape, int channels, int dimension, double spread)
    {
        byte[] data = new byte[shape.Aggregate((a, b) => a * b)];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)Math.Clamp((int)(spread * (_random.NextDouble() + _random.NextDouble() - 1) * 127), -127, 127);
        }

        bool single = _random.Next(4) == 0;
        float[] scales = [.. Enumerable.Range(0, single ? 1 : channels).Select(_ => (float)Math.Exp((2 * _random.NextDouble()) - 6))];
        return _builder.Tensor("weights", shape, TfliteType.Signed8, scales, 0, data, dimension);
    }

    private int Bias(int channels) =>
        _builder.Tensor("bias", [channels], TfliteType.Signed32, data: TfliteBuilder.Bytes([.. Enumerable.Range(0, channels).Select(_ => _random.Next(-4000, 4000))]));

    private void Convolution(int channels)
    {
        int kernel = _random.Next(1, 1 + Math.Min(5, Height(_map)));
        bool same = _random.Next(2) == 0;
        int stride = _random.Next(1, 3);
        int weights = Weights([channels, kernel, kernel, Channels(_map)], channels, 0, 1);
        int output = Next(channels, kernel, stride, same);
        _builder.Convolution(_map, weights, _random.Next(5) == 0 ? -1 : Bias(channels), output, same, stride, Activation());
        _map = output;
    }

    private void Pointwise(int channels)
    {
        int weights = Weights([channels, 1, 1, Channels(_map)], channels, 0, _random.NextDouble());
        int output = Next(channels, 1, 1, true);
        _builder.Convolution(_map, weights, Bias(channels), output, true, 1, Activation());
        _map = output;
    }

    private void Depthwise(int multiplier)
    {
        int kernel = _random.Next(3) == 0 ? _random.Next(1, 1 + Math.Min(5, Height(_map))) : Math.Min(3, Height(_map));
        bool same = _random.Next(3) > 0;
        int stride = _random.Next(1, 3);
        int channels = multiplier * Channels(_map);
        int weights = Weights([1, kernel, kernel, channels], channels, 3, 1);
        int output = Next(channels, kernel, stride, same);
        _builder.Depthwise(_map, weights, Bias(channels), output, same, stride, Activation(), multiplier);
        _map = output;
    }

    private void PaddedDepthwise()
    {
        int before = _random.Next(3);
        int after = _random.Next(3);
        int size = Height(_map) + before + after;
        if (size < 3)
        {
            return;
        }

        int padded = Map("padded", size, size, Channels(_map), _map);
        _builder.Pad(_map, padded, 0, 0, before, after, before, after, 0, 0);
        _map = padded;
        int channels = Channels(_map);
        int weights = Weights([1, 3, 3, channels], channels, 3, 1);
        int stride = _random.Next(1, 3);
        int output = Next(channels, 3, stride, false);
        _builder.Depthwise(_map, weights, Bias(channels), output, false, stride, Activation());
        _map = output;
    }

    private void Pool(bool averages)
    {
        int window = _random.Next(1, 1 + Math.Min(4, Height(_map)));
        bool same = _random.Next(2) == 0;
        int stride = _random.Next(1, 3);
        int output = Next(Channels(_map), window, stride, same, _map);
        _builder.Pool(averages, _map, output, same, stride, window, Activation());
        _map = output;
    }

    private void Residual()
    {
        int first = _map;
        Pointwise(Channels(_map));
        int output = Map("sum", Height(_map), Height(_map), Channels(_map));
        bool swaps = _random.Next(2) == 0;
        _builder.Add(swaps ? _map : first, swaps ? first : _map, output, Activation());
        _map = output;
    }

    private void FullyConnected(int channels)
    {
        while (Height(_map) * Height(_map) * Channels(_map) > 4096)
        {
            Pool(true);
        }

        int length = Height(_map) * Height(_map) * Channels(_map);
        (float scale, int zero) = _formats[_map];
        int flat = _builder.Tensor("flat", [1, length], TfliteType.Signed8, [scale], zero);
        _formats[flat] = (scale, zero);
        _builder.Reshape(_map, flat);
        int output = _builder.Tensor("classes", [1, channels], TfliteType.Signed8, [0.1f], _random.Next(-128, 128));
        _builder.FullyConnected(flat, Weights([channels, length], channels, 0, 0.5), Bias(channels), output, _random.Next(2));
        _map = output;
    }

    private int Next(int channels, int kernel, int stride, bool same, int? like = null)
    {
        int size = same ? (Height(_map) + stride - 1) / stride : (Height(_map) - kernel + stride) / stride;
        return Map($"map {_builder.OpCount}", size, size, channels, like);
    }

    private int Activation() => _random.Next(4);
}
