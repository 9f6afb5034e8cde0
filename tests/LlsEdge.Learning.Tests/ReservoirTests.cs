using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The memory of frames that are rehearsed.</summary>
public class ReservoirTests
{
    private const int Places = 8;
    private const int Rare = 40;
    private const int Frequent = 400;

    [Fact]
    public void ClassesHaveEqualPlacesAndEachFrameTheSameChance()
    {
        // A frame's value is its number; the rare class's are negative.
        var kept = new int[128];
        int rare = 0;
        const int Runs = 400;
        for (int run = 0; run < Runs; run++)
        {
            var random = new Random(run);
            var reservoir = new Reservoir(Places, 2, 1);
            for (int i = 0; i < Frequent; i++)
            {
                reservoir.Offer([(sbyte)(i * 128 / Frequent)], 0, random.Next(int.MinValue, int.MaxValue));
                if (i % (Frequent / Rare) == 0)
                {
                    reservoir.Offer([-1], 1, random.Next(int.MinValue, int.MaxValue));
                }
            }

            sbyte[] drawn = new sbyte[1];
            for (int i = 0; i < 50; i++)
            {
                int label = reservoir.Draw(random.Next(int.MinValue, int.MaxValue), drawn);
                label.ShouldBe(drawn[0] < 0 ? 1 : 0);
                rare += label;
                if (label == 0)
                {
                    kept[drawn[0]]++;
                }
            }
        }

        (rare / (50.0 * Runs)).ShouldBe(0.5, 0.02);
        double[] quarters = [.. kept.Chunk(32).Select(part => part.Sum() / (double)kept.Sum())];
        quarters.ShouldAllBe(share => Math.Abs(share - 0.25) < 0.05);
    }

    [Fact]
    public void OnlyWhatWasOfferedIsDrawn()
    {
        var reservoir = new Reservoir(Places, 4, 2);
        sbyte[] values = [7, 7];
        reservoir.Draw(12345, values).ShouldBe(-1);
        values.ShouldBe([7, 7]);
        reservoir.Offer([1, 2], 2, 99);
        for (int random = -5; random < 5; random++)
        {
            reservoir.Draw(random * 0x12345678, values).ShouldBe(2);
            values.ShouldBe([1, 2]);
        }
    }
}
