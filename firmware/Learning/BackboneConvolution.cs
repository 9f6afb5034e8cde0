namespace LlsEdge.Learning
{
    /// <summary>
    /// The convolutions of a <see cref="Backbone"/>. Input patches, zero point subtracted, are gathered into words that hold the same input of two or three
    /// places of the output; then eight inputs of four channels are multiplied at a time, their weights in locals. Three places share a word, 21 bits each,
    /// where the weights prove that no sum leaves 21 bits; two otherwise, 32 bits each. Sums, and so all results, are those of TensorFlow Lite's
    /// reference_integer_ops::ConvPerChannel, bit for bit.
    /// </summary>
    public sealed class BackboneConvolution
    {
        private const int Group = 4;
        private const int MostWords = 2048;
        private const int LongestTile = 32;
        private const int NarrowBits = 21;
        private const int WideBits = 32;

        private readonly long[] _patches;
        private readonly long[] _products = new long[Group * LongestTile];

        /// <summary>Allocates scratch.</summary>
        /// <param name="longestPatch">The longest patch of the operations.</param>
        public BackboneConvolution(int longestPatch)
        {
            _patches = new long[longestPatch > MostWords ? longestPatch : MostWords];
        }

        /// <summary>Tells how many bits each place of a word needs.</summary>
        /// <param name="op">A convolution.</param>
        /// <returns>21 where every channel's sums stay below 2²⁰ in size whatever the input, else 32.</returns>
        public static int ChooseBits(BackboneOp op)
        {
            sbyte[] weights = op.Weights;
            int patch = op.PatchLength;
            int high = 127 - op.InputZero;
            int low = 128 + op.InputZero;
            int at = 0;
            for (int k = 0; k < op.OutputChannels; k++)
            {
                int above = 0;
                int below = 0;
                int end = at + patch;
                while (at < end)
                {
                    int weight = weights[at];
                    if (weight > 0)
                    {
                        above += weight;
                    }
                    else
                    {
                        below -= weight;
                    }

                    at++;
                }

                const int Limit = 1 << (NarrowBits - 1);
                if ((high * above) + (low * below) >= Limit || (high * below) + (low * above) >= Limit)
                {
                    return WideBits;
                }
            }

            return NarrowBits;
        }

        /// <summary>Computes the output.</summary>
        /// <param name="op">A convolution.</param>
        /// <param name="bits">What <see cref="ChooseBits"/> says.</param>
        /// <param name="maps">The maps' memory.</param>
        [Phase("quantised-convolution")]
        [Kernel]
        public void Run(BackboneOp op, int bits, sbyte[] maps)
        {
            int lanes = bits == NarrowBits ? 3 : 2;
            int patch = op.PatchLength;
            int places = op.OutputHeight * op.OutputWidth;
            int words = (places + lanes - 1) / lanes;
            int tile = MostWords / patch;
            tile = tile < 1 ? 1 : tile > LongestTile ? LongestTile : tile;
            int channels = op.OutputChannels;
            for (int first = 0; first < words; first += tile)
            {
                int count = first + tile < words ? tile : words - first;
                System.Array.Clear(_patches, 0, patch * count);
                for (int lane = 0; lane < lanes; lane++)
                {
                    Gather(op, maps, first + (lane * words), count, lane * bits);
                }

                for (int k = 0; k < channels; k += Group)
                {
                    Multiply(op.Weights, k, channels, patch, count);
                    Finish(op, maps, k, first, words, count, lanes, bits);
                }
            }
        }

        // Adds the patches of consecutive places to the words, shifted; what lies outside the map, or behind the last place, is zero.
        [Kernel]
        private void Gather(BackboneOp op, sbyte[] maps, int place, int count, int shift)
        {
            long[] patches = _patches;
            int channels = op.InputChannels;
            int height = op.InputHeight;
            int width = op.InputWidth;
            int outputWidth = op.OutputWidth;
            int kernelHeight = op.KernelHeight;
            int kernelWidth = op.KernelWidth;
            int strideHeight = op.StrideHeight;
            int strideWidth = op.StrideWidth;
            int paddingTop = op.PaddingTop;
            int paddingLeft = op.PaddingLeft;
            int zero = op.InputZero;
            int input = op.InputPlace;
            int places = op.OutputHeight * outputWidth;
            int run = kernelWidth * channels;
            int row = place / outputWidth;
            int column = place - (row * outputWidth);
            int to = 0;
            for (int t = 0; t < count && place < places; t++)
            {
                int top = (row * strideHeight) - paddingTop;
                int left = (column * strideWidth) - paddingLeft;
                int from = left < 0 ? -left * channels : 0;
                int end = left + kernelWidth > width ? (width - left) * channels : run;
                int source = input + (((top * width) + left) * channels);
                for (int y = 0; y < kernelHeight; y++)
                {
                    if (top >= 0 && top < height)
                    {
                        int at = source + from;
                        int last = source + end;
                        int target = to + from;
                        while (at < last)
                        {
                            patches[target] += (long)(maps[at] - zero) << shift;
                            at++;
                            target++;
                        }
                    }

                    top++;
                    source += width * channels;
                    to += run;
                }

                place++;
                column++;
                if (column == outputWidth)
                {
                    column = 0;
                    row++;
                }
            }
        }

        // Σ weight · input of four channels for every word.
        [Kernel]
        private void Multiply(sbyte[] weights, int channel, int channels, int patch, int count)
        {
            long[] patches = _patches;
            long[] products = _products;
            int count2 = 2 * count;
            int count3 = 3 * count;
            System.Array.Clear(products, 0, Group * count);
            int row0 = channel * patch;
            int row1 = channel + 1 < channels ? row0 + patch : row0;
            int row2 = channel + 2 < channels ? row0 + (2 * patch) : row0;
            int row3 = channel + 3 < channels ? row0 + (3 * patch) : row0;
            int whole = patch & -8;
            int j = 0;
            while (j < whole)
            {
                long a0 = weights[row0];
                long a1 = weights[row0 + 1];
                long a2 = weights[row0 + 2];
                long a3 = weights[row0 + 3];
                long a4 = weights[row0 + 4];
                long a5 = weights[row0 + 5];
                long a6 = weights[row0 + 6];
                long a7 = weights[row0 + 7];
                long b0 = weights[row1];
                long b1 = weights[row1 + 1];
                long b2 = weights[row1 + 2];
                long b3 = weights[row1 + 3];
                long b4 = weights[row1 + 4];
                long b5 = weights[row1 + 5];
                long b6 = weights[row1 + 6];
                long b7 = weights[row1 + 7];
                long c0 = weights[row2];
                long c1 = weights[row2 + 1];
                long c2 = weights[row2 + 2];
                long c3 = weights[row2 + 3];
                long c4 = weights[row2 + 4];
                long c5 = weights[row2 + 5];
                long c6 = weights[row2 + 6];
                long c7 = weights[row2 + 7];
                long d0 = weights[row3];
                long d1 = weights[row3 + 1];
                long d2 = weights[row3 + 2];
                long d3 = weights[row3 + 3];
                long d4 = weights[row3 + 4];
                long d5 = weights[row3 + 5];
                long d6 = weights[row3 + 6];
                long d7 = weights[row3 + 7];
                int at = j;
                for (int t = 0; t < count; t++)
                {
                    long x0 = patches[at];
                    long x1 = patches[at + 1];
                    long x2 = patches[at + 2];
                    long x3 = patches[at + 3];
                    long x4 = patches[at + 4];
                    long x5 = patches[at + 5];
                    long x6 = patches[at + 6];
                    long x7 = patches[at + 7];
                    products[t] = products[t] + (a0 * x0) + (a1 * x1) + (a2 * x2) + (a3 * x3) + (a4 * x4) + (a5 * x5) + (a6 * x6) + (a7 * x7);
                    products[t + count] = products[t + count] + (b0 * x0) + (b1 * x1) + (b2 * x2) + (b3 * x3) + (b4 * x4) + (b5 * x5) + (b6 * x6) + (b7 * x7);
                    products[t + count2] = products[t + count2] + (c0 * x0) + (c1 * x1) + (c2 * x2) + (c3 * x3) + (c4 * x4) + (c5 * x5) + (c6 * x6) + (c7 * x7);
                    products[t + count3] = products[t + count3] + (d0 * x0) + (d1 * x1) + (d2 * x2) + (d3 * x3) + (d4 * x4) + (d5 * x5) + (d6 * x6) + (d7 * x7);
                    at += patch;
                }

                row0 += 8;
                row1 += 8;
                row2 += 8;
                row3 += 8;
                j += 8;
            }

            while (j < patch)
            {
                long a = weights[row0];
                long b = weights[row1];
                long c = weights[row2];
                long d = weights[row3];
                int at = j;
                for (int t = 0; t < count; t++)
                {
                    long x = patches[at];
                    products[t] += a * x;
                    products[t + count] += b * x;
                    products[t + count2] += c * x;
                    products[t + count3] += d * x;
                    at += patch;
                }

                row0++;
                row1++;
                row2++;
                row3++;
                j++;
            }
        }

        // Four channels' outputs. Half of the range is added in every place of a word, so that none borrows from the next. The rest is QuantisedOutput.Write.
        [Kernel]
        private void Finish(BackboneOp op, sbyte[] maps, int channel, int first, int words, int count, int lanes, int bits)
        {
            long[] products = _products;
            int channels = op.OutputChannels;
            int places = op.OutputHeight * op.OutputWidth;
            int zero = op.OutputZero;
            int least = op.Least;
            int most = op.Most;
            long half = 1L << (bits - 1);
            long halves = half | (half << bits);
            halves = lanes == 3 ? halves | (half << (2 * bits)) : halves;
            long mask = (1L << bits) - 1;
            long halfOfProduct = 1L << 30;
            int from = 0;
            for (int k = channel; k < channel + Group && k < channels; k++)
            {
                int exponent = op.Exponents[k];
                int right = exponent < 0 ? -exponent & 31 : 0;
                long factor = exponent > 0 ? (long)op.Multipliers[k] << (exponent & 31) : op.Multipliers[k];
                long rounding = right > 0 ? 1L << (right - 1) : 0;
                long rounds = right > 0 ? -1 : 0;
                long bias = op.Bias[k] - half;
                int place = first;
                int shift = 0;
                for (int lane = 0; lane < lanes; lane++)
                {
                    int present = place + count <= places ? count : places - place;
                    int target = op.OutputPlace + (place * channels) + k;
                    for (int i = from; i < from + present; i++)
                    {
                        long high = ((((((products[i] + halves) >> shift) & mask) + bias) * factor) + halfOfProduct) >> 31;
                        int value = (int)((high + rounding + ((high >> 63) & rounds)) >> right) + zero;
                        maps[target] = (sbyte)(value < least ? least : value > most ? most : value);
                        target += channels;
                    }

                    place += words;
                    shift += bits;
                }

                from += count;
            }
        }
    }
}
