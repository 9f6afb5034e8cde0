namespace LlsEdge.Learning
{
    /// <summary>
    /// The operations of a <see cref="Backbone"/> that have no weights, as TensorFlow Lite's reference_integer_ops::AveragePool, MaxPool and Add compute
    /// them, bit for bit. Average and largest value are taken of the part of a window that lies inside the map.
    /// </summary>
    public static class BackbonePool
    {
        // Both inputs of a sum are shifted left by this before they are brought to one scale.
        private const int AddShift = 20;

        /// <summary>Averages windows, halves rounded away from zero, or takes their largest values.</summary>
        /// <param name="op">A pool.</param>
        /// <param name="maps">The maps' memory.</param>
        [Phase("quantised-pool")]
        [Kernel]
        public static void Run(BackboneOp op, sbyte[] maps)
        {
            bool averages = op.Kind == BackboneOp.AveragePool;
            int channels = op.InputChannels;
            int width = op.InputWidth;
            int columns = op.OutputWidth;
            int least = op.Least;
            int most = op.Most;
            int target = op.OutputPlace;
            for (int row = 0; row < op.OutputHeight; row++)
            {
                int top = (row * op.StrideHeight) - op.PaddingTop;
                int bottom = top + op.KernelHeight;
                bottom = bottom < op.InputHeight ? bottom : op.InputHeight;
                top = top > 0 ? top : 0;
                for (int column = 0; column < columns; column++)
                {
                    int left = (column * op.StrideWidth) - op.PaddingLeft;
                    int right = left + op.KernelWidth;
                    right = right < width ? right : width;
                    left = left > 0 ? left : 0;
                    int count = (bottom - top) * (right - left);
                    for (int k = 0; k < channels; k++)
                    {
                        int value = averages ? Sum(op, maps, k, top, bottom, left, right) : Largest(op, maps, k, top, bottom, left, right);
                        if (averages)
                        {
                            value = (value > 0 ? value + (count / 2) : value - (count / 2)) / count;
                        }

                        maps[target] = (sbyte)(value < least ? least : value > most ? most : value);
                        target++;
                    }
                }
            }
        }

        /// <summary>Adds two maps of one shape.</summary>
        /// <param name="op">An addition.</param>
        /// <param name="maps">The maps' memory.</param>
        [Phase("quantised-add")]
        [Kernel]
        public static void Add(BackboneOp op, sbyte[] maps)
        {
            int count = op.OutputHeight * op.OutputWidth * op.OutputChannels;
            int first = op.InputPlace;
            int second = op.SecondPlace;
            int target = op.OutputPlace;
            int firstZero = op.InputZero;
            int secondZero = op.SecondZero;
            int zero = op.OutputZero;
            int least = op.Least;
            int most = op.Most;
            int firstMultiplier = op.Multipliers[0];
            int secondMultiplier = op.Multipliers[1];
            int multiplier = op.Multipliers[2];
            int firstExponent = op.Exponents[0];
            int secondExponent = op.Exponents[1];
            int exponent = op.Exponents[2];
            for (int i = 0; i < count; i++)
            {
                int value = QuantisedOutput.Scale((maps[first + i] - firstZero) << AddShift, firstMultiplier, firstExponent)
                    + QuantisedOutput.Scale((maps[second + i] - secondZero) << AddShift, secondMultiplier, secondExponent);
                value = QuantisedOutput.Scale(value, multiplier, exponent) + zero;
                maps[target + i] = (sbyte)(value < least ? least : value > most ? most : value);
            }
        }

        [Kernel]
        private static int Sum(BackboneOp op, sbyte[] maps, int channel, int top, int bottom, int left, int right)
        {
            int channels = op.InputChannels;
            int sum = 0;
            for (int y = top; y < bottom; y++)
            {
                int row = op.InputPlace + (y * op.InputWidth * channels) + channel;
                int end = row + (right * channels);
                for (int at = row + (left * channels); at < end; at += channels)
                {
                    sum += maps[at];
                }
            }

            return sum;
        }

        [Kernel]
        private static int Largest(BackboneOp op, sbyte[] maps, int channel, int top, int bottom, int left, int right)
        {
            int channels = op.InputChannels;
            int largest = -128;
            for (int y = top; y < bottom; y++)
            {
                int row = op.InputPlace + (y * op.InputWidth * channels) + channel;
                int end = row + (right * channels);
                for (int at = row + (left * channels); at < end; at += channels)
                {
                    int value = maps[at];
                    largest = value > largest ? value : largest;
                }
            }

            return largest;
        }
    }
}
