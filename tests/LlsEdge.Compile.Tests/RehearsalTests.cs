using LlsEdge.Host.Compile;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies.Personalise;
using LlsEdge.Learning;
using Shouldly;
using Xunit;
using static LlsEdge.Compile.Tests.TrunkModels;

namespace LlsEdge.Compile.Tests;

/// <summary>Frames learnt again by the layers above a compiled trunk.</summary>
public class RehearsalTests
{
    private const int StepBits = 24;

    [Fact]
    public void ARehearsalMovesTheTailAsALessonWouldAndLeavesTheReadout()
    {
        Model model = Build(48, [8, 16, 16, 8], DrawnWeights.Ternary, 5, bits: 4, downsample: 2, learning: 1);
        model.Readout.Learns = true;
        ModelBuilder.SetRate(model.Readout, 0.03);
        TrunkSources sources = TrunkCompiler.Compile(model, "Drawn", null, "test");
        CompiledTrunk.Installed = CompiledSources.Load(sources);
        var learner = new Learner(TrunkTail.Cut(model, sources.Layers.Count));
        learner.Remember(2).ShouldBeTrue();
        byte[] frame = Frame(96, 1);
        learner.Train(frame, 1);
        byte[] taught = ModelFile.ToBytes(learner.Model);

        // What the desk makes of the frame, then of the same input as if it were taught again with a readout that stands still.
        var desk = new Learner(model);
        desk.Train(frame, 1);
        ModelFile.ToBytes(TrunkTail.Cut(model, sources.Layers.Count)).ShouldBe(taught);
        TrunkFrame kept = TrunkFrame.Of(() => model, new ImageSet(96, [frame], [1], ["nobody", "person"]))[0];
        for (int round = 1; round <= 3; round++)
        {
            learner.Rehearse();
            model.Readout.Learns = false;
            model.Readout.TracksCamera = false;
            model.Step = 1 + (round << StepBits) - 1;
            new TailLearner(model).Train(kept, 1);
            learner.Model.Layers[^1].Masters.ShouldBe(model.Layers[^1].Masters);
            learner.Model.Layers[^1].Bias.ShouldBe(model.Layers[^1].Bias);
        }

        learner.StepCount.ShouldBe(1);
        learner.Model.Readout.Weights.ShouldBe(model.Readout.Weights);
        ModelFile.ToBytes(learner.Model).ShouldNotBe(taught);
    }

    [Fact]
    public void WithoutATrunkThereIsNothingToRehearse()
    {
        new Learner(Build(24, [8, 8], DrawnWeights.Ternary, 1, learning: 1)).Remember(4).ShouldBeFalse();
    }
}
