namespace LlsEdge.Learning
{
    /// <summary>
    /// The forward pass of a convolution. At each position the non-zero inputs of the patch are gathered once, then four output channels share each of
    /// them: after ReLU about half of the inputs are zero, and a zero costs nothing.
    /// </summary>
    public sealed class ConvolutionForward
    {
        private readonly sbyte[] _patchValues;
        private readonly short[] _patchIndices;

        /// <summary>Creates the pass with scratch space for the largest patch.</summary>
        /// <param name="largestPatch">The largest C_in·k·k of the model.</param>
        public ConvolutionForward(int largestPatch)
        {
            _patchValues = new sbyte[largestPatch];
            _patchIndices = new short[largestPatch];
        }

        /// <summary>Computes the output map.</summary>
        /// <param name="layer">Shape, weights and shift.</param>
        /// <param name="input">The input, whose border is at least the layer's padding.</param>
        /// <param name="output">Receives the activations in [0, <see cref="ConvolutionLayer.ActivationLimit"/>].</param>
        /// <returns>How many outputs would have exceeded the limit.</returns>
        [Phase("convolution")]
        [Kernel]
        public int Run(ConvolutionLayer layer, ActivationMap input, ActivationMap output)
        {
            sbyte[] x = input.Values;
            sbyte[] h = output.Values;
            sbyte[] w = layer.Weights;
            int[] bias = layer.Bias;
            sbyte[] values = _patchValues;
            short[] indices = _patchIndices;
            int kernel = layer.KernelSize;
            int stride = layer.Stride;
            int inputChannels = layer.InputChannels;
            int rowLength = input.RowLength;
            int planeLength = input.PlaneLength;
            int origin = (input.Border - layer.Padding) * (rowLength + 1);
            int perChannel = layer.WeightsPerChannel;
            int outputChannels = layer.OutputChannels;
            int outputSize = output.Size;
            int outputPlane = output.PlaneLength;
            int shift = layer.RequantiseShift;
            int half = (1 << shift) >> 1;
            int limit = layer.ActivationLimit;
            int saturations = 0;
            for (int oy = 0; oy < outputSize; oy++)
            {
                int corner = origin + (oy * stride * rowLength);
                int target = ((oy + output.Border) * output.RowLength) + output.Border;
                for (int ox = 0; ox < outputSize; ox++)
                {
                    int count = 0;
                    int index = 0;
                    int plane = corner;
                    for (int c = 0; c < inputChannels; c++)
                    {
                        int at = plane;
                        for (int ky = 0; ky < kernel; ky++)
                        {
                            for (int kx = 0; kx < kernel; kx++)
                            {
                                sbyte value = x[at + kx];
                                if (value != 0)
                                {
                                    values[count] = value;
                                    indices[count] = (short)(index + kx);
                                    count++;
                                }
                            }

                            at += rowLength;
                            index += kernel;
                        }

                        plane += planeLength;
                    }

                    int position = target;
                    int row = 0;
                    for (int k = 0; k < outputChannels; k += 4)
                    {
                        int row1 = row + perChannel;
                        int row2 = row1 + perChannel;
                        int row3 = row2 + perChannel;
                        int sum0 = bias[k] + half;
                        int sum1 = bias[k + 1] + half;
                        int sum2 = bias[k + 2] + half;
                        int sum3 = bias[k + 3] + half;
                        for (int i = 0; i < count; i++)
                        {
                            int value = values[i];
                            int j = indices[i];
                            sum0 += w[row + j] * value;
                            sum1 += w[row1 + j] * value;
                            sum2 += w[row2 + j] * value;
                            sum3 += w[row3 + j] * value;
                        }

                        sum0 >>= shift;
                        sum1 >>= shift;
                        sum2 >>= shift;
                        sum3 >>= shift;
                        if (sum0 > limit)
                        {
                            sum0 = limit;
                            saturations++;
                        }

                        if (sum1 > limit)
                        {
                            sum1 = limit;
                            saturations++;
                        }

                        if (sum2 > limit)
                        {
                            sum2 = limit;
                            saturations++;
                        }

                        if (sum3 > limit)
                        {
                            sum3 = limit;
                            saturations++;
                        }

                        h[position] = (sbyte)(sum0 > 0 ? sum0 : 0);
                        position += outputPlane;
                        h[position] = (sbyte)(sum1 > 0 ? sum1 : 0);
                        position += outputPlane;
                        h[position] = (sbyte)(sum2 > 0 ? sum2 : 0);
                        position += outputPlane;
                        h[position] = (sbyte)(sum3 > 0 ? sum3 : 0);
                        position += outputPlane;
                        row = row3 + perChannel;
                    }

                    corner += stride;
                    target++;
                }
            }

            return saturations;
        }
    }
}
