using LlsEdge.Learning;
using nanoFramework.TestFramework;

namespace NFUnitTest
{
    /// <summary>
    /// The arithmetic on this machine: the fast kernels against the plain ones, bit for bit, and one small convolution by hand.
    /// </summary>
    [TestClass]
    public class KernelTests
    {
        private const int Channels = 4;
        private const int Size = 12;
        private const int Grid = 2;

        /// <summary>A 1×1 convolution whose result one can work out: (3·10 − 2·5 + 8 + 2) ≫ 2.</summary>
        [TestMethod]
        public void ASmallConvolutionByHand()
        {
            ConvolutionLayer layer = new ConvolutionLayer();
            layer.InputChannels = 2;
            layer.InputSize = 1;
            layer.OutputChannels = 4;
            layer.KernelSize = 1;
            layer.Stride = 1;
            layer.PoolGrid = 1;
            layer.WeightExponent = 2;
            layer.Weights = new sbyte[] { 3, -2, -3, 2, 127, 127, 0, 0 };
            layer.Bias = new int[] { 8, 8, 0, -1 };
            ActivationMap input = new ActivationMap(2, 1, 0);
            input.Values[0] = 10;
            input.Values[1] = 5;
            ActivationMap output = new ActivationMap(4, 1, 0);
            int saturations = new ConvolutionForward(2).Run(layer, input, output);
            Assert.AreEqual(7, output.Values[0]);
            Assert.AreEqual(0, output.Values[1], "negative sums become 0");
            Assert.AreEqual(127, output.Values[2], "saturates");
            Assert.AreEqual(0, output.Values[3]);
            Assert.AreEqual(1, saturations);
        }

        /// <summary>Six values to a word give the bits of one value at a time: forward, pooling and update.</summary>
        [TestMethod]
        public void LanesEqualThePlainKernels()
        {
            ConvolutionLayer plain = Draw(1);
            ConvolutionLayer fast = Draw(1);
            ActivationMap input = new ActivationMap(Channels, Size, 1);
            int random = 7;
            for (int c = 0; c < Channels; c++)
            {
                for (int y = 0; y < Size; y++)
                {
                    for (int x = 0; x < Size; x++)
                    {
                        random = Next(random);
                        int value = (random >> 16) & 255;
                        input.Values[(c * input.PlaneLength) + ((y + 1) * input.RowLength) + x + 1] = (sbyte)(value > 127 ? 0 : value);
                    }
                }
            }

            ActivationMap output = new ActivationMap(plain.OutputChannels, plain.OutputSize, 0);
            int saturations = new ConvolutionForward(plain.WeightsPerChannel).Run(plain, input, output);
            int rows = plain.OutputSize / LaneMap.Bands;
            LaneMap lanesIn = new LaneMap(Channels, Size, rows * 2, 1, 0, 0);
            lanesIn.Attach(new long[lanesIn.Length], 0);
            lanesIn.Open();
            lanesIn.Pack(input);
            LaneMap lanesOut = new LaneMap(plain.OutputChannels, plain.OutputSize, rows, 0, 0, 0);
            lanesOut.Attach(new long[lanesOut.Length], 0);
            lanesOut.Open();
            long[] scratch = new long[LaneForward.Group * LaneForward.MostPositions];
            fast.SumWeights();
            Assert.AreEqual(saturations, new LaneForward(scratch).Run(fast, lanesIn, lanesOut));
            ActivationMap unpacked = new ActivationMap(plain.OutputChannels, plain.OutputSize, 0);
            lanesOut.Unpack(unpacked);
            for (int i = 0; i < unpacked.Values.Length; i++)
            {
                Assert.AreEqual(output.Values[i], unpacked.Values[i], "activation");
            }

            int[] sums = new int[plain.LatentLength];
            int[] laneSums = new int[plain.LatentLength];
            LatentPool.Sum(output, Grid, sums);
            new LanePool(LaneMap.Bands * rows).Sum(lanesOut, Grid, laneSums);
            int[] signals = new int[plain.LatentLength];
            for (int i = 0; i < sums.Length; i++)
            {
                Assert.AreEqual(sums[i], laneSums[i], "cell sum");
                random = Next(random);
                signals[i] = ((random >> 16) & 255) - 128;
            }

            new ConvolutionUpdate(9, plain.WeightsPerChannel).Run(plain, input, output, signals, 5, 6, 1);
            new LaneUpdate(scratch, rows, plain.OutputSize).Run(fast, lanesIn, lanesOut, signals, 5, 6, 1);
            for (int i = 0; i < plain.Masters.Length; i++)
            {
                Assert.AreEqual(plain.Masters[i], fast.Masters[i], "master");
                Assert.AreEqual(plain.Weights[i], fast.Weights[i], "weight");
            }
        }

        /// <summary>Stochastic rounding's numbers are the same on every machine.</summary>
        [TestMethod]
        public void RandomKeysAreTheDesks()
        {
            Assert.AreEqual(265155285, StochasticRounding.Key(1, 1, 3, 0));
            Assert.AreEqual(1867883826, StochasticRounding.Key(-7, 123456, 5, 63));
        }

        /// <summary>The readout decides by its weights and moves them towards the label.</summary>
        [TestMethod]
        public void TheReadoutLearnsALabel()
        {
            Readout readout = new Readout(new ReadoutTap[] { new ReadoutTap(0, 1) }, 2, 2);
            readout.Learns = true;
            readout.RateMantissa = 128;
            readout.RateShift = 2;
            readout.InverseDeviation[0] = 4096;
            readout.InverseDeviation[1] = 4096;
            readout.Start();
            readout.Standardise(new int[] { 20, -20 }, 0, 0, 2);
            Assert.AreEqual(320, readout.Features[0]);
            Assert.AreEqual(-320, readout.Features[1]);
            readout.Predict();
            Assert.AreEqual(16384, readout.Probabilities[1], "undecided");
            for (int step = 1; step <= 4; step++)
            {
                readout.Learn(1, 3, step, 1);
            }

            Assert.AreEqual(1, readout.Predict());
            Assert.IsTrue(readout.Probabilities[1] > 20000);
        }

        private static int Next(int random)
        {
            return (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
        }

        private static ConvolutionLayer Draw(int seed)
        {
            ConvolutionLayer layer = new ConvolutionLayer();
            layer.InputChannels = Channels;
            layer.InputSize = Size;
            layer.OutputChannels = 8;
            layer.KernelSize = 3;
            layer.Stride = 2;
            layer.Padding = 1;
            layer.PoolGrid = Grid;
            layer.InputExponent = 4;
            layer.WeightExponent = 7;
            layer.OutputExponent = 3;
            layer.SignalExponent = 16;
            layer.RateMantissa = 160;
            layer.RateShift = 5;
            layer.Learns = true;
            int count = layer.OutputChannels * layer.WeightsPerChannel;
            layer.Masters = new short[count];
            layer.Weights = new sbyte[count];
            layer.Bias = new int[layer.OutputChannels];
            int random = seed;
            for (int i = 0; i < count; i++)
            {
                random = Next(random);
                layer.Masters[i] = (short)(((random >> 16) & 0x3FFF) - 0x2000);
            }

            layer.RoundMasters();
            return layer;
        }
    }
}
