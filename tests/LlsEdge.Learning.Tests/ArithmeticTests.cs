using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class ArithmeticTests
{
    [Fact]
    public void SquareRootIsExact()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), value =>
        {
            long v = value & ((1L << 62) - 1);
            var root = (Int128)FixedPoint.SquareRoot(v);
            return root * root <= v && (root + 1) * (root + 1) > v;
        }).QuickCheckThrowOnFailure();
        FixedPoint.SquareRoot(0).ShouldBe(0);
        FixedPoint.SquareRoot((1L << 62) - 1).ShouldBe((1L << 31) - 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void SoftmaxStaysWithinItsStatedError(int classes)
    {
        var random = new Random(classes);
        for (int n = 0; n < 200; n++)
        {
            int[] scores = [.. Enumerable.Range(0, classes).Select(_ => random.Next(-3000, 3000))];
            int[] probabilities = new int[classes];
            Softmax.Apply(scores, probabilities, classes);
            double total = scores.Sum(s => Math.Exp(s / 256.0));
            for (int c = 0; c < classes; c++)
            {
                (probabilities[c] / (double)Softmax.One).ShouldBe(Math.Exp(scores[c] / 256.0) / total, 0.001);
            }

            probabilities.Sum().ShouldBeLessThanOrEqualTo(Softmax.One);
        }
    }

    [Fact]
    public void RoundingBitsAreUniform()
    {
        // Chi-squared of 16 bins over the keys of many (step, layer, row): 15 degrees of freedom, 99.99 % below 44.3.
        int[] bins = new int[16];
        const int Count = 64000;
        for (int i = 0; i < Count; i++)
        {
            bins[(StochasticRounding.Key(1, i / 64, i / 16 % 4, i % 16) >> 28) & 15]++;
        }

        bins.Sum(b => Math.Pow(b - (Count / 16.0), 2) / (Count / 16.0)).ShouldBeLessThan(44.3);
    }

    [Fact]
    public void ChecksumIsThatOfTheStandard()
    {
        byte[] text = "123456789"u8.ToArray();
        Crc32.Finish(Crc32.Update(Crc32.Start, text, 0, text.Length)).ShouldBe(unchecked((int)0xCBF43926));
    }
}
