using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>
/// Brings operations of a TensorFlow Lite graph to the board's few: what is not needed there is passed through (a reshaped map is the same bytes), a pad
/// becomes part of the convolution that reads it, a fully connected layer is a convolution whose kernel is as large as its input. Each of these gives the same
/// sums of the same products.
/// </summary>
internal sealed class OpLowering
{
    private const int LargestStride = 255;

    private readonly TfliteModel _model;
    private readonly Dictionary<int, int> _sources = [];
    private readonly Dictionary<int, (int Source, int Top, int Left)> _pads = [];

    /// <summary>Prepares.</summary>
    /// <param name="model">The graph.</param>
    public OpLowering(TfliteModel model)
    {
        _model = model;
    }

    /// <summary>Gives the tensor whose bytes a tensor is, where operations in between move none.</summary>
    /// <param name="tensor">A tensor.</param>
    /// <returns>The tensor that is computed.</returns>
    public int SourceOf(int tensor) =>
        _sources.GetValueOrDefault(tensor, tensor);

    /// <summary>Looks at an operation; those before it have been looked at.</summary>
    /// <param name="op">The operation.</param>
    /// <returns>What became of it.</returns>
    public OpVerdict Lower(TfliteOp op)
    {
        if (op.Outputs.Count != 1 || op.Inputs.Count == 0 || op.Inputs[0] < 0)
        {
            return OpVerdict.Unsupported(op, "it has no single input and output that are maps");
        }

        return op.Code switch
        {
            TfliteOperator.Convolution or TfliteOperator.Depthwise => LowerConvolution(op),
            TfliteOperator.FullyConnected => LowerFullyConnected(op),
            TfliteOperator.AveragePool or TfliteOperator.MaxPool => LowerPool(op),
            TfliteOperator.Add => LowerAdd(op),
            TfliteOperator.Pad => LowerPad(op),
            TfliteOperator.Reshape or TfliteOperator.Squeeze => LowerReshape(op),
            TfliteOperator.Quantize => LowerQuantise(op),
            TfliteOperator.Mean => OpVerdict.Unsupported(op, "averages over the whole map are what the readout takes: cut before it, or use AVERAGE_POOL_2D"),
            TfliteOperator.Softmax => OpVerdict.Unsupported(op, "the board has its own readout with softmax: cut before it"),
            _ => OpVerdict.Unsupported(op, "no such operation on the board"),
        };
    }

    private OpVerdict LowerConvolution(TfliteOp op)
    {
        bool depthwise = op.Code == TfliteOperator.Depthwise;
        var checks = new OpChecks(_model, op, this);
        if (checks.Map(op.Inputs[0], "the input") is not { } input || checks.Map(op.Outputs[0], "the output") is not { } output
            || checks.Weights(4, depthwise ? 3 : 0, output.Channels) is not { } filter)
        {
            return checks.Refuse();
        }

        int kernelHeight = filter.Shape[1];
        int kernelWidth = filter.Shape[2];
        TfliteOptions options = op.Options;
        checks.Check(options is { DilationHeight: 1, DilationWidth: 1 }, $"its kernel is dilated by {options.DilationHeight}×{options.DilationWidth}, "
            + "and only 1×1 is supported");
        checks.Window(options, kernelHeight, kernelWidth);
        int multiplier = depthwise ? output.Channels / input.Channels : 1;
        if (depthwise)
        {
            checks.Check(filter.Shape[0] == 1 && filter.Shape[3] == output.Channels && output.Channels == multiplier * input.Channels, "its weights do not fit its input");
            checks.Check(multiplier == 1 || input.Channels == 1, $"a depth multiplier of {multiplier} on {input.Channels} channels: only 1 is "
                + "supported, or any on a single channel");
        }
        else
        {
            checks.Check(filter.Shape[3] == input.Channels && filter.Shape[0] == output.Channels, "its weights have other channels than its input: "
                + "grouped convolutions are not supported");
        }

        if (checks.Fails || checks.Padding(input, output, kernelHeight, kernelWidth) is not { } padding || checks.Bias(output.Channels) is not { } bias
            || checks.Scales(filter, output.Channels, perTensorProductIsFloat: false) is not { } scales)
        {
            return checks.Refuse();
        }

        // With a single input channel a depthwise convolution is a plain one; its weights lie [ky][kx][K].
        bool plain = !depthwise || input.Channels == 1;
        sbyte[] weights = filter.ToSBytes();
        return checks.Accept(new LoweredOp
        {
            Kind = plain ? BackboneOp.Convolution : BackboneOp.Depthwise,
            Input = checks.Source,
            Output = op.Outputs[0],
            InputShape = checks.SourceShape!,
            OutputShape = output,
            KernelHeight = kernelHeight,
            KernelWidth = kernelWidth,
            StrideHeight = options.StrideHeight,
            StrideWidth = options.StrideWidth,
            PaddingTop = padding.Top,
            PaddingLeft = padding.Left,
            InputZero = _model.Tensors[op.Inputs[0]].ZeroPoint,
            OutputZero = _model.Tensors[op.Outputs[0]].ZeroPoint,
            Least = checks.Clamp.Least,
            Most = checks.Clamp.Most,
            Weights = depthwise && plain ? Transpose(weights, kernelHeight * kernelWidth, output.Channels) : weights,
            Bias = bias,
            Scales = scales,
        });
    }

    private OpVerdict LowerFullyConnected(TfliteOp op)
    {
        var checks = new OpChecks(_model, op, this);
        if (checks.Map(op.Outputs[0], "the output") is not { } output || checks.Weights(2, 0, output.Channels) is not { } filter
            || checks.Shape(SourceOf(op.Inputs[0]), "the input") is not { } input)
        {
            return checks.Refuse();
        }

        checks.Int8(op.Inputs[0], "the input");
        checks.Check(
            output is { Height: 1, Width: 1 } && filter.Shape[0] == output.Channels && filter.Shape[1] == input.Length,
            $"its weights, {filter.Shape[0]}×{filter.Shape[1]}, do not fit an input of {input}");
        if (checks.Fails || checks.Bias(output.Channels) is not { } bias || checks.Scales(filter, output.Channels, perTensorProductIsFloat: true) is not { } scales)
        {
            return checks.Refuse();
        }

        return checks.Accept(new LoweredOp
        {
            Kind = BackboneOp.Convolution,
            Input = SourceOf(op.Inputs[0]),
            Output = op.Outputs[0],
            InputShape = input,
            OutputShape = output,
            KernelHeight = input.Height,
            KernelWidth = input.Width,
            InputZero = _model.Tensors[op.Inputs[0]].ZeroPoint,
            OutputZero = _model.Tensors[op.Outputs[0]].ZeroPoint,
            Least = checks.Clamp.Least,
            Most = checks.Clamp.Most,
            Weights = filter.ToSBytes(),
            Bias = bias,
            Scales = scales,
        });
    }

    private OpVerdict LowerPool(TfliteOp op)
    {
        var checks = new OpChecks(_model, op, this);
        if (checks.Map(op.Inputs[0], "the input") is not { } input || checks.Map(op.Outputs[0], "the output") is not { } output)
        {
            return checks.Refuse();
        }

        TfliteOptions options = op.Options;
        checks.Unpadded();
        checks.Window(options, options.WindowHeight, options.WindowWidth);
        checks.SameScale();
        if (checks.Fails || checks.Padding(input, output, options.WindowHeight, options.WindowWidth) is not { } padding)
        {
            return checks.Refuse();
        }

        return checks.Accept(new LoweredOp
        {
            Kind = op.Code == TfliteOperator.AveragePool ? BackboneOp.AveragePool : BackboneOp.MaxPool,
            Input = checks.Source,
            Output = op.Outputs[0],
            InputShape = input,
            OutputShape = output,
            KernelHeight = options.WindowHeight,
            KernelWidth = options.WindowWidth,
            StrideHeight = options.StrideHeight,
            StrideWidth = options.StrideWidth,
            PaddingTop = padding.Top,
            PaddingLeft = padding.Left,
            InputZero = _model.Tensors[op.Inputs[0]].ZeroPoint,
            OutputZero = _model.Tensors[op.Outputs[0]].ZeroPoint,
            Least = checks.Clamp.Least,
            Most = checks.Clamp.Most,
        });
    }

    private OpVerdict LowerAdd(TfliteOp op)
    {
        var checks = new OpChecks(_model, op, this);
        if (op.Inputs.Count != 2 || op.Inputs.Any(input => input < 0 || _model.Tensors[input].IsConstant))
        {
            return OpVerdict.Unsupported(op, "it adds a constant, and only two maps can be added");
        }

        if (checks.Map(op.Inputs[0], "the first input") is not { } first || checks.Map(op.Inputs[1], "the second input") is not { } second
            || checks.Map(op.Outputs[0], "the output") is not { } output)
        {
            return checks.Refuse();
        }

        checks.Check(first == second && first == output, $"it adds {first} and {second}, and only equal shapes can be added");
        checks.Unpadded();
        if (checks.Fails || checks.AddScales() is not { } scales)
        {
            return checks.Refuse();
        }

        return checks.Accept(new LoweredOp
        {
            Kind = BackboneOp.Add,
            Input = SourceOf(op.Inputs[0]),
            Second = SourceOf(op.Inputs[1]),
            Output = op.Outputs[0],
            InputShape = first,
            OutputShape = output,
            InputZero = _model.Tensors[op.Inputs[0]].ZeroPoint,
            SecondZero = _model.Tensors[op.Inputs[1]].ZeroPoint,
            OutputZero = _model.Tensors[op.Outputs[0]].ZeroPoint,
            Least = checks.Clamp.Least,
            Most = checks.Clamp.Most,
            Scales = scales,
        });
    }

    private OpVerdict LowerPad(TfliteOp op)
    {
        var checks = new OpChecks(_model, op, this);
        if (checks.Map(op.Inputs[0], "the input") is null || checks.Map(op.Outputs[0], "the output") is null)
        {
            return checks.Refuse();
        }

        checks.Unpadded();
        checks.SameScale();
        TfliteTensor? amounts = op.Inputs.Count > 1 && op.Inputs[1] >= 0 ? _model.Tensors[op.Inputs[1]] : null;
        int[] pads = amounts is { Type: TfliteType.Signed32, IsConstant: true } ? amounts.ToInt32s() : [];
        checks.Check(pads is [0, 0, >= 0, >= 0, >= 0, >= 0, 0, 0], "it does not pad rows and columns alone, by constants");
        int[] readers = [.. _model.Ops.Where(reader => reader.Inputs.Contains(op.Outputs[0])).Select(reader => reader.Code)];
        checks.Check(
            readers.Length > 0 && readers.All(code => code is TfliteOperator.Convolution or TfliteOperator.Depthwise),
            "only a convolution may read a padded map");
        if (checks.Fails)
        {
            return checks.Refuse();
        }

        _sources[op.Outputs[0]] = SourceOf(op.Inputs[0]);
        _pads[op.Outputs[0]] = (op.Inputs[0], pads[2], pads[4]);
        return OpVerdict.Free(op, "part of the convolution that reads it");
    }

    private OpVerdict LowerReshape(TfliteOp op)
    {
        TfliteTensor input = _model.Tensors[op.Inputs[0]];
        TfliteTensor output = _model.Tensors[op.Outputs[0]];
        if (input.Count != output.Count || input.Type != output.Type || output.Shape.Count == 0 || output.Shape[0] != 1)
        {
            return OpVerdict.Unsupported(op, $"it makes {output.Describe()} of {input.Describe()}, which is not the same map of one frame");
        }

        if (_pads.ContainsKey(op.Inputs[0]))
        {
            return OpVerdict.Unsupported(op, "only a convolution may read a padded map");
        }

        _sources[op.Outputs[0]] = SourceOf(op.Inputs[0]);
        return OpVerdict.Free(op, "the same bytes");
    }

    private OpVerdict LowerQuantise(TfliteOp op)
    {
        TfliteTensor input = _model.Tensors[op.Inputs[0]];
        TfliteTensor output = _model.Tensors[op.Outputs[0]];
        if (!_model.Inputs.Contains(op.Inputs[0]) || output.Type != TfliteType.Signed8)
        {
            return OpVerdict.Unsupported(op, "only the network's input may be quantised anew");
        }

        bool flips = input.Type == TfliteType.Unsigned8 && input.Scale == output.Scale && input.ZeroPoint == output.ZeroPoint + 128;
        if (!flips && input.Type != TfliteType.Real32)
        {
            return OpVerdict.Unsupported(op, $"it makes {output.Describe()} of {input.Describe()} with another scale");
        }

        _sources[op.Outputs[0]] = SourceOf(op.Inputs[0]);
        return OpVerdict.Free(op, "the board gives int8 pixels");
    }

    // [positions][K] to [K][positions].
    private static sbyte[] Transpose(sbyte[] weights, int positions, int channels)
    {
        sbyte[] turned = new sbyte[weights.Length];
        for (int p = 0; p < positions; p++)
        {
            for (int k = 0; k < channels; k++)
            {
                turned[(k * positions) + p] = weights[(p * channels) + k];
            }
        }

        return turned;
    }

    /// <summary>Gives the padding that an operation before has added to a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The tensor without it, and how many rows and columns of zeros stand before it; null where there is none.</returns>
    internal (int Source, int Top, int Left)? PaddingOf(int tensor) => _pads.TryGetValue(tensor, out var pad) ? pad : null;

    /// <summary>The largest stride that a row can hold.</summary>
    internal static bool IsStride(int stride) => stride is >= 1 and <= LargestStride;
}
