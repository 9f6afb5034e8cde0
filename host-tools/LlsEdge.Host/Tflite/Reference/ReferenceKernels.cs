using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite.Reference;

/// <summary>
/// The int8 kernels of TensorFlow Lite, written as its reference has them (tensorflow/lite/kernels/internal/reference/integer_ops: conv.h, depthwise_conv.h,
/// pooling.h, add.h; a fully connected layer, fully_connected.h, is a convolution of one position): what the board's kernels are held against.
/// </summary>
internal static class ReferenceKernels
{
    /// <summary>Runs one operation.</summary>
    /// <param name="op">The operation; its places in memory do not matter.</param>
    /// <param name="input">[row][column][channel].</param>
    /// <param name="second">The second input of a sum, else empty.</param>
    /// <returns>The output, [row][column][channel].</returns>
    public static sbyte[] Run(BackboneOp op, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> second)
    {
        sbyte[] output = new sbyte[op.OutputHeight * op.OutputWidth * op.OutputChannels];
        for (int y = 0; y < op.OutputHeight; y++)
        {
            for (int x = 0; x < op.OutputWidth; x++)
            {
                for (int channel = 0; channel < op.OutputChannels; channel++)
                {
                    int at = (((y * op.OutputWidth) + x) * op.OutputChannels) + channel;
                    int value = op.Kind switch
                    {
                        BackboneOp.Convolution => Convolve(op, input, y, x, channel),
                        BackboneOp.Depthwise => ConvolveDepthwise(op, input, y, x, channel),
                        BackboneOp.AveragePool => Average(op, input, y, x, channel),
                        BackboneOp.MaxPool => Largest(op, input, y, x, channel),
                        _ => Add(op, input[at], second[at]),
                    };
                    output[at] = (sbyte)Math.Min(Math.Max(value, op.Least), op.Most);
                }
            }
        }

        return output;
    }

    private static int Convolve(BackboneOp op, ReadOnlySpan<sbyte> input, int outY, int outX, int channel)
    {
        int inputOffset = -op.InputZero;
        int acc = 0;
        for (int filterY = 0; filterY < op.KernelHeight; filterY++)
        {
            for (int filterX = 0; filterX < op.KernelWidth; filterX++)
            {
                int inY = (outY * op.StrideHeight) - op.PaddingTop + filterY;
                int inX = (outX * op.StrideWidth) - op.PaddingLeft + filterX;
                if (!IsInside(op, inY, inX))
                {
                    continue;
                }

                for (int inChannel = 0; inChannel < op.InputChannels; inChannel++)
                {
                    int inputValue = input[Offset(op, inY, inX, inChannel)];
                    int filterValue = op.Weights[(((((channel * op.KernelHeight) + filterY) * op.KernelWidth) + filterX) * op.InputChannels) + inChannel];
                    acc += filterValue * (inputValue + inputOffset);
                }
            }
        }

        return Scale(op, acc, channel);
    }

    private static int ConvolveDepthwise(BackboneOp op, ReadOnlySpan<sbyte> input, int outY, int outX, int channel)
    {
        int inputOffset = -op.InputZero;
        int acc = 0;
        for (int filterY = 0; filterY < op.KernelHeight; filterY++)
        {
            for (int filterX = 0; filterX < op.KernelWidth; filterX++)
            {
                int inY = (outY * op.StrideHeight) - op.PaddingTop + filterY;
                int inX = (outX * op.StrideWidth) - op.PaddingLeft + filterX;
                if (IsInside(op, inY, inX))
                {
                    int filterValue = op.Weights[(((filterY * op.KernelWidth) + filterX) * op.OutputChannels) + channel];
                    acc += filterValue * (input[Offset(op, inY, inX, channel)] + inputOffset);
                }
            }
        }

        return Scale(op, acc, channel);
    }

    private static int Average(BackboneOp op, ReadOnlySpan<sbyte> input, int outY, int outX, int channel)
    {
        (int startY, int endY, int startX, int endX) = Window(op, outY, outX);
        int acc = 0;
        int filterCount = 0;
        for (int inY = startY; inY < endY; inY++)
        {
            for (int inX = startX; inX < endX; inX++)
            {
                acc += input[Offset(op, inY, inX, channel)];
                filterCount++;
            }
        }

        return acc > 0 ? (acc + (filterCount / 2)) / filterCount : (acc - (filterCount / 2)) / filterCount;
    }

    private static int Largest(BackboneOp op, ReadOnlySpan<sbyte> input, int outY, int outX, int channel)
    {
        (int startY, int endY, int startX, int endX) = Window(op, outY, outX);
        int max = sbyte.MinValue;
        for (int inY = startY; inY < endY; inY++)
        {
            for (int inX = startX; inX < endX; inX++)
            {
                max = Math.Max(max, input[Offset(op, inY, inX, channel)]);
            }
        }

        return max;
    }

    private static int Add(BackboneOp op, sbyte first, sbyte second)
    {
        const int LeftShift = 20;
        int shifted1 = (first - op.InputZero) * (1 << LeftShift);
        int shifted2 = (second - op.SecondZero) * (1 << LeftShift);
        int scaled1 = ReferenceArithmetic.MultiplyByQuantizedMultiplier(shifted1, op.Multipliers[0], op.Exponents[0]);
        int scaled2 = ReferenceArithmetic.MultiplyByQuantizedMultiplier(shifted2, op.Multipliers[1], op.Exponents[1]);
        return ReferenceArithmetic.MultiplyByQuantizedMultiplier(scaled1 + scaled2, op.Multipliers[2], op.Exponents[2]) + op.OutputZero;
    }

    private static int Scale(BackboneOp op, int acc, int channel) =>
        ReferenceArithmetic.MultiplyByQuantizedMultiplier(unchecked(acc + op.Bias[channel]), op.Multipliers[channel], op.Exponents[channel]) + op.OutputZero;

    private static (int StartY, int EndY, int StartX, int EndX) Window(BackboneOp op, int outY, int outX)
    {
        int originY = (outY * op.StrideHeight) - op.PaddingTop;
        int originX = (outX * op.StrideWidth) - op.PaddingLeft;
        return (
            Math.Max(0, originY),
            Math.Min(originY + op.KernelHeight, op.InputHeight),
            Math.Max(0, originX),
            Math.Min(originX + op.KernelWidth, op.InputWidth));
    }

    private static bool IsInside(BackboneOp op, int y, int x) => y >= 0 && y < op.InputHeight && x >= 0 && x < op.InputWidth;

    private static int Offset(BackboneOp op, int y, int x, int channel) => (((y * op.InputWidth) + x) * op.InputChannels) + channel;
}
