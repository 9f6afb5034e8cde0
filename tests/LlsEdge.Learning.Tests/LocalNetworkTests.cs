using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Factory;
using LlsEdge.Host.Training.Networks;
using LlsEdge.Vision;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>A model's layers as a float network, and their way back into the board's integers.</summary>
public sealed class LocalNetworkTests
{
    private const int Batch = 32;

    [Fact]
    public void StoredLayersComputeWhatTheNetworkDoesButForRounding()
    {
        Model model = ModelBuilder.Build(TestModels.Describe() with { Rule = LocalRule.LlsMxM }, 5);
        ImageSet set = TestSets.Stripes(Batch);
        var local = new LocalNetwork(model, Batch, new Random(3));
        float[] input = Inputs(model, set);
        byte[] labels = [.. set.Labels];
        for (int step = 0; step < 20; step++)
        {
            _ = local.Network.Step(input, labels, Batch, 0.005f);
        }

        bool given = false;
        local.Network.BeginEvaluation(() => given ? 0 : Give(), input);
        int Give()
        {
            given = true;
            return Batch;
        }

        local.Store();
        local.Network.Forward(input, Batch, PassMode.Evaluate);

        var learner = new Learner(model, keepsMaps: true);
        ActivationStage[] stages = [.. local.Network.Stages.OfType<ActivationStage>()];
        for (int l = 0; l < model.Layers.Length; l++)
        {
            ConvolutionLayer layer = model.Layers[l];
            float step = MathF.Pow(2, -layer.OutputExponent);
            double error = 0;
            double size = 0;
            for (int n = 0; n < Batch; n++)
            {
                learner.Predict(set.GetFrame(n));
                ActivationMap map = learner.GetActivations(l);
                for (int i = 0; i < stages[l].Shape.Length; i++)
                {
                    (int pixel, int k) = Math.DivRem(i, layer.OutputChannels);
                    (int y, int x) = Math.DivRem(pixel, layer.OutputSize);
                    int at = (k * map.PlaneLength) + ((y + map.Border) * map.RowLength) + x + map.Border;
                    float wanted = Math.Min(stages[l].Output[(n * stages[l].Shape.Length) + i], layer.ActivationLimit * step);
                    error += Math.Abs((map.Values[at] * step) - wanted);
                    size += wanted;
                }
            }

            // Half a step is rounding; the layers above see the errors of those below.
            (error / (Batch * stages[l].Shape.Length)).ShouldBeLessThan(step * (l + 1) / 2);
            (size / (Batch * stages[l].Shape.Length)).ShouldBeGreaterThan(2 * step);
            layer.Modulation.Entries.ShouldContain(entry => Math.Abs((int)entry) > 100);
        }
    }

    [Fact]
    public void AnotherPaddingIsRefused()
    {
        ModelDescription description = TestModels.Describe();
        description = description with { Layers = [description.Layers[0] with { Kernel = 4, Padding = 1 }], Readout = new ReadoutDescription { Taps = [new TapDescription(0, 1)] } };
        Model model = ModelBuilder.Build(description, 1);
        Should.Throw<ModelException>(() => new LocalNetwork(model, Batch, new Random(1))).Message.ShouldContain("--arithmetic board");
    }

    private static float[] Inputs(Model model, ImageSet set)
    {
        var frameInput = new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent);
        var map = new ActivationMap(1, model.InputSize, 0);
        List<float> inputs = [];
        for (int n = 0; n < set.Count; n++)
        {
            frameInput.Fill(set.GetFrame(n), map);
            inputs.AddRange(map.Values.Select(v => v * MathF.Pow(2, -model.InputExponent)));
        }

        return [.. inputs];
    }
}
