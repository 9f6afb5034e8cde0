using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;
using LlsEdge.Host.Training.Networks;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>Whole networks: every rule's gradients, what starts equal and what repeats.</summary>
public sealed class NetworkTests
{
    private static readonly NetworkDescription s_small = new()
    {
        Name = "small",
        FrameSize = 8,
        ClassCount = 3,
        Stages =
        [
            new NetworkStage { Kind = NetworkStageKind.Convolution, Channels = 8, Pool = 4 },
            new NetworkStage { Kind = NetworkStageKind.MaxPool },
            new NetworkStage { Kind = NetworkStageKind.Depthwise },
            new NetworkStage { Kind = NetworkStageKind.Convolution, Channels = 8, Kernel = 1, Pool = 2 },
            new NetworkStage { Kind = NetworkStageKind.AveragePool, Pool = 2 },
            new NetworkStage { Kind = NetworkStageKind.Linear, Channels = 16, Pool = 16 },
        ],
    };

    public static TheoryData<NetworkRule> Rules => [.. Enum.GetValues<NetworkRule>()];

    public static TheoryData<string, int> Papers => new() { { "smallconv", 28 }, { "smallconv-l", 28 }, { "vgg8", 16 }, { "mobilenet-v1", 64 } };

    [Theory]
    [InlineData(NetworkRule.Bp)]
    [InlineData(NetworkRule.LlsMxm)]
    public void A_step_has_the_gradients_of_the_reference(NetworkRule rule) => ShouldHaveGradients(s_small, rule, 5);

    [Theory]
    [MemberData(nameof(Papers))]
    public void A_step_of_the_papers_models_has_the_gradients_of_the_reference(string name, int frameSize) =>
        ShouldHaveGradients(Paper(name) with { FrameSize = frameSize }, NetworkRule.LlsMxm, 4);

    [Fact]
    public void A_local_rule_does_not_look_at_the_stages_above()
    {
        Network network = NetworkBuilder.Build(s_small, new NetworkTrainingOptions { Rule = NetworkRule.Lls, Batch = 4 });
        (float[] input, byte[] labels) = Batch(s_small, 4);
        network.ComputeGradients(input, labels, 4);
        float[] before = [.. network.Stages[0].Parameters[0].Gradient];
        foreach (Parameter parameter in network.Stages.Skip(2).SelectMany(s => s.Parameters))
        {
            Array.Fill(parameter.Values, 0.3f);
        }

        network.ComputeGradients(input, labels, 4);
        network.Stages[0].Parameters[0].Gradient.ShouldBe(before);
    }

    [Fact]
    public void Every_rule_starts_from_the_same_weights()
    {
        float[] Weights(NetworkRule rule) =>
            [.. NetworkBuilder.Build(s_small, new NetworkTrainingOptions { Rule = rule, Seed = 4, Batch = 4 }).Parameters.SelectMany(p => p.Values)];
        float[] expected = Weights(NetworkRule.Bp);
        foreach (NetworkRule rule in Enum.GetValues<NetworkRule>())
        {
            Weights(rule).ShouldBe(expected);
        }
    }

    [Fact]
    public void Frozen_stages_keep_their_weights()
    {
        NetworkDescription description = s_small with { Stages = [s_small.Stages[0] with { Learns = false }, .. s_small.Stages.Skip(1)] };
        Network network = NetworkBuilder.Build(description, new NetworkTrainingOptions { Rule = NetworkRule.LlsMxm, Batch = 4 });
        float[] first = [.. network.Stages[0].Parameters[0].Values];
        float[] later = [.. network.Stages[3].Parameters[0].Values];
        (float[] input, byte[] labels) = Batch(description, 4);
        network.Step(input, labels, 4, 0.01f);
        network.Stages[0].Parameters[0].Values.ShouldBe(first);
        network.Stages[3].Parameters[0].Values.ShouldNotBe(later);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_learns_bars_and_repeats_itself(NetworkRule rule)
    {
        ImageSet train = Bars(600, 1);
        ImageSet test = Bars(150, 2);
        var options = new NetworkTrainingOptions { Rule = rule, Epochs = 3, Seed = 3, Batch = 32, Rate = 0.01 };
        IReadOnlyList<NetworkEpoch> epochs = NetworkTraining.Run(s_small, options, train, test, null, TestContext.Current.CancellationToken);
        epochs.Count.ShouldBe(3);
        epochs[^1].Accuracy.ShouldBeGreaterThan(0.7);
        IReadOnlyList<NetworkEpoch> again = NetworkTraining.Run(s_small, options, train, test, null, TestContext.Current.CancellationToken);
        again.Select(e => (e.Loss, e.Accuracy)).ShouldBe(epochs.Select(e => (e.Loss, e.Accuracy)));
    }

    [Fact]
    public void Progress_ends_at_one_and_cancellation_ends_training()
    {
        ImageSet bars = Bars(64, 1);
        var options = new NetworkTrainingOptions { Batch = 32, Epochs = 2 };
        var shares = new Shares();
        NetworkTraining.Run(s_small, options, bars, bars, shares, TestContext.Current.CancellationToken);
        shares.Reported.ShouldBe([0.25, 0.5, 0.75, 1]);
        Should.Throw<OperationCanceledException>(() => NetworkTraining.Run(s_small, options, bars, bars, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Sets_and_descriptions_that_do_not_fit_are_refused_in_words()
    {
        ImageSet bars = Bars(4, 1);
        string Refusal(NetworkDescription network) =>
            Should.Throw<ModelException>(() => NetworkTraining.Run(network, new(), bars, bars, null, default)).Message;
        Refusal(s_small with { FrameSize = 9 }).ShouldContain("frames of 8×8");
        Refusal(s_small with { ClassCount = 4 }).ShouldContain("4 frames of 3 classes");
        Refusal(s_small with { Temperature = 0 }).ShouldContain("temperature");
        Refusal(s_small with { Stages = [new NetworkStage { Kind = NetworkStageKind.Convolution }] }).ShouldContain("channels");
    }

    [Fact]
    public void Rules_have_names()
    {
        NetworkRuleNames.All.ShouldBe(
            ["bp", "lls", "lls-m", "lls-mxm", "lls-mxm-reduced", "lls-random", "lls-m-random", "lls-mxm-random", "local-losses", "dfa", "drtp", "frozen"]);
        NetworkRuleNames.Parse("lls-mxm").ShouldBe(NetworkRule.LlsMxm);
        Should.Throw<ModelException>(() => NetworkRuleNames.Parse("LLS")).Message.ShouldContain("lls-mxm-reduced");
    }

    [Fact]
    public void Frames_are_mirrored_and_shifted()
    {
        byte[] frame = [51, 102, 153, 204, 255, 0, 0, 51, 102];
        float[] target = new float[9];
        FrameShift.Copy(frame, 3, 0, 0, mirrored: false, target);
        target.ShouldBe([0.2f, 0.4f, 0.6f, 0.8f, 1, 0, 0, 0.2f, 0.4f]);
        FrameShift.Copy(frame, 3, 1, -1, mirrored: true, target);
        target.ShouldBe([0, 0, 0, 0.4f, 0.2f, 0, 1, 0.8f, 0]);
    }

    [Fact]
    public void Augmentation_changes_what_is_seen()
    {
        ImageSet bars = Bars(64, 1);
        double Loss(NetworkTrainingOptions options) => NetworkTraining.Run(s_small, options, bars, bars, null, TestContext.Current.CancellationToken)[0].Loss;
        var plain = new NetworkTrainingOptions { Batch = 32 };
        Loss(plain with { Shift = 2 }).ShouldNotBe(Loss(plain));
        Loss(plain with { Flip = true }).ShouldNotBe(Loss(plain));
    }

    [Fact]
    public void Schedule_free_steps_follow_the_paper()
    {
        var parameter = new Parameter([1, -2, 0.5f, 3, 0, 1, 2, 3, 4]);
        double[] x = [.. parameter.Values.Select(v => (double)v)];
        double[] z = [.. x];
        double[] v = new double[x.Length];
        var random = new Random(1);
        for (int t = 1; t <= 20; t++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                double y = (0.9 * x[i]) + (0.1 * z[i]);
                parameter.Values[i].ShouldBe((float)y, 1e-4f);
                double g = Basis.NextNormal(random) + 0.3;
                parameter.Gradient[i] = (float)g;
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                z[i] -= 0.05 * g / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
                x[i] += (z[i] - x[i]) / t;
            }

            parameter.Step(0.05f);
        }

        float[] training = [.. parameter.Values];
        parameter.UseAverage();
        for (int i = 0; i < x.Length; i++)
        {
            parameter.Values[i].ShouldBe((float)x[i], 1e-4f);
        }

        parameter.UseTraining();
        parameter.Values.ShouldBe(training);
    }

    private static NetworkDescription Paper(string name)
    {
        string? root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root!, "LlsEdge.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        return NetworkDescription.Load(Path.Combine(root!, "models", name, "network.json"));
    }

    /// <summary>Differences of float64 losses: of the stage's own local loss, or of the classifier's.</summary>
    private static void ShouldHaveGradients(NetworkDescription description, NetworkRule rule, int frames)
    {
        Network network = NetworkBuilder.Build(description, new NetworkTrainingOptions { Rule = rule, Seed = 2, Batch = frames });
        (float[] input, byte[] labels) = Batch(description, frames);
        var random = new Random(9);
        foreach (float[] values in network.Stages.OfType<ActivationStage>().SelectMany(s => s.Parameters).Select(p => p.Values))
        {
            // With γ = 1 and β = 0 a stage's scale is lost in the next batch norm, and so is its gradient.
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += random.NextSingle() - 0.5f;
            }
        }

        network.ComputeGradients(input, labels, frames);

        Queue<int> pools = new(description.Stages.Where(s => s.Pool > 0 && s.Kind != NetworkStageKind.AveragePool).Select(s => s.Pool));
        IEnumerable<int> withRule = Enumerable.Range(0, network.Stages.Count).Where(i => network.Sources[i] is not null);
        Dictionary<int, int> poolOf = withRule.ToDictionary(i => i, _ => pools.Dequeue());
        double[] features = [.. input.Select(v => (double)v)];
        for (int i = 0; i < network.Stages.Count; i++)
        {
            double[][][] parameters = [.. network.Stages.Select(s => s.Parameters.Select(p => p.Values.Select(v => (double)v).ToArray()).ToArray())];
            for (int p = 0; p < parameters[i].Length; p++)
            {
                float[] gradient = network.Stages[i].Parameters[p].Gradient;
                for (int n = 0; n < 2; n++)
                {
                    int at = random.Next(gradient.Length);
                    double kept = parameters[i][p][at];
                    parameters[i][p][at] = kept + 1e-6;
                    double above = Loss(network, i, parameters, features, labels, poolOf);
                    parameters[i][p][at] = kept - 1e-6;
                    double below = Loss(network, i, parameters, features, labels, poolOf);
                    parameters[i][p][at] = kept;
                    gradient[at].ShouldBe((float)((above - below) / 2e-6), 2e-3f * gradient.Max(Math.Abs), $"stage {i}, parameter {p}[{at}]");
                }
            }

            features = NetworkReference.Forward(network.Stages[i], parameters[i], features, frames);
        }
    }

    /// <summary>From a stage's input up to the first loss that sees it.</summary>
    private static double Loss(Network network, int first, double[][][] parameters, double[] features, byte[] labels, Dictionary<int, int> poolOf)
    {
        int classes = network.Stages[^1].Shape.Length;
        for (int i = first; i < network.Stages.Count; i++)
        {
            Stage stage = network.Stages[i];
            features = NetworkReference.Forward(stage, parameters[i], features, labels.Length);
            if (network.Sources[i] is not ErrorSource source)
            {
                continue;
            }

            // A hidden linear stage is one row of pixels to the rule.
            bool linear = network.Stages[i - 1] is ConvolutionStage { Kernel: 1, Input.Pixels: 1 };
            AveragePooling pooling = linear
                ? new AveragePooling(1, 1, stage.Shape.Length, 1, poolOf[i])
                : new AveragePooling(stage.Shape.Channels, stage.Shape.Height, stage.Shape.Width, poolOf[i], poolOf[i]);
            var rule = new LlsReference(pooling, Basis.Create(BasisKind.Square, classes, pooling.Length), Modulation.Matrix, classes, 0.5);
            double[] factors = [.. source.Parameters[0].Values.Select(v => (double)v)];
            return labels.Select((label, f) => rule.Evaluate(NetworkReference.Planes(stage.Shape, features, f), label, factors).Loss).Average();
        }

        return NetworkReference.CrossEntropy(features, labels, classes);
    }

    private static (float[] Input, byte[] Labels) Batch(NetworkDescription description, int frames)
    {
        var random = new Random(7);
        int length = description.Channels * description.FrameSize * description.FrameSize;
        byte[] labels = [.. Enumerable.Range(0, frames).Select(f => (byte)(f % description.ClassCount))];
        return ([.. Enumerable.Range(0, frames * length).Select(_ => random.NextSingle())], labels);
    }

    /// <summary>Noise with a bright row, a bright column or a bright diagonal.</summary>
    private static ImageSet Bars(int count, int seed)
    {
        var random = new Random(seed);
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))];
        byte[][] frames = [.. labels.Select(label =>
        {
            int place = random.Next(8);
            return Enumerable.Range(0, 64).Select(i =>
            {
                bool bright = label switch { 0 => i / 8 == place, 1 => i % 8 == place, _ => ((i / 8) + (i % 8)) % 8 == place };
                return (byte)(random.Next(60) + (bright ? 150 : 0));
            }).ToArray();
        })];
        return new ImageSet(8, frames, labels, ["row", "column", "diagonal"], source: "bars");
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Reported { get; } = [];

        public void Report(double value) => Reported.Add(value);
    }
}
