namespace LlsEdge.Learning
{
    /// <summary>
    /// The depthwise convolutions of a <see cref="Backbone"/>: a channel after the other, the nine weights of a 3×3 kernel in locals; where a part of it lies
    /// outside the map, its weights are zero there. The results are those of TensorFlow Lite's reference_integer_ops::DepthwiseConvPerChannel, bit for bit.
    /// </summary>
    public static class BackboneDepthwise
    {
        /// <summary>Computes the output.</summary>
        /// <param name="op">A depthwise convolution.</param>
        /// <param name="maps">The maps' memory.</param>
        /// <param name="sums">Scratch, at least as long as a row of the output.</param>
        [Phase("quantised-depthwise")]
        [Kernel]
        public static void Run(BackboneOp op, sbyte[] maps, int[] sums)
        {
            bool unrolls = op.KernelHeight == 3 && op.KernelWidth == 3 && op.PaddingTop < 2 && op.PaddingLeft < 2 && op.InputWidth > 2 && op.InputHeight > 2
                && ((op.OutputHeight - 1) * op.StrideHeight) - op.PaddingTop + 2 <= op.InputHeight
                && ((op.OutputWidth - 1) * op.StrideWidth) - op.PaddingLeft + 2 <= op.InputWidth;
            int channels = op.OutputChannels;
            for (int k = 0; k < channels; k++)
            {
                if (unrolls)
                {
                    RunNine(op, maps, k, sums);
                }
                else
                {
                    RunAny(op, maps, k, sums);
                }
            }
        }

        // A 3×3 kernel of which at most one row and one column lie outside the map.
        [Kernel]
        private static void RunNine(BackboneOp op, sbyte[] x, int channel, int[] sums)
        {
            sbyte[] weights = op.Weights;
            int channels = op.InputChannels;
            int right = 2 * channels;
            int height = op.InputHeight;
            int rowLength = op.InputWidth * channels;
            int columns = op.OutputWidth;
            int strideHeight = op.StrideHeight;
            int step = op.StrideWidth * channels;
            int origin = op.InputPlace + channel;
            int padding = op.PaddingLeft;
            int bias = op.Bias[channel];
            int zero = op.InputZero;
            int multiplier = op.Multipliers[channel];
            int exponent = op.Exponents[channel];
            int outputZero = op.OutputZero;
            int least = op.Least;
            int most = op.Most;

            // The first column may lie outside on the left, the last one on the right.
            int first = padding;
            int end = ((columns - 1) * op.StrideWidth) - padding + 3 > op.InputWidth ? columns - 1 : columns;
            int at = channel;
            int w0 = weights[at];
            int w1 = weights[at + channels];
            int w2 = weights[at + right];
            at += right + channels;
            int w3 = weights[at];
            int w4 = weights[at + channels];
            int w5 = weights[at + right];
            at += right + channels;
            int w6 = weights[at];
            int w7 = weights[at + channels];
            int w8 = weights[at + right];
            int target = op.OutputPlace + channel;
            int top = -op.PaddingTop;
            for (int row = op.OutputHeight; row > 0; row--)
            {
                // A row outside the map is another one with weights of zero.
                int row1 = origin + ((top + 1) * rowLength) - (padding * channels);
                int row0 = row1 - rowLength;
                int row2 = row1 + rowLength;
                int a0 = w0;
                int a1 = w1;
                int a2 = w2;
                int c0 = w6;
                int c1 = w7;
                int c2 = w8;
                if (top < 0)
                {
                    row0 = row1;
                    a0 = 0;
                    a1 = 0;
                    a2 = 0;
                }

                if (top + 2 >= height)
                {
                    row2 = row1;
                    c0 = 0;
                    c1 = 0;
                    c2 = 0;
                }

                // Σ w·(q − zero) + bias = Σ w·q + (bias − zero·Σ w).
                int startLeft = bias - (zero * (a1 + a2 + w4 + w5 + c1 + c2));
                int start = startLeft - (zero * (a0 + w3 + c0));
                int startRight = start + (zero * (a2 + w5 + c2));
                int i = 0;
                if (first > 0)
                {
                    sums[0] = startLeft + (a1 * x[row0 + channels]) + (a2 * x[row0 + right])
                        + (w4 * x[row1 + channels]) + (w5 * x[row1 + right]) + (c1 * x[row2 + channels]) + (c2 * x[row2 + right]);
                    row0 += step;
                    row1 += step;
                    row2 += step;
                    i = 1;
                }

                while (i < end)
                {
                    sums[i] = start + (a0 * x[row0]) + (a1 * x[row0 + channels]) + (a2 * x[row0 + right])
                        + (w3 * x[row1]) + (w4 * x[row1 + channels]) + (w5 * x[row1 + right])
                        + (c0 * x[row2]) + (c1 * x[row2 + channels]) + (c2 * x[row2 + right]);
                    row0 += step;
                    row1 += step;
                    row2 += step;
                    i++;
                }

                if (end < columns && i < columns)
                {
                    sums[i] = startRight + (a0 * x[row0]) + (a1 * x[row0 + channels])
                        + (w3 * x[row1]) + (w4 * x[row1 + channels]) + (c0 * x[row2]) + (c1 * x[row2 + channels]);
                }

                QuantisedOutput.Write(sums, columns, multiplier, exponent, outputZero, least, most, x, target, channels);
                target += columns * channels;
                top += strideHeight;
            }
        }

        [Kernel]
        private static void RunAny(BackboneOp op, sbyte[] x, int channel, int[] sums)
        {
            sbyte[] weights = op.Weights;
            int channels = op.InputChannels;
            int height = op.InputHeight;
            int width = op.InputWidth;
            int kernelHeight = op.KernelHeight;
            int kernelWidth = op.KernelWidth;
            int columns = op.OutputWidth;
            int stride = op.StrideWidth;
            int zero = op.InputZero;
            int bias = op.Bias[channel];
            int origin = op.InputPlace + channel;
            int target = op.OutputPlace + channel;
            for (int row = 0; row < op.OutputHeight; row++)
            {
                int top = (row * op.StrideHeight) - op.PaddingTop;
                int left = -op.PaddingLeft;
                for (int i = 0; i < columns; i++)
                {
                    int sum = bias;
                    int at = channel;
                    for (int y = top; y < top + kernelHeight; y++)
                    {
                        for (int c = left; c < left + kernelWidth; c++)
                        {
                            if (y >= 0 && y < height && c >= 0 && c < width)
                            {
                                sum += weights[at] * (x[origin + (((y * width) + c) * channels)] - zero);
                            }

                            at += channels;
                        }
                    }

                    sums[i] = sum;
                    left += stride;
                }

                QuantisedOutput.Write(sums, columns, op.Multipliers[channel], op.Exponents[channel], op.OutputZero, op.Least, op.Most, x, target, channels);
                target += columns * channels;
            }
        }
    }
}
