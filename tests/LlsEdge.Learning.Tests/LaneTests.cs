using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>Six values to a word give the same bits as one by one: forward, pooling and update, on random and on extreme inputs.</summary>
public class LaneTests
{
    public enum Inputs
    {
        /// <summary>What a network sees.</summary>
        Usual,

        /// <summary>Signals near their limits.</summary>
        LargeSignals,

        /// <summary>Activations of four bits.</summary>
        FewBits,

        /// <summary>Saturated activations, the largest weights, biases and signals: some sums leave their lanes.</summary>
        Extreme,

        /// <summary>No activation at all.</summary>
        Zeros,

        /// <summary>Weights of a layer that started as a copy of its input and has learnt a little.</summary>
        NearlyACopy,
    }

    public static TheoryData<int, int, int, int, int, int, Inputs> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, int, int, int, int, Inputs>();
            foreach (Inputs inputs in Enum.GetValues<Inputs>())
            {
                cases.Add(1, 48, 8, 3, 2, 4, inputs);
                cases.Add(8, 24, 8, 3, 2, 4, inputs);
                cases.Add(16, 6, 16, 3, 2, 3, inputs);
                cases.Add(1, 28, 16, 3, 2, 4, inputs);
                cases.Add(16, 14, 12, 3, 2, 2, inputs);
                cases.Add(12, 7, 8, 3, 2, 2, inputs);
                cases.Add(8, 12, 8, 3, 1, 4, inputs);
                cases.Add(4, 7, 12, 3, 1, 7, inputs);
                cases.Add(1, 16, 8, 3, 1, 4, inputs);
                cases.Add(8, 6, 12, 1, 1, 3, inputs);
                cases.Add(12, 5, 4, 1, 1, 1, inputs);
                cases.Add(8, 28, 8, 3, 2, 4, inputs);
                cases.Add(8, 5, 8, 3, 1, 4, inputs);
                cases.Add(4, 12, 4, 3, 1, 6, inputs);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LanesEqualTheReferenceBitForBit(int channels, int size, int outputs, int kernel, int stride, int grid, Inputs inputs)
    {
        var random = new Random(size + outputs);
        ConvolutionLayer layer = TestModels.Layer(channels, size, outputs, kernel, stride, kernel / 2, grid, random);
        Prepare(layer, inputs, random);
        ActivationMap input = TestModels.Map(channels, size, layer.Padding, () => inputs switch
        {
            Inputs.Zeros => 0,
            Inputs.Extreme => 127,
            _ when channels == 1 => random.Next(-127, 128),
            _ => random.Next(2) == 0 ? 0 : random.Next(128),
        });
        var output = new ActivationMap(outputs, layer.OutputSize, 1);
        int saturations = new ConvolutionForward(layer.WeightsPerChannel).Run(layer, input, output);
        if (inputs == Inputs.Extreme)
        {
            saturations.ShouldBePositive();
        }

        LaneForward.Fits(layer).ShouldBeTrue();
        int rows = (layer.OutputSize + LaneMap.Bands - 1) / LaneMap.Bands;
        var lanesIn = new LaneMap(channels, size, rows * stride, layer.Padding, stride == 1 ? 1 : 0, channels == 1 ? LaneMap.InputOffset : 0);
        Open(lanesIn, random);
        lanesIn.Pack(input);
        var lanesOut = new LaneMap(outputs, layer.OutputSize, rows, 1, 1, 0);
        Open(lanesOut, random);
        long[] scratch = new long[LaneForward.Group * LaneForward.MostPositions];
        new LaneForward(scratch).Run(layer, lanesIn, lanesOut).ShouldBe(saturations);
        Unpacked(lanesIn, layer.Padding).ShouldBe(input.Values);
        Unpacked(lanesOut, 1).ShouldBe(output.Values);

        int[] sums = new int[layer.LatentLength];
        int[] laneSums = new int[layer.LatentLength];
        LatentPool.Sum(output, grid, sums);
        new LanePool(LaneMap.Bands * rows).Sum(lanesOut, grid, laneSums);
        laneSums.ShouldBe(sums);

        int[] signals = [.. sums.Select(_ => random.Next(4) == 0 ? 0 : inputs switch
        {
            Inputs.Extreme => LlsRule.SignalLimit,
            Inputs.LargeSignals => random.Next(-LlsRule.SignalLimit, LlsRule.SignalLimit + 1),
            _ => random.Next(-100, 101),
        })];
        ConvolutionLayer reference = Copy(layer);
        int cell = LatentPool.GetCellSize(layer.OutputSize, grid);
        var update = new ConvolutionUpdate(cell * cell, layer.WeightsPerChannel);
        update.Run(reference, input, output, signals, 5, 6, 1);
        var laneUpdate = new LaneUpdate(scratch, rows, layer.OutputSize);
        laneUpdate.Run(layer, lanesIn, lanesOut, signals, 5, 6, 1);
        layer.Masters.ShouldBe(reference.Masters);
        layer.Weights.ShouldBe(reference.Weights);
        layer.Bias.ShouldBe(reference.Bias);
        laneUpdate.Saturations.ShouldBe(update.Saturations);
        layer.WeightSums.ShouldBe(layer.Weights.Chunk(layer.WeightsPerChannel).Select(row => row.Sum(w => Math.Abs((int)w))));
    }

    private static void Prepare(ConvolutionLayer layer, Inputs inputs, Random random)
    {
        if (inputs == Inputs.FewBits)
        {
            layer.ActivationBits = 4;
        }

        if (inputs == Inputs.Extreme)
        {
            layer.OutputExponent = 2;
            layer.Masters = [.. layer.Masters.Select(_ => (short)(random.Next(8) == 0 ? layer.SmallestMaster : layer.LargestMaster))];
            layer.Bias = [.. layer.Bias.Select((b, k) => k % 3 == 0 ? ConvolutionUpdate.BiasLimit : b)];
        }

        if (inputs == Inputs.NearlyACopy)
        {
            int row = layer.WeightsPerChannel;
            layer.Masters = [.. layer.Masters.Select((_, i) => (short)(i % row == i / row % row ? 64 << 8 : random.Next(6) == 0 ? random.Next(-400, 401) : 0))];
        }

        layer.RoundMasters();
        layer.SumWeights();
    }

    // In memory that others have used.
    private static void Open(LaneMap map, Random random)
    {
        map.Attach([.. Enumerable.Range(0, map.Length + 8).Select(_ => random.NextInt64())], 5);
        map.Open();
    }

    private static sbyte[] Unpacked(LaneMap lanes, int border)
    {
        var map = new ActivationMap(lanes.Channels, lanes.Size, border);
        lanes.Unpack(map);
        return map.Values;
    }

    private static ConvolutionLayer Copy(ConvolutionLayer layer) => new()
    {
        InputChannels = layer.InputChannels,
        InputSize = layer.InputSize,
        OutputChannels = layer.OutputChannels,
        KernelSize = layer.KernelSize,
        Stride = layer.Stride,
        Padding = layer.Padding,
        PoolGrid = layer.PoolGrid,
        InputExponent = layer.InputExponent,
        WeightExponent = layer.WeightExponent,
        OutputExponent = layer.OutputExponent,
        ActivationBits = layer.ActivationBits,
        SignalExponent = layer.SignalExponent,
        RateMantissa = layer.RateMantissa,
        RateShift = layer.RateShift,
        Learns = true,
        Masters = [.. layer.Masters],
        Weights = [.. layer.Weights],
        Bias = [.. layer.Bias],
    };
}
