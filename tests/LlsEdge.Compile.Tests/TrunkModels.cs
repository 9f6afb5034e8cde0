using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Compile.Tests;

/// <summary>Models with drawn trunks.</summary>
internal static class TrunkModels
{
    public static Model Build(int input, int[] channels, DrawnWeights weights, int seed, int bits = 4, int downsample = 1, int learning = 0, double density = 0.57)
    {
        var description = new ModelDescription
        {
            Name = "drawn",
            FrameSize = input * downsample,
            Downsample = downsample,
            Classes = ["no", "yes"],
            Layers = [.. channels.Select((count, i) => new LayerDescription
            {
                Channels = count,
                Kernel = 3,
                Stride = 2,
                Padding = 1,
                Pool = 1,
                ActivationBits = bits,
                ActivationExponent = 2,
                FactoryRate = i >= channels.Length - learning ? 0.01 : 0,
            })],
            Readout = new ReadoutDescription { Taps = [.. Taps(input, channels.Length)] },
        };
        Model model = ModelBuilder.Build(description, seed);
        var random = new Random(seed);
        for (int i = 0; i < channels.Length - learning; i++)
        {
            Draw(model.Layers[i], weights, random, density);
        }

        Readout readout = model.Readout;
        for (int j = 0; j < readout.FeatureCount; j++)
        {
            readout.Mean[j] = random.Next(2000);
            readout.InverseDeviation[j] = 100 + random.Next(2000);
        }

        for (int i = 0; i < readout.Weights.Length; i++)
        {
            readout.Weights[i] = (short)random.Next(-800, 800);
        }

        return model;
    }

    public static byte[] Frame(int size, int seed)
    {
        byte[] frame = new byte[size * size];
        var random = new Random(seed);
        for (int i = 0; i < frame.Length; i++)
        {
            int y = i / size;
            int x = i % size;
            frame[i] = (byte)((seed % 6) switch
            {
                0 => Math.Clamp(128 + (90 * Math.Sin((x + (2 * y)) / (4.0 + (seed % 7)))) + random.Next(-20, 20), 0, 255),
                1 => random.Next(256),
                2 => 255 * ((x + y) & 1),
                3 => 77,
                4 => i == size + 1 ? 255 : 0,
                _ => 255 * ((y / 2) & 1),
            });
        }

        return frame;
    }

    private static IEnumerable<TapDescription> Taps(int input, int layers)
    {
        // Only the later layers, as models have it: a grid on a large map would be most of the features.
        for (int i = Math.Max(0, layers - 3); i < layers; i++)
        {
            if (input >> (i + 1) is int size && size % 3 == 0 && i < layers - 1)
            {
                yield return new TapDescription(i, 3);
            }

            yield return new TapDescription(i, 1);
        }
    }

    private static void Draw(ConvolutionLayer layer, DrawnWeights kind, Random random, double density)
    {
        int count = layer.WeightsPerChannel;
        for (int k = 0; k < layer.OutputChannels; k++)
        {
            int power = kind == DrawnWeights.EightBits ? 0 : random.Next(3, 6);
            for (int j = 0; j < count; j++)
            {
                layer.Weights[(k * count) + j] = (sbyte)(kind switch
                {
                    DrawnWeights.Ternary => random.NextDouble() < density ? (random.Next(2) == 0 ? 1 : -1) << power : 0,
                    DrawnWeights.EightBits => Math.Clamp((int)Math.Round(25 * Gauss(random)), -127, 127),
                    DrawnWeights.Largest => 1 << power,
                    DrawnWeights.Smallest => -1 << power,
                    _ => ((j + k) & 1) == 0 ? 1 << power : -1 << power,
                });
            }

            // The sums' deviation is about √count · weight · activation: activations then use their range, and some exceed it.
            double input = layer.InputChannels == 1 ? 16 : layer.ActivationLimit / 4.0;
            double deviation = Math.Sqrt(count * density) * (kind == DrawnWeights.EightBits ? 25 : 1 << power) * input;
            layer.Bias[k] = (int)(deviation * 0.5 * Gauss(random));
            if (k == 0)
            {
                int shift = Math.Max(1, (int)Math.Round(Math.Log2(deviation * 2.5 / layer.ActivationLimit)) + 1);
                layer.WeightExponent = shift - layer.InputExponent + layer.OutputExponent;
            }
        }

        layer.Masters = null!;
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
