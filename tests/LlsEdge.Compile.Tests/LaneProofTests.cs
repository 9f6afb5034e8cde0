using LlsEdge.Host.Compile;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Compile.Tests;

/// <summary>Lanes are as wide as the worst sums of the actual weights need, and not wider.</summary>
public class LaneProofTests
{
    // 4-bit activations: 68 weights of ±1 span 1,020 of a 10-bit lane's 1,023, 69 span 1,035. One chunk more takes what the sign needs.
    [Theory]
    [InlineData(66, 1)]
    [InlineData(68, 2)]
    [InlineData(69, 2)]
    [InlineData(137, 3)]
    public void OneWeightBeyondTheBoundTakesAnotherChunk(int weights, int chunks)
    {
        LaneProof proof = LaneProof.Find(Sums(weights, bias: 0), Blocks(weights, 1), 10)!;
        proof.Chunks.Count.ShouldBe(chunks);
        proof.Chunks.ShouldAllBe(chunk => chunk.Start + chunk.Least >= 0 && chunk.Start + chunk.Largest <= 1023);
    }

    [Fact]
    public void ABlockThatSpansMoreThanALaneHasNoProof()
    {
        LaneProof.Find(Sums(69, bias: 0), Blocks(69, 69), 10).ShouldBeNull();
        LaneProof.Find(Sums(69, bias: 0), Blocks(69, 69), 11).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    [InlineData(5000)]
    public void TheSignIsFoundWhereverTheBiasPutsIt(int bias)
    {
        LaneProof proof = LaneProof.Find(Sums(60, bias), Blocks(60, 1), 10)!;
        long start = proof.Chunks.Sum(chunk => chunk.Start);
        (start + proof.Chunks.Sum(chunk => chunk.Least)).ShouldBeGreaterThanOrEqualTo(0);
        (start + proof.Chunks.Sum(chunk => chunk.Largest)).ShouldBeLessThanOrEqualTo(1023);
        proof.Least.ShouldBe((-(30 * 15) + bias + 16) >> 5);
        proof.Largest.ShouldBe(((30 * 15) + bias + 16) >> 5);
    }

    [Fact]
    public void TheCommonPowerOfTwoOfAChannelIsTakenOut()
    {
        ChannelSums sums = Sums(9, bias: 5, power: 3);
        sums.Weights.ShouldAllBe(weight => weight == 1 || weight == -1);
        sums.Shift.ShouldBe(2);
        sums.Bias.ShouldBe((5 + 16) >> 3);
    }

    [Fact]
    public void SharedSumsAddUpToTheSums()
    {
        var random = new Random(4);
        List<List<(int Term, int Sign)>> sums = [.. Enumerable.Range(0, 24).Select(_ => Enumerable.Range(0, 40).Where(_ => random.Next(2) == 0)
            .Select(term => (term, (random.Next(2) * 2) - 1)).ToList())];
        SharedSums shared = SharedSums.Find(40, 60, 3, sums);
        shared.Pairs.Count.ShouldBeInRange(10, 60);
        for (int i = 0; i < sums.Count; i++)
        {
            Dictionary<int, int> expanded = [];
            foreach ((int term, int sign) in shared.SumOf(i))
            {
                Expand(shared, term, sign, expanded);
            }

            expanded.Where(term => term.Value != 0).Select(term => (term.Key, term.Value)).Order().ShouldBe(sums[i].Order());
        }
    }

    private static void Expand(SharedSums shared, int term, int sign, Dictionary<int, int> into)
    {
        if (term < 40)
        {
            into[term] = into.GetValueOrDefault(term) + sign;
            return;
        }

        (int first, int second, int relative) = shared.Pairs[term - 40];
        Expand(shared, first, sign, into);
        Expand(shared, second, sign * relative, into);
    }

    private static Range[] Blocks(int taps, int length) => [.. Enumerable.Range(0, taps / length).Select(b => (b * length)..((b + 1) * length))];

    private static ChannelSums Sums(int weights, int bias, int power = 0)
    {
        var layer = new ConvolutionLayer
        {
            InputChannels = weights,
            OutputChannels = 1,
            InputSize = 6,
            KernelSize = 1,
            Stride = 1,
            InputExponent = 4,
            WeightExponent = 5,
            OutputExponent = 4,
            Weights = [.. Enumerable.Range(0, weights).Select(i => (sbyte)((i & 1) == 0 ? 1 << power : -1 << power))],
            Bias = [bias],
        };
        return ChannelSums.Of(layer, 0, 0, 15);
    }
}
