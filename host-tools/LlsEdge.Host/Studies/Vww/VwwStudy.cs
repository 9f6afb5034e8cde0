using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Training;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Studies.Vww;

/// <summary>
/// One network from random weights on frames with and without a person, by every rule: in floating point and batches, all rules through the same code from
/// the same weights in the same order; and, where the rule runs on the board, in the board's integers, a frame at a time. Every rule has equally many epochs.
/// </summary>
public static class VwwStudy
{
    private const double BatchedMacsASecond = 1.5e9;
    private const double IntegerMacsASecond = 2e9;
    private const int Batch = 32;

    private static readonly NetworkRule[] s_floatRules =
    [
        NetworkRule.Bp, NetworkRule.Lls, NetworkRule.LlsM, NetworkRule.LlsMxm, NetworkRule.LocalLosses, NetworkRule.Dfa, NetworkRule.Drtp, NetworkRule.Frozen,
    ];

    private static readonly (NetworkRule Name, LocalRule? Rule)[] s_integerRules =
    [
        (NetworkRule.Lls, LocalRule.Lls), (NetworkRule.LlsM, LocalRule.LlsM), (NetworkRule.LlsMxm, LocalRule.LlsMxM), (NetworkRule.Frozen, null),
    ];

    /// <summary>Plans the study.</summary>
    /// <param name="options">What it runs on.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DataException">The sets do not fit the network.</exception>
    public static StudyPlan Plan(VwwOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ModelDescription description = ReadWholeMap(options.Description);
        foreach (ImageSet set in (ImageSet[])[options.Train, options.Test])
        {
            if (set.Size != description.FrameSize || set.ClassNames.Count != description.Classes.Count)
            {
                throw new DataException(
                    $"Its frames are {set.Size}×{set.Size} pixels of {set.ClassNames.Count} classes, the network's {description.FrameSize}×{description.FrameSize} of {description.Classes.Count}",
                    set.Source,
                    "give sets of the network's frames");
            }
        }

        // Shrunk here, frames need not be shrunk again by either arithmetic.
        int factor = description.Downsample;
        var train = new Lazy<ImageSet>(() => Augment(Shrink(options.Train, factor), options.Epochs));
        var test = new Lazy<ImageSet>(() => Shrink(options.Test, factor));
        description = description with { FrameSize = description.FrameSize / factor, Downsample = 1 };
        NetworkDescription network = Describe(description);
        double macs = Macs(description) * options.Epochs * options.Train.Count;
        var cells = new List<StudyCell>();
        foreach (NetworkRule rule in s_floatRules)
        {
            cells.AddRange(Seeds(Name(rule), "float", options.Seeds, 3 * macs / BatchedMacsASecond, (seed, cancellation) => NetworkTraining.Run(
                network, new NetworkTrainingOptions { Rule = rule, Seed = seed, Batch = Batch }, train.Value, test.Value, null, cancellation)[^1].Test));
        }

        foreach ((NetworkRule name, LocalRule? rule) in s_integerRules)
        {
            ModelDescription taught = rule is LocalRule local
                ? description with { Rule = local }
                : description with { Layers = [.. description.Layers.Select(layer => layer with { FactoryRate = 0 })] };
            cells.AddRange(Seeds(Name(name), "int", options.Seeds, 2 * macs / IntegerMacsASecond, (seed, cancellation) => Evaluation.Run(
                IntegerTraining.Run(taught, train.Value, test.Value, 1, seed, null, cancellation).Model, test.Value)));
        }

        string settings = string.Join(
            '\n', description.ToJson(), network.ToJson(), nameof(Augment), Sum(options.Train), Sum(options.Test), options.Epochs.ToString(CultureInfo.InvariantCulture), $"{Batch}");
        return new StudyPlan("vww", settings, cells, rows => Report(options, rows));
    }

    private static string Name(NetworkRule rule) => rule == NetworkRule.Frozen ? "random" : rule == NetworkRule.LlsMxm ? "lls-mxm" : NetworkRuleNames.Get(rule);

    private static IEnumerable<StudyCell> Seeds(string rule, string arithmetic, int seeds, double seconds, Func<int, CancellationToken, Evaluation> measure) =>
        Enumerable.Range(1, seeds).Select(seed => new StudyCell($"{rule}/{arithmetic}/{seed}", seconds, cancellation =>
        {
            Evaluation result = measure(seed, cancellation);
            return
            [
                new JsonObject
                {
                    ["rule"] = rule,
                    ["arithmetic"] = arithmetic,
                    ["seed"] = seed,
                    ["accuracy"] = result.Accuracy,
                    ["balanced"] = result.BalancedAccuracy,
                    ["roc"] = result.RocArea ?? double.NaN,
                },
            ];
        }));

    private static ModelDescription ReadWholeMap(ModelDescription description)
    {
        int size = description.FrameSize / description.Downsample;
        foreach (LayerDescription layer in description.Layers)
        {
            size = ((size + (2 * layer.Padding) - layer.Kernel) / layer.Stride) + 1;
        }

        return description with
        {
            Rule = LocalRule.Lls,
            Rows = null,
            Readout = description.Readout with { Taps = [new TapDescription(description.Layers.Count - 1, size)] },
        };
    }

    private static NetworkDescription Describe(ModelDescription description) => new()
    {
        Name = description.Name,
        FrameSize = description.FrameSize / description.Downsample,
        ClassCount = description.Classes.Count,
        Temperature = description.Temperature,
        NegativeSlope = 0,
        Stages =
        [
            .. description.Layers.Select(layer => new NetworkStage
            {
                Kind = NetworkStageKind.Convolution,
                Channels = layer.Channels,
                Kernel = layer.Kernel,
                Stride = layer.Stride,
                Pool = layer.Pool,
            }),
        ],
    };

    private static double Macs(ModelDescription description)
    {
        double macs = 0;
        int size = description.FrameSize / description.Downsample;
        int channels = 1;
        foreach (LayerDescription layer in description.Layers)
        {
            size = ((size + (2 * layer.Padding) - layer.Kernel) / layer.Stride) + 1;
            macs += (double)size * size * layer.Channels * channels * layer.Kernel * layer.Kernel;
            channels = layer.Channels;
        }

        return macs;
    }

    // The board shrinks its frames by averaging.
    private static ImageSet Shrink(ImageSet set, int factor)
    {
        int size = set.Size / factor;
        byte[][] frames = [.. set.Frames.Select(frame =>
        {
            byte[] small = new byte[size * size];
            for (int i = 0; i < small.Length; i++)
            {
                int sum = 0;
                for (int j = 0; j < factor * factor; j++)
                {
                    sum += frame[(((i / size * factor) + (j / factor)) * set.Size) + (i % size * factor) + (j % factor)];
                }

                small[i] = (byte)(sum / (factor * factor));
            }

            return small;
        })];
        return new ImageSet(size, frames, set.Labels.ToArray(), set.ClassNames, source: set.Source);
    }

    // Every copy of a frame is another one, the same for all rules.
    private static ImageSet Augment(ImageSet set, int copies)
    {
        var augmentation = new Augmentation(set.Size, new AugmentationOptions());
        byte[][] frames = new byte[copies * set.Count][];
        Parallel.For(0, frames.Length, i =>
        {
            frames[i] = new byte[set.Size * set.Size];
            augmentation.Apply(set.GetFrame(i % set.Count), frames[i], new Random(i));
        });
        return new ImageSet(set.Size, frames, [.. frames.Select((_, i) => (byte)set.GetLabel(i % set.Count))], set.ClassNames, source: set.Source);
    }

    private static string Sum(ImageSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] frame in set.Frames)
        {
            hash.AppendData(frame);
        }

        hash.AppendData(set.Labels);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static StudyReport Report(VwwOptions options, IReadOnlyList<JsonObject> measured)
    {
        JsonObject[] rows =
        [
            .. measured.GroupBy(row => ((string)row["rule"]!, (string)row["arithmetic"]!)).Select(group =>
            {
                Statistics Of(string field) => Statistics.Of([.. group.Select(row => (double)row[field]!)]);
                (Statistics accuracy, Statistics balanced, Statistics roc) = (Of("accuracy"), Of("balanced"), Of("roc"));
                return new JsonObject
                {
                    ["rule"] = group.Key.Item1,
                    ["arithmetic"] = group.Key.Item2,
                    ["seeds"] = group.Count(),
                    ["accuracyMean"] = accuracy.Mean,
                    ["accuracySd"] = accuracy.Deviation,
                    ["balancedMean"] = balanced.Mean,
                    ["balancedSd"] = balanced.Deviation,
                    ["rocMean"] = roc.Mean,
                    ["rocSd"] = roc.Deviation,
                    ["frames"] = options.Train.Count,
                    ["epochs"] = options.Epochs,
                };
            }),
        ];
        var table = new MarkdownTable(["mean ± sd over seeds, %", "arithmetic", "accuracy", "balanced", "ROC area"]);
        foreach (JsonObject row in rows)
        {
            table.Add([(string)row["rule"]!, (string)row["arithmetic"]!, Percent(row, "accuracy"), Percent(row, "balanced"), Percent(row, "roc")]);
        }

        string text = $"""
            {options.Description.Name}'s convolutions from random weights and a readout of the whole last map, on {options.SetName}: {options.Train.Count} frames, {options.Epochs} copies
            of each (mirrored, turned, shifted, with noise), the same for every rule, each learnt once; tested on {options.Test.Count}; {options.Seeds} seeds (weights, order, rounding). `float`: batches of {Batch}, batch norm,
            schedule-free AdamW, the same code, weights and order for every rule. `int`: the board's arithmetic, a frame a step, plain gradient descent.
            "random": the convolutions stay as they were drawn, the readout learns.

            {table}
            """;
        string[] names = [.. rows.Select(row => (string)row["rule"]!).Distinct()];
        Curve[] curves =
        [
            .. rows.GroupBy(row => (string)row["arithmetic"]!).Select(group => new Curve(
                group.Key,
                [.. group.Select(row => new CurvePoint(Array.IndexOf(names, (string)row["rule"]!) + 1, 100 * (double)row["rocMean"]!)).OrderBy(p => p.X)])),
        ];
        string axis = string.Join(", ", names.Select((name, i) => $"{i + 1} {name}"));
        return new StudyReport(rows, text, new StudyChart("Person or nobody, by rule", axis, "ROC area %", curves).Render());
    }

    private static string Percent(JsonObject row, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * (double)row[field + "Mean"]!:0.0} ± {100 * (double)row[field + "Sd"]!:0.0}");
}
