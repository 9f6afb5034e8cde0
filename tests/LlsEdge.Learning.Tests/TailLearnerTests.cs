using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies.Personalise;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class TailLearnerTests
{
    [Theory]
    [InlineData(LocalRule.Lls)]
    [InlineData(LocalRule.LlsM)]
    [InlineData(LocalRule.LlsMxM)]
    public void FromTheFrozenTrunkOnItEndsWithTheBoardsBits(LocalRule rule)
    {
        ModelDescription description = TestModels.Describe(rule, LocalBasis.Square);
        Model board = Freeze(TestModels.Build(description, 7));
        Model desk = Freeze(TestModels.Build(description, 7));
        byte[][] frames = [.. Enumerable.Range(0, 60).Select(i => TestModels.Frame(32, i))];
        byte[] labels = [.. frames.Select((_, i) => (byte)(i % 2))];
        TrunkFrame[] trunk = TrunkFrame.Of(() => Freeze(TestModels.Build(description, 7)), new ImageSet(32, frames, labels, ["a", "b"]));
        var learner = new Learner(board);
        var tail = new TailLearner(desk);
        for (int i = 0; i < frames.Length; i++)
        {
            if (i % 3 == 2)
            {
                tail.Predict(trunk[i]).ShouldBe(learner.Predict(frames[i]));
            }
            else
            {
                learner.Train(frames[i], labels[i]);
                tail.Train(trunk[i], labels[i]);
            }
        }

        ModelFile.ToBytes(desk).ShouldBe(ModelFile.ToBytes(board));
        board.Layers[^1].Masters.ShouldNotBe(TestModels.Build(description, 7).Layers[^1].Masters);
    }

    private static Model Freeze(Model model)
    {
        for (int i = 0; i < model.Layers.Length - 1; i++)
        {
            model.Layers[i].Learns = false;
        }

        return model;
    }
}
