using System.Runtime.Intrinsics.X86;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Fast;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The vectorised twin against the board's own code: answers, saturations and, at the end, every byte of the model.</summary>
public class FastLearnerTests
{
    [Theory]
    [InlineData(2, LocalRule.Lls, LocalBasis.Square, null, 10)]
    [InlineData(2, LocalRule.Lls, LocalBasis.Antipodal, null, 10)]
    [InlineData(10, LocalRule.LlsM, LocalBasis.Sine, null, 10)]
    [InlineData(10, LocalRule.LlsMxM, LocalBasis.Square, null, 10)]
    [InlineData(3, LocalRule.LlsMxM, LocalBasis.Random, 20, 10)]
    [InlineData(10, LocalRule.LlsMxM, LocalBasis.Square, null, 3)]
    [InlineData(10, LocalRule.LlsMxM, LocalBasis.Square, null, 10, 4, 5, 11)]
    [InlineData(10, LocalRule.LlsMxM, LocalBasis.Square, null, 10, 6, 4, 8)]
    public void EndsWithTheBoardsBits(
        int classes, LocalRule rule, LocalBasis basis, int? rows, int rateShift, int activationBits = 7, int weightBits = 8, int masterBits = 16)
    {
        Assert.SkipUnless(Avx2.IsSupported, "The twin needs a processor with AVX2.");
        ModelDescription description = TestModels.Describe(rule, basis, rows, 48, classes);
        description = description with
        {
            // Overlapping cells in the second layer (6 to 4), and once a frozen layer.
            Layers = [.. description.Layers.Select((l, i) => l with
            {
                Pool = i == 1 ? 4 : l.Pool,
                FactoryRate = i == 2 && rule == LocalRule.LlsM ? 0 : 0.01,
                ActivationBits = activationBits,
                WeightBits = weightBits,
                MasterBits = masterBits,
            })],
        };
        Model plain = TestModels.Build(description, 11);
        Model fast = TestModels.Build(description, 11);
        foreach (ConvolutionLayer layer in plain.Layers.Concat(fast.Layers))
        {
            layer.RateShift = Math.Max(1 - layer.UpdateShift + layer.RateShift, rateShift);
        }

        var board = new Learner(plain);
        var twin = new FastLearner(fast);
        int saturations = 0;
        for (int i = 0; i < 150; i++)
        {
            byte[] frame = TestModels.Frame(48, i);
            twin.Train(frame, i % classes).ShouldBe(board.Train(frame, i % classes), $"step {i}");
            twin.Saturations.ShouldBe(board.Saturations, $"step {i}");
            saturations += board.Saturations;
        }

        for (int i = 0; i < 20; i++)
        {
            twin.Predict(TestModels.Frame(48, 500 + i)).ShouldBe(board.Predict(TestModels.Frame(48, 500 + i)));
        }

        ModelFile.ToBytes(twin.Store()).ShouldBe(ModelFile.ToBytes(plain));
        saturations.ShouldBeGreaterThan(0);
    }
}
