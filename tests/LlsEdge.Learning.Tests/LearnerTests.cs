using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class LearnerTests
{
    [Fact]
    public void SameFramesSameSeedSameWeights()
    {
        ModelFile.ToBytes(Teach(7, 30)).ShouldBe(ModelFile.ToBytes(Teach(7, 30)));
    }

    [Fact]
    public void AStepThatFailsDoesNotCount()
    {
        var learner = new Learner(TestModels.Build());
        learner.Train(TestModels.Frame(32, 1), 1);
        Should.Throw<IndexOutOfRangeException>(() => learner.Train(new byte[100], 0));
        learner.StepCount.ShouldBe(1);
        learner.Train(TestModels.Frame(32, 2), 0);
        learner.StepCount.ShouldBe(2);
    }

    [Fact]
    public void FrozenLayersDoNotMove()
    {
        Model model = TestModels.Build();
        model.Layers[0].Learns = false;
        sbyte[] before = [.. model.Layers[0].Weights];
        sbyte[] second = [.. model.Layers[1].Weights];
        var learner = new Learner(model);
        for (int i = 0; i < 50; i++)
        {
            learner.Train(TestModels.Frame(32, i), i % 2);
        }

        model.Layers[0].Weights.ShouldBe(before);
        model.Layers[1].Weights.ShouldNotBe(second);
        learner.GetLocalConfidence(0).ShouldBe(0);
        learner.GetLocalConfidence(1).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void EachLayersLocalLossFallsOnRepeatedFrames()
    {
        Model model = TestModels.Build();
        var learner = new Learner(model);
        double[] first = new double[3];
        double[] last = new double[3];
        for (int round = 0; round < 60; round++)
        {
            for (int i = 0; i < 8; i++)
            {
                learner.Train(TestModels.Frame(32, i), i % 2);
                for (int l = 0; l < 3; l++)
                {
                    first[l] += round < 5 ? learner.GetLocalConfidence(l) : 0;
                    last[l] += round >= 55 ? learner.GetLocalConfidence(l) : 0;
                }
            }
        }

        for (int l = 0; l < 3; l++)
        {
            last[l].ShouldBeGreaterThan(first[l]);
        }
    }

    [Fact]
    public void PredictingChangesNothing()
    {
        Model model = TestModels.Build();
        byte[] before = ModelFile.ToBytes(model);
        var learner = new Learner(model);
        for (int i = 0; i < 10; i++)
        {
            learner.Predict(TestModels.Frame(32, i));
        }

        ModelFile.ToBytes(model).ShouldBe(before);
    }

    private static Model Teach(int seed, int steps)
    {
        Model model = TestModels.Build(classes: 3, seed: seed);
        var learner = new Learner(model);
        for (int i = 0; i < steps; i++)
        {
            learner.Train(TestModels.Frame(32, i), i % 3);
        }

        return model;
    }
}
