namespace LlsEdge.Learning
{
    /// <summary>
    /// The weight update of a convolution under LLS. The error is constant inside a pool cell, so <c>dW = Σ_cell dz · Σ_{active positions of the cell}
    /// x</c>: a sum of inputs where the output is active
    /// (ReLU's derivative), and one multiplication a cell and weight. The change of a master is that sum ≫ <see cref="ConvolutionLayer.UpdateShift"/>,
    /// rounded stochastically.
    /// </summary>
    public sealed class ConvolutionUpdate
    {
        /// <summary>The largest magnitude of a bias, in units of sums.</summary>
        public const int BiasLimit = 1 << 24;

        private readonly short[] _positions;
        private readonly int[] _gradient;

        /// <summary>Creates the update with scratch space for the largest learning layer.</summary>
        /// <param name="largestCell">The most positions of a pool cell.</param>
        /// <param name="largestPatch">The largest C_in·k·k.</param>
        public ConvolutionUpdate(int largestCell, int largestPatch)
        {
            _positions = new short[largestCell];
            _gradient = new int[largestPatch];
        }

        /// <summary>Gets how many masters and biases of the last update hit their limits.</summary>
        public int Saturations { get; private set; }

        /// <summary>Moves masters, weights and biases against the gradient.</summary>
        /// <param name="layer">The layer.</param>
        /// <param name="input">Its input.</param>
        /// <param name="output">Its output: where it is 0, ReLU passes no error.</param>
        /// <param name="signals">dz of each channel and cell, as <see cref="LlsRule.Run"/> leaves it.</param>
        /// <param name="seed">The model's seed.</param>
        /// <param name="step">The training step.</param>
        /// <param name="layerIndex">The layer's index, part of the key of the rounding stream.</param>
        [Phase("update")]
        [Kernel]
        public void Run(ConvolutionLayer layer, ActivationMap input, ActivationMap output, int[] signals, int seed, int step, int layerIndex)
        {
            Saturations = 0;
            int grid = layer.PoolGrid;
            int cells = grid * grid;
            for (int k = 0; k < layer.OutputChannels; k++)
            {
                int biasGradient = 0;
                bool any = false;
                for (int cell = 0; cell < cells; cell++)
                {
                    int signal = signals[(k * cells) + cell];
                    if (signal != 0)
                    {
                        int active = FindActive(layer, input, output, k, cell);
                        if (active != 0)
                        {
                            AccumulateCell(layer, input, active, signal);
                            biasGradient += signal * active;
                            any = true;
                        }
                    }
                }

                if (any)
                {
                    int random = StochasticRounding.Key(seed, step, layerIndex, k);
                    ApplyRow(layer, k, random);
                    ApplyBias(layer, k, biasGradient, random);
                }
            }
        }

        [Kernel]
        private int FindActive(ConvolutionLayer layer, ActivationMap input, ActivationMap output, int channel, int cell)
        {
            sbyte[] h = output.Values;
            short[] positions = _positions;
            int grid = layer.PoolGrid;
            int size = LatentPool.GetCellSize(output.Size, grid);
            int firstY = cell / grid * output.Size / grid;
            int firstX = cell % grid * output.Size / grid;
            int stride = layer.Stride;
            int inputRow = stride * input.RowLength;
            int corner = ((input.Border - layer.Padding) * (input.RowLength + 1)) + (firstY * inputRow) + (firstX * stride);
            int row = (channel * output.PlaneLength) + ((firstY + output.Border) * output.RowLength) + firstX + output.Border;
            int count = 0;
            for (int y = 0; y < size; y++)
            {
                int at = corner;
                int end = row + size;
                for (int i = row; i < end; i++)
                {
                    if (h[i] > 0)
                    {
                        positions[count] = (short)at;
                        count++;
                    }

                    at += stride;
                }

                corner += inputRow;
                row += output.RowLength;
            }

            return count;
        }

        [Kernel]
        private void AccumulateCell(ConvolutionLayer layer, ActivationMap input, int active, int signal)
        {
            sbyte[] x = input.Values;
            short[] positions = _positions;
            int[] gradient = _gradient;
            int kernel = layer.KernelSize;
            int channels = layer.InputChannels;
            int rowLength = input.RowLength;
            int plane = 0;
            int j = 0;
            for (int c = 0; c < channels; c++)
            {
                int row = plane;
                for (int ky = 0; ky < kernel; ky++)
                {
                    int end = row + kernel;
                    for (int offset = row; offset < end; offset++)
                    {
                        int sum = 0;
                        for (int i = 0; i < active; i++)
                        {
                            sum += x[positions[i] + offset];
                        }

                        gradient[j] += signal * sum;
                        j++;
                    }

                    row += rowLength;
                }

                plane += input.PlaneLength;
            }
        }

        [Kernel]
        private void ApplyRow(ConvolutionLayer layer, int channel, int random)
        {
            int[] gradient = _gradient;
            short[] masters = layer.Masters;
            sbyte[] weights = layer.Weights;
            int count = layer.WeightsPerChannel;
            int at = channel * count;
            int shift = layer.UpdateShift;
            int mask = (1 << shift) - 1;
            int randomShift = 32 - shift;
            int largest = layer.LargestMaster;
            int smallest = layer.SmallestMaster;
            int fraction = layer.MasterFraction;
            int half = (1 << fraction) >> 1;
            int saturations = 0;
            for (int j = 0; j < count; j++)
            {
                random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                int master = masters[at] - ((gradient[j] + ((random >> randomShift) & mask)) >> shift);
                gradient[j] = 0;
                if (master > largest)
                {
                    master = largest;
                    saturations++;
                }
                else if (master < smallest)
                {
                    master = smallest;
                    saturations++;
                }

                masters[at] = (short)master;
                weights[at] = (sbyte)((master + half) >> fraction);
                at++;
            }

            Saturations += saturations;
        }

        private void ApplyBias(ConvolutionLayer layer, int channel, int gradient, int random)
        {
            int shift = layer.BiasUpdateShift;
            int dither = (random >> (32 - shift)) & ((1 << shift) - 1);
            int bias = layer.Bias[channel] - ((gradient + dither) >> shift);
            int limited = FixedPoint.Clamp(bias, -BiasLimit, BiasLimit);
            if (limited != bias)
            {
                Saturations++;
            }

            layer.Bias[channel] = limited;
        }
    }
}
