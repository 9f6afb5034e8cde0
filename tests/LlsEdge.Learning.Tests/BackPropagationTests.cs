using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Float;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class BackPropagationTests
{
    [Fact]
    public void PassEqualsTheReferenceForwardAndBackward()
    {
        const int Frames = 3;
        var random = new Random(1);
        ConvolutionLayer layer = TestModels.Layer(3, 9, 8, 3, 2, 1, 1, random);
        var parameters = new ConvolutionParameters(layer);
        for (int k = 0; k < 8; k++)
        {
            parameters.Quantised[parameters.WeightCount + k] = layer.Bias[k] / 2048f;
        }

        float[][] inputs = [.. Enumerable.Range(0, Frames).Select(_ => Enumerable.Range(0, 3 * 81).Select(_ => random.Next(-127, 128) / 16f).ToArray())];
        float[] input = Interleave(inputs, 3, 81);
        LayerPass pass = parameters.CreatePass(Frames);
        pass.Forward(input);
        double[] weights = [.. parameters.Quantised.Take(parameters.WeightCount).Select(w => (double)w)];
        double[] bias = [.. parameters.Quantised.Skip(parameters.WeightCount).Select(w => (double)w)];
        float[] errors = [.. pass.Error.Select(_ => (float)(random.NextDouble() - 0.5))];
        errors.CopyTo(pass.Error, 0);
        float[] inputError = new float[input.Length];
        pass.Backward(inputError);

        double[] gradient = new double[parameters.Values.Length];
        for (int f = 0; f < Frames; f++)
        {
            double[] plain = [.. inputs[f].Select(v => (double)v)];
            double[] sums = Reference.Convolve(plain, 3, 9, weights, bias, 8, 3, 2, 1);
            double[] masked = new double[sums.Length];
            for (int i = 0; i < sums.Length; i++)
            {
                int at = (((i / 25) * Frames) + f) * 25 + (i % 25);
                double expected = Math.Clamp(Math.Floor((sums[i] * 16) + 0.5), 0, 127) / 16;
                ((double)pass.Output[at]).ShouldBe(expected);
                masked[i] = expected is > 0 and < 127 / 16.0 ? errors[at] : 0;
            }

            double[] part = Reference.WeightGradient(masked, plain, 3, 9, 8, 3, 2, 1);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] += part[i];
            }

            // The objective is linear in the input: a unit step gives its gradient exactly.
            double before = sums.Zip(masked, (a, b) => a * b).Sum();
            for (int i = 0; i < plain.Length; i += 7)
            {
                plain[i]++;
                double after = Reference.Convolve(plain, 3, 9, weights, bias, 8, 3, 2, 1).Zip(masked, (a, b) => a * b).Sum();
                plain[i]--;
                ((double)inputError[((((i / 81) * Frames) + f) * 81) + (i % 81)]).ShouldBe(after - before, 1e-4);
            }
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            ((double)pass.Gradient[i]).ShouldBe(gradient[i], 1e-3);
        }
    }

    [Fact]
    public void LossFallsAndTheStoredModelComputesTheSameActivations()
    {
        Model model = ModelBuilder.Build(TestModels.Describe(classes: 2), 3);
        ConvolutionParameters[] parameters = [.. model.Layers.Select(l => new ConvolutionParameters(l))];
        var trainer = new BackPropagation(model, parameters, BackPropagation.DrawReadout(model, 3), 16);
        double first = 0;
        double last = 0;
        for (int step = 0; step < 60; step++)
        {
            double loss = trainer.Step(
                (n, frame, target) =>
                {
                    TestModels.Frame(32, (n * 2) % 16).CopyTo(frame, 0);
                    target[n % 2] = 1;
                    target[1 - (n % 2)] = 0;
                },
                0.003,
                0);
            first = step == 0 ? loss : first;
            last = loss;
        }

        last.ShouldBeLessThan(0.7 * first);
        foreach (ConvolutionParameters layer in parameters)
        {
            layer.Store();
        }

        model.Layers[0].Weights.ShouldBe(model.Layers[0].Masters.Select(m => (sbyte)((m + 128) >> 8)));
    }

    private static float[] Interleave(float[][] frames, int channels, int plane)
    {
        float[] all = new float[frames.Length * channels * plane];
        for (int f = 0; f < frames.Length; f++)
        {
            for (int i = 0; i < channels * plane; i++)
            {
                all[((((i / plane) * frames.Length) + f) * plane) + (i % plane)] = frames[f][i];
            }
        }

        return all;
    }
}
