namespace LlsEdge.Host.Tflite;

/// <summary>The options of an operation that a backbone may have.</summary>
/// <param name="IsSame">Padding SAME; else VALID.</param>
/// <param name="StrideHeight">From row to row.</param>
/// <param name="StrideWidth">From column to column.</param>
/// <param name="WindowHeight">The rows of a pool's window.</param>
/// <param name="WindowWidth">The columns of a pool's window.</param>
/// <param name="Multiplier">A depthwise convolution's outputs of each input channel.</param>
/// <param name="Activation">The fused activation: 0 none, 1 ReLU, 2 ReLU from −1 to 1, 3 ReLU6, 4 tanh, 5 the sign bit.</param>
/// <param name="DilationHeight">Distance between a kernel's rows.</param>
/// <param name="DilationWidth">Distance between a kernel's columns.</param>
public sealed record TfliteOptions(
    bool IsSame = false,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int WindowHeight = 0,
    int WindowWidth = 0,
    int Multiplier = 0,
    int Activation = 0,
    int DilationHeight = 1,
    int DilationWidth = 1)
{
    // Fields by their numbers in schema.fbs: Conv2DOptions, DepthwiseConv2DOptions, Pool2DOptions, FullyConnectedOptions, AddOptions.
    internal static TfliteOptions Read(int code, FlatTable options) => code switch
    {
        TfliteOperator.Convolution => new TfliteOptions(
            options.GetByte(0) == 0,
            options.GetInt32(2),
            options.GetInt32(1),
            Activation: options.GetByte(3),
            DilationHeight: options.GetInt32(5, 1),
            DilationWidth: options.GetInt32(4, 1)),
        TfliteOperator.Depthwise => new TfliteOptions(
            options.GetByte(0) == 0,
            options.GetInt32(2),
            options.GetInt32(1),
            Multiplier: options.GetInt32(3),
            Activation: options.GetByte(4),
            DilationHeight: options.GetInt32(6, 1),
            DilationWidth: options.GetInt32(5, 1)),
        TfliteOperator.AveragePool or TfliteOperator.MaxPool => new TfliteOptions(
            options.GetByte(0) == 0, options.GetInt32(2), options.GetInt32(1), options.GetInt32(4), options.GetInt32(3), Activation: options.GetByte(5)),
        TfliteOperator.FullyConnected or TfliteOperator.Add => new TfliteOptions(Activation: options.GetByte(0)),
        _ => new TfliteOptions(),
    };
}
