using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>Holds one operation against what the board's kernels can do, and collects every reason against it.</summary>
internal sealed class OpChecks
{
    private readonly TfliteModel _model;
    private readonly TfliteOp _op;
    private readonly (int Source, int Top, int Left)? _pad;
    private readonly List<string> _problems = [];

    public OpChecks(TfliteModel model, TfliteOp op, OpLowering lowering)
    {
        _model = model;
        _op = op;
        _pad = lowering.PaddingOf(op.Inputs[0]);
        Source = lowering.SourceOf(op.Inputs[0]);
        SourceShape = MapShape.Of(model.Tensors[_pad?.Source ?? op.Inputs[0]]);
        Clamp = QuantisedScale.Clamp(op.Options.Activation, Output);
        Check(op.Options.Activation is >= 0 and <= 3, "its activation is neither none, ReLU, ReLU6 nor ReLU from −1 to 1");
        Check(op.Code == TfliteOperator.Pad || Clamp.Least <= Clamp.Most, "its activation lets nothing through");
    }

    /// <summary>The tensor that the input's bytes come from.</summary>
    public int Source { get; }

    /// <summary>The input's shape without an explicit pad.</summary>
    public MapShape? SourceShape { get; }

    /// <summary>The clamp of the activation.</summary>
    public (int Least, int Most) Clamp { get; }

    /// <summary>Whether something speaks against the operation.</summary>
    public bool Fails => _problems.Count > 0;

    private TfliteTensor Input => _model.Tensors[_op.Inputs[0]];

    private TfliteTensor Output => _model.Tensors[_op.Outputs[0]];

    /// <summary>Notes a reason unless something holds.</summary>
    public void Check(bool holds, string otherwise)
    {
        if (!holds && !_problems.Contains(otherwise))
        {
            _problems.Add(otherwise);
        }
    }

    /// <summary>Gives all reasons.</summary>
    public OpVerdict Refuse() => OpVerdict.Unsupported(_op, string.Join("; ", _problems));

    /// <summary>Takes the operation, unless it is larger than the board's kernels allow.</summary>
    public OpVerdict Accept(LoweredOp lowered)
    {
        Check(
            lowered.InputShape.Channels * lowered.KernelHeight * lowered.KernelWidth <= Backbone.LongestPatch || lowered.Kind != BackboneOp.Convolution,
            $"an output has {lowered.InputShape.Channels * lowered.KernelHeight * lowered.KernelWidth} inputs, and at most {Backbone.LongestPatch} "
                + "are supported");
        Check(lowered.PaddingTop < lowered.KernelHeight && lowered.PaddingLeft < lowered.KernelWidth, "a whole window would lie outside the map");
        return Fails ? Refuse() : OpVerdict.Run(_op, lowered, Describe(lowered));
    }

    /// <summary>Checks that a tensor is an int8 map.</summary>
    public MapShape? Map(int tensor, string what)
    {
        Int8(tensor, what);
        return Shape(tensor, what);
    }

    /// <summary>Checks that a tensor is a map, of whatever type.</summary>
    public MapShape? Shape(int tensor, string what)
    {
        MapShape? shape = MapShape.Of(_model.Tensors[tensor]);
        Check(shape is not null, $"{what} is {_model.Tensors[tensor].Describe()}, not the map of one frame");
        if (shape is not null)
        {
            Check(shape.Height <= Backbone.LargestMap && shape.Width <= Backbone.LargestMap && shape.Channels <= Backbone.MostChannels,
                $"{what} is {shape}, and at most {Backbone.LargestMap} rows and columns and {Backbone.MostChannels} channels are supported");
        }

        return Fails ? null : shape;
    }

    /// <summary>Checks that a tensor is quantised to int8 as a whole.</summary>
    public void Int8(int tensor, string what)
    {
        TfliteTensor map = _model.Tensors[tensor];
        Check(map.Type == TfliteType.Signed8, $"{what} is {map.TypeName}: quantise weights and activations to INT8 when converting");
        Check(!map.IsConstant, $"{what} is a constant");
        if (map.Type == TfliteType.Signed8)
        {
            Check(map.Scales.Count == 1 && map.Scale > 0 && map.ZeroPoint is >= -128 and <= 127, $"{what} has not one scale and zero point");
        }
    }

    /// <summary>Checks the weights.</summary>
    public TfliteTensor? Weights(int rank, int channelDimension, int channels)
    {
        TfliteTensor? filter = _op.Inputs.Count > 1 && _op.Inputs[1] >= 0 ? _model.Tensors[_op.Inputs[1]] : null;
        if (filter is null || !filter.IsConstant || filter.Shape.Count != rank || filter.Shape.Any(length => length < 1))
        {
            Check(false, "its weights are not constants of the file");
            return null;
        }

        Check(filter.Type == TfliteType.Signed8, $"its weights are {filter.TypeName}, and only INT8 is supported");
        Check(filter.ZeroPoints.All(zero => zero == 0), "its weights have a zero point other than 0");
        Check(filter.Scales.Count == 1 || (filter.Scales.Count == channels && filter.QuantizedDimension == channelDimension), "its weights have neither one scale nor one an output channel");
        Check(filter.Type != TfliteType.Signed8 || filter.Data.Length == filter.Count, "its weights are not all in the file");
        return Fails ? null : filter;
    }

    /// <summary>Reads the biases; none are zeros.</summary>
    public int[]? Bias(int channels)
    {
        if (_op.Inputs.Count < 3 || _op.Inputs[2] < 0)
        {
            return new int[channels];
        }

        TfliteTensor bias = _model.Tensors[_op.Inputs[2]];
        Check(bias is { Type: TfliteType.Signed32, IsConstant: true } && bias.Data.Length == 4 * channels, "its biases are not INT32 constants, one "
            + "an output channel");
        return Fails ? null : bias.ToInt32s();
    }

    /// <summary>
    /// Computes a factor for each channel, in double precision: input scale · weight scale ÷ output scale. A fully connected layer with one scale has the
    /// product of the first two in single precision (<c>GetQuantizedConvolutionMultipler</c>), the others do not (<c>PopulateConvolutionQuantizationParams</c>).
    /// </summary>
    public QuantisedScale[]? Scales(TfliteTensor filter, int channels, bool perTensorProductIsFloat)
    {
        var scales = new QuantisedScale[channels];
        for (int k = 0; k < channels; k++)
        {
            bool single = filter.Scales.Count == 1;
            float weight = filter.Scales[single ? 0 : k];
            double product = single && perTensorProductIsFloat ? Input.Scale * weight : (double)Input.Scale * weight;
            if (QuantisedScale.Of(product / Output.Scale) is not { } scale)
            {
                Check(false, "its scales are no sound numbers");
                return null;
            }

            scales[k] = scale;
        }

        return scales;
    }

    /// <summary>Computes the three factors of an addition (<c>CalculateOpDataAdd</c>).</summary>
    public QuantisedScale[]? AddScales()
    {
        const int LeftShift = 20;
        TfliteTensor second = _model.Tensors[_op.Inputs[1]];
        double twice = 2 * (double)Math.Max(Input.Scale, second.Scale);
        double[] factors = [Input.Scale / twice, second.Scale / twice, twice / ((1 << LeftShift) * (double)Output.Scale)];
        QuantisedScale?[] scales = [.. factors.Select(QuantisedScale.Of)];
        Check(scales.All(scale => scale is not null) && factors[2] < 1, "its output's scale is too small");
        return Fails ? null : [.. scales.Select(scale => scale!.Value)];
    }

    /// <summary>Checks kernel and stride.</summary>
    public void Window(TfliteOptions options, int height, int width)
    {
        Check(OpLowering.IsStride(options.StrideHeight) && OpLowering.IsStride(options.StrideWidth), $"its stride is {options.StrideHeight}×{options.StrideWidth}");
        Check(height is >= 1 and <= Backbone.LargestMap && width is >= 1 and <= Backbone.LargestMap, $"its window is {height}×{width}, and at most "
            + $"{Backbone.LargestMap} rows and columns are supported");
    }

    /// <summary>Checks that input and output have one scale and zero point.</summary>
    public void SameScale() =>
        Check(Math.Abs(Input.Scale - Output.Scale) <= 1e-6 && Input.ZeroPoint == Output.ZeroPoint, "its input and output have different scales");

    /// <summary>Checks that no padded map is read.</summary>
    public void Unpadded() => Check(_pad is null, "only a convolution may read a padded map");

    /// <summary>Computes padding and output size (<c>ComputePaddingHeightWidth</c> in padding.h).</summary>
    public (int Top, int Left)? Padding(MapShape input, MapShape output, int kernelHeight, int kernelWidth)
    {
        (int rows, int top) = Along(input.Height, kernelHeight, _op.Options.StrideHeight);
        (int columns, int left) = Along(input.Width, kernelWidth, _op.Options.StrideWidth);
        Check(rows == output.Height && columns == output.Width, $"its output should be {rows}×{columns}, and is {output.Height}×{output.Width}");
        return Fails ? null : (top + (_pad?.Top ?? 0), left + (_pad?.Left ?? 0));
    }

    private static string Describe(LoweredOp lowered)
    {
        string window = $"{lowered.KernelHeight}×{lowered.KernelWidth}/{lowered.StrideHeight}";
        return lowered.Kind switch
        {
            BackboneOp.Convolution when lowered is { KernelHeight: 1, KernelWidth: 1 } => "pointwise convolution",
            BackboneOp.Convolution => $"convolution {window}",
            BackboneOp.Depthwise => $"depthwise convolution {window}",
            BackboneOp.AveragePool => $"average of {window}",
            BackboneOp.MaxPool => $"largest of {window}",
            _ => "sum of two maps",
        };
    }

    private (int Output, int Before) Along(int input, int kernel, int stride)
    {
        if (!_op.Options.IsSame)
        {
            return ((input - kernel + stride) / stride, 0);
        }

        int output = (input + stride - 1) / stride;
        return (output, Math.Max(0, ((output - 1) * stride) + kernel - input) / 2);
    }
}
