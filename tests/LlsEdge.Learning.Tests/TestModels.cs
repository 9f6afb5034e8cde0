using LlsEdge.Host.Models;

namespace LlsEdge.Learning.Tests;

/// <summary>Small models and frames with known seeds.</summary>
internal static class TestModels
{
    public static ModelDescription Describe(LocalRule rule, LocalBasis basis, int? rows = null, int frame = 32, int classes = 2) =>
        Describe(frame, classes) with { Rule = rule, Basis = basis, Rows = rows };

    public static ModelDescription Describe(int frame = 32, int classes = 2, double boardRate = 0.01) => new()
    {
        Name = "tiny",
        FrameSize = frame,
        Downsample = 2,
        Classes = [.. Enumerable.Range(0, classes).Select(c => $"class{c}")],
        Layers =
        [
            new LayerDescription { Channels = 8, Pool = 4, BoardRate = boardRate },
            new LayerDescription { Channels = 12, Pool = 2, BoardRate = boardRate },
            new LayerDescription { Channels = 16, Kernel = 1, Padding = 0, Stride = 1, Pool = 1, BoardRate = boardRate },
        ],
        Readout = new ReadoutDescription { Taps = [new TapDescription(1, 2), new TapDescription(2, 1)] },
    };

    /// <summary>A model in which every layer and the readout learn, with plausible standardisation and random readout weights.</summary>
    public static Model Build(int frame = 32, int classes = 2, int seed = 7) => Build(Describe(frame, classes), seed);

    /// <summary>The same of any description; M, which starts near zero, is made large enough to matter.</summary>
    public static Model Build(ModelDescription description, int seed)
    {
        Model model = ModelBuilder.Build(description, seed);
        var random = new Random(seed);
        for (int j = 0; j < model.Readout.FeatureCount; j++)
        {
            model.Readout.Mean[j] = random.Next(2000);
            model.Readout.InverseDeviation[j] = 100 + random.Next(2000);
        }

        for (int i = 0; i < model.Readout.Weights.Length; i++)
        {
            model.Readout.Weights[i] = (short)random.Next(-800, 800);
        }

        foreach (ConvolutionLayer layer in model.Layers)
        {
            for (int i = 0; i < layer.Modulation?.Entries.Length; i++)
            {
                layer.Modulation.Entries[i] = (short)random.Next(-8000, 8000);
            }
        }

        model.Readout.Learns = true;
        model.Readout.TracksCamera = true;
        ModelBuilder.SetRate(model.Readout, 0.03);
        return model;
    }

    public static byte[] Frame(int size, int seed)
    {
        byte[] frame = new byte[size * size];
        var random = new Random(seed);
        int x0 = random.Next(size);
        int y0 = random.Next(size);
        for (int i = 0; i < frame.Length; i++)
        {
            double distance = Math.Sqrt(Math.Pow((i % size) - x0, 2) + Math.Pow((i / size) - y0, 2));
            frame[i] = (byte)Math.Clamp(128 + (100 * Math.Sin(distance / 3)) + random.Next(-20, 20), 0, 255);
        }

        return frame;
    }

    /// <summary>A layer of its own with random weights.</summary>
    public static ConvolutionLayer Layer(int inputs, int size, int outputs, int kernel, int stride, int padding, int grid, Random random, int weightBits = 8, int masterBits = 16)
    {
        var layer = new ConvolutionLayer
        {
            InputChannels = inputs,
            InputSize = size,
            OutputChannels = outputs,
            KernelSize = kernel,
            Stride = stride,
            Padding = padding,
            PoolGrid = grid,
            InputExponent = 4,
            WeightExponent = 7,
            OutputExponent = 4,
            SignalExponent = 18,
            RateMantissa = 128,
            RateShift = 7,
            Learns = true,
            WeightBits = weightBits,
            MasterBits = masterBits,
        };

        // Fewer bits of a weight are a coarser step.
        layer.WeightExponent -= 8 - weightBits;
        int largest = layer.LargestMaster * 5 / 8;
        layer.Masters = [.. Enumerable.Range(0, outputs * layer.WeightsPerChannel).Select(_ => (short)random.Next(-largest, largest + 1))];
        layer.Weights = new sbyte[layer.Masters.Length];
        layer.RoundMasters();
        layer.Bias = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-2000, 2000))];
        return layer;
    }

    public static ActivationMap Map(int channels, int size, int border, Func<int> draw)
    {
        var map = new ActivationMap(channels, size, border);
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < size; y++)
            {
                for (int x = 0; x < size; x++)
                {
                    map.Values[Index(map, c, y, x)] = (sbyte)draw();
                }
            }
        }

        return map;
    }

    public static double[] Plain(ActivationMap map)
    {
        double[] values = new double[map.Channels * map.Size * map.Size];
        for (int i = 0; i < values.Length; i++)
        {
            int c = i / (map.Size * map.Size);
            values[i] = map.Values[Index(map, c, i / map.Size % map.Size, i % map.Size)];
        }

        return values;
    }

    private static int Index(ActivationMap map, int channel, int y, int x) => (channel * map.PlaneLength) + ((y + map.Border) * map.RowLength) + x + map.Border;
}
