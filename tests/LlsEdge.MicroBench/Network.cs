using LlsEdge.Learning;
using LlsEdge.Vision;

namespace LlsEdge.MicroBench
{
    /// <summary>
    /// The firmware's own kernels on a small network: 48×48 pixels seen at 24×24, convolutions 8 and 16, two classes, everything learns.
    /// </summary>
    public static class Network
    {
        private const int FrameSize = 48;

        private static readonly byte[] s_frame = DrawFrame();
        private static readonly Learner s_learner = new Learner(CreateModel());
        private static readonly ConvolutionForward s_forward = new ConvolutionForward(s_learner.Model.Layers[1].WeightsPerChannel);
        private static readonly ActivationMap s_plainInput = DrawMap(8, 12, 1);
        private static readonly ActivationMap s_plainOutput = new ActivationMap(16, 6, 0);

        /// <summary>Prepares a frame, pixel by pixel.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Frame(int turns)
        {
            FrameInput input = new FrameInput(FrameSize, 2, 5);
            ActivationMap map = new ActivationMap(1, FrameSize / 2, 1);
            for (int i = 0; i < turns; i++)
            {
                input.Fill(s_frame, map);
            }
        }

        /// <summary>Runs the second convolution, value by value: the plain kernel that the fast ones are held against.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Convolution(int turns)
        {
            ConvolutionLayer layer = s_learner.Model.Layers[1];
            for (int i = 0; i < turns; i++)
            {
                Sink.Narrow = s_forward.Run(layer, s_plainInput, s_plainOutput);
            }
        }

        /// <summary>Predicts.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Predict(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                Sink.Narrow = s_learner.Predict(s_frame);
            }
        }

        /// <summary>Predicts and learns.</summary>
        /// <param name="turns">How many turns.</param>
        public static void Train(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                Sink.Narrow = s_learner.Train(s_frame, i & 1);
            }
        }

        private static byte[] DrawFrame()
        {
            byte[] frame = new byte[FrameSize * FrameSize];
            int noise = 12345;
            for (int i = 0; i < frame.Length; i++)
            {
                noise = (noise * 1103515245) + 12345;
                frame[i] = (byte)(100 + (((i >> 3) & 1) * 60) + ((noise >> 16) & 31));
            }

            return frame;
        }

        private static ActivationMap DrawMap(int channels, int size, int border)
        {
            ActivationMap map = new ActivationMap(channels, size, border);
            int noise = 99;
            for (int i = 0; i < map.Values.Length; i++)
            {
                noise = (noise * 1103515245) + 12345;
                map.Values[i] = (sbyte)((noise >> 16) & (noise >> 24) & 63);
            }

            return map;
        }

        private static Model CreateModel()
        {
            Model model = new Model();
            model.FrameSize = FrameSize;
            model.DownsampleFactor = 2;
            model.InputExponent = 5;
            model.ClassCount = 2;
            model.InverseTemperature = 16;
            model.Seed = 77;
            model.Names = new byte[0];
            model.Layers = new ConvolutionLayer[] { CreateLayer(8), CreateLayer(16) };
            model.BasisKind = LatentBasisKind.Square;
            model.BasisRows = 2;
            ModelLimits.LinkLayers(model);
            ReadoutTap[] taps = new ReadoutTap[] { new ReadoutTap(0, 2), new ReadoutTap(1, 2) };
            model.Readout = new Readout(taps, ModelLimits.CountFeatures(model.Layers, taps), model.ClassCount);
            model.Readout.Learns = true;
            model.Readout.TracksCamera = true;
            model.Readout.RateMantissa = 130;
            model.Readout.RateShift = 6;
            model.Basis = LatentBasis.Create(model.BasisKind, model.BasisRows, model.LongestLatent);
            int noise = 4321;
            for (int i = 0; i < model.Layers.Length; i++)
            {
                noise = FillLayer(model.Layers[i], noise);
            }

            byte[] bits = ((SquareBasis)model.Basis).Bits;
            for (int i = 0; i < bits.Length; i++)
            {
                noise = (noise * 1103515245) + 12345;
                bits[i] = (byte)((noise >> 16) & 255);
            }

            for (int i = 0; i < model.Readout.FeatureCount; i++)
            {
                model.Readout.Mean[i] = 500;
                model.Readout.InverseDeviation[i] = 800;
            }

            return model;
        }

        private static ConvolutionLayer CreateLayer(int channels)
        {
            ConvolutionLayer layer = new ConvolutionLayer();
            layer.OutputChannels = channels;
            layer.KernelSize = 3;
            layer.Stride = 2;
            layer.Padding = 1;
            layer.PoolGrid = 2;
            layer.Learns = true;
            layer.WeightExponent = 7;
            layer.OutputExponent = 4;
            layer.SignalExponent = 17;
            layer.RateMantissa = 160;
            layer.RateShift = 9;
            return layer;
        }

        private static int FillLayer(ConvolutionLayer layer, int noise)
        {
            int weights = layer.OutputChannels * layer.WeightsPerChannel;
            layer.Weights = new sbyte[weights];
            layer.Masters = new short[weights];
            layer.Bias = new int[layer.OutputChannels];
            for (int i = 0; i < weights; i++)
            {
                noise = (noise * 1103515245) + 12345;
                layer.Masters[i] = (short)(noise >> 18);
            }

            layer.RoundMasters();
            return noise;
        }
    }
}
