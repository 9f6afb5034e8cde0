using LlsEdge.Learning;

namespace NFUnitTest
{
    /// <summary>A model of two convolutions and a readout, all of them learning, and frames for it.</summary>
    internal static class SmallModel
    {
        public static Model Build(int frameSize)
        {
            Model model = new Model();
            model.FrameSize = frameSize;
            model.DownsampleFactor = 1;
            model.InputExponent = 4;
            model.ClassCount = 2;
            model.InverseTemperature = 32;
            model.Seed = 1;
            model.BasisRows = 2;
            model.Names = new byte[] { (byte)'s', (byte)'m', (byte)'a', (byte)'l', (byte)'l', (byte)'\n', (byte)'a', (byte)'\n', (byte)'b' };
            model.Layers = new ConvolutionLayer[] { Layer(8, 2), Layer(8, 1) };
            ModelLimits.LinkLayers(model);
            for (int i = 0; i < model.Layers.Length; i++)
            {
                Draw(model.Layers[i], i + 1);
            }

            ReadoutTap[] taps = new ReadoutTap[] { new ReadoutTap(1, 1), new ReadoutTap(0, 1) };
            Readout readout = new Readout(taps, 16, 2);
            readout.Learns = true;
            readout.TracksCamera = true;
            readout.RateMantissa = 128;
            readout.RateShift = 3;
            for (int j = 0; j < 16; j++)
            {
                readout.InverseDeviation[j] = 200;
            }

            model.Readout = readout;
            SquareBasis basis = new SquareBasis(2, model.LongestLatent);
            for (int i = 0; i < basis.Bits.Length; i++)
            {
                basis.Bits[i] = (byte)(i * 0x35);
            }

            model.Basis = basis;
            return model;
        }

        // Stripes of a width, so that frames of different widths differ in more than brightness.
        public static byte[] Frame(int size, int width)
        {
            byte[] frame = new byte[size * size];
            for (int i = 0; i < frame.Length; i++)
            {
                frame[i] = (byte)(i % size / width % 2 == 0 ? 40 : 200);
            }

            return frame;
        }

        private static ConvolutionLayer Layer(int channels, int grid)
        {
            ConvolutionLayer layer = new ConvolutionLayer();
            layer.OutputChannels = channels;
            layer.KernelSize = 3;
            layer.Stride = 2;
            layer.Padding = 1;
            layer.PoolGrid = grid;
            layer.WeightExponent = 7;
            layer.OutputExponent = 3;
            layer.SignalExponent = 16;
            layer.RateMantissa = 128;
            layer.RateShift = 6;
            layer.Learns = true;
            return layer;
        }

        private static void Draw(ConvolutionLayer layer, int seed)
        {
            int count = layer.OutputChannels * layer.WeightsPerChannel;
            layer.Masters = new short[count];
            layer.Weights = new sbyte[count];
            layer.Bias = new int[layer.OutputChannels];
            int random = seed;
            for (int i = 0; i < count; i++)
            {
                random = (random * StochasticRounding.Multiplier) + StochasticRounding.Increment;
                layer.Masters[i] = (short)(((random >> 16) & 0x3FFF) - 0x2000);
            }

            layer.RoundMasters();
        }
    }
}
