using System.Numerics;
using System.Runtime.InteropServices;
using LlsEdge.Host.Rules;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Learning.Tests;

/// <summary>The forward pass of a desk network in float64, one number after the other; gradients are the differences of its losses.</summary>
internal static class NetworkReference
{
    /// <summary>What a stage makes of a batch. Features are [frame][y][x][channel].</summary>
    public static double[] Forward(Stage stage, double[][] parameters, double[] input, int frames) => stage switch
    {
        ConvolutionStage s => Convolve(s, s.Kernel, s.Stride, parameters, input, frames, depthwise: false),
        DepthwiseStage s => Convolve(s, s.Kernel, s.Stride, parameters, input, frames, depthwise: true),
        ActivationStage s => Activate(s, parameters, input, frames),
        MaxPoolStage => Map(stage, frames, (f, k, y, x) => Enumerable.Range(0, 4).Max(i => input[At(stage.Input, f, (2 * y) + (i / 2), (2 * x) + (i % 2), k)])),
        AveragePoolStage => Map(stage, frames, (f, k, y, x) =>
        {
            var pooling = new AveragePooling(stage.Input.Channels, stage.Input.Height, stage.Input.Width, stage.Shape.Height, stage.Shape.Width);
            return pooling.Pool(Planes(stage.Input, input, f))[(((k * stage.Shape.Height) + y) * stage.Shape.Width) + x];
        }),
        _ => throw new ArgumentException($"No reference for {stage.GetType().Name}.", nameof(stage)),
    };

    /// <summary>One frame as [channel][y][x].</summary>
    public static double[] Planes(FeatureShape shape, double[] features, int frame) =>
        [.. Enumerable.Range(0, shape.Length).Select(i => features[At(shape, frame, i % shape.Pixels / shape.Width, i % shape.Width, i / shape.Pixels)])];

    /// <summary>The mean cross-entropy of softmax scores.</summary>
    public static double CrossEntropy(double[] scores, byte[] labels, int classes) =>
        labels.Select((label, f) => Math.Log(scores.Skip(f * classes).Take(classes).Sum(Math.Exp)) - scores[(f * classes) + label]).Average();

    private static int At(FeatureShape shape, int frame, int y, int x, int channel) =>
        (frame * shape.Length) + (((y * shape.Width) + x) * shape.Channels) + channel;

    private static double[] Map(Stage stage, int frames, Func<int, int, int, int, double> value)
    {
        double[] output = new double[frames * stage.Shape.Length];
        for (int i = 0; i < output.Length; i++)
        {
            int position = i / stage.Shape.Channels;
            int y = position % stage.Shape.Pixels / stage.Shape.Width;
            output[i] = value(position / stage.Shape.Pixels, i % stage.Shape.Channels, y, position % stage.Shape.Width);
        }

        return output;
    }

    private static double[] Convolve(Stage stage, int kernel, int stride, double[][] parameters, double[] input, int frames, bool depthwise)
    {
        FeatureShape shape = stage.Shape;
        int channels = stage.Input.Channels;
        double[] output = new double[frames * shape.Length];
        for (int i = 0; i < output.Length / shape.Channels; i++)
        {
            Span<double> sums = output.AsSpan(i * shape.Channels, shape.Channels);
            for (int tap = 0; tap < kernel * kernel; tap++)
            {
                int v = (i % shape.Pixels / shape.Width * stride) + (tap / kernel) - (kernel / 2);
                int u = (i % shape.Width * stride) + (tap % kernel) - (kernel / 2);
                for (int c = 0; v >= 0 && v < stage.Input.Height && u >= 0 && u < stage.Input.Width && c < channels; c++)
                {
                    double x = input[At(stage.Input, i / shape.Pixels, v, u, c)];
                    int weight = (tap * channels) + c;
                    if (depthwise)
                    {
                        sums[c] += x * parameters[0][weight];
                    }
                    else
                    {
                        AddScaled(x, parameters[0].AsSpan(weight * sums.Length, sums.Length), sums);
                    }
                }
            }

            for (int k = 0; parameters.Length > 1 && k < sums.Length; k++)
            {
                sums[k] += parameters[1][k];
            }
        }

        return output;
    }

    /// <summary>sum += factor·x. Plain, but for the vectors that make whole networks bearable.</summary>
    private static void AddScaled(double factor, Span<double> x, Span<double> sum)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        Span<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += factor * xs[i];
        }

        for (int i = sums.Length * Vector<double>.Count; i < sum.Length; i++)
        {
            sum[i] += factor * x[i];
        }
    }

    private static double[] Activate(ActivationStage stage, double[][] parameters, double[] input, int frames)
    {
        int channels = stage.Shape.Channels;
        double[] output = new double[frames * stage.Shape.Length];
        for (int k = 0; k < channels; k++)
        {
            double[] values = [.. Enumerable.Range(0, output.Length / channels).Select(i => input[(i * channels) + k])];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) + BatchNorm.Epsilon);
            for (int i = 0; i < values.Length; i++)
            {
                double y = (parameters[0][k] * (values[i] - mean) / deviation) + parameters[1][k];
                output[(i * channels) + k] = y > 0 ? y : stage.Slope * y;
            }
        }

        return output;
    }
}
