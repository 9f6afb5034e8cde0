using System.Globalization;
using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Training;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>
/// A small network from random weights, batch 1, by every rule: in floating point, and in the board's integers. Optionally a larger one in batches on the desk.
/// </summary>
public static class DigitsStudy
{
    // The error that comes down through the readout has another size than a local rule's, whose latents have length 1.
    internal const double BpRate = 0.012;

    // About what a frame takes on one core.
    private const double FloatSeconds = 0.0001;
    private const double IntegerSeconds = 0.00016;
    private const double BatchedSeconds = 0.0012;

    // The rows of the paper's reduced LLS-MxM, whose M is rows × classes.
    private const int ReducedRows = 20;

    private static readonly (string Name, DigitRule Rule, int? Rows)[] s_rules =
    [
        ("bp", DigitRule.Bp, null),
        ("lls", DigitRule.Lls, null),
        ("lls-m", DigitRule.LlsM, null),
        ("lls-mxm", DigitRule.LlsMxM, null),
        ("lls-mxm-reduced", DigitRule.LlsMxM, ReducedRows),
        ("random", DigitRule.Random, null),
    ];

    private static readonly (string Name, NetworkRule Rule)[] s_batchedRules =
        [("bp", NetworkRule.Bp), ("lls", NetworkRule.Lls), ("lls-mxm", NetworkRule.LlsMxm)];

    /// <summary>Plans the study.</summary>
    /// <param name="options">What it runs on.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DataException">The sets do not fit the network.</exception>
    public static StudyPlan Plan(DigitsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfSetsDoNotFit();
        var cells = new List<StudyCell>();
        foreach ((string name, DigitRule rule, int? rows) in s_rules)
        {
            ModelDescription description = Describe(options.Description, rule) with { Rows = rows };
            for (int s = 1; s <= options.Seeds; s++)
            {
                int seed = s;
                double? rate = rule == DigitRule.Bp ? BpRate : null;
                cells.Add(Cell(name, "float", seed, options.Steps * FloatSeconds, cancellation => Row(
                    new FloatTrainer(description, new FloatTraining { Rule = rule, Seed = seed, LayerRate = rate })
                        .Run(options.Train, options.Test, options.Epochs, cancellation))));
                if (rule != DigitRule.Bp)
                {
                    cells.Add(Cell(name, "int", seed, options.Steps * IntegerSeconds, cancellation => Row(IntegerTraining.Run(
                        description, options.Train, options.Test, options.Epochs, seed, cancellation: cancellation))));
                }
            }
        }

        foreach ((string name, NetworkRule rule) in options.Batched is null ? [] : s_batchedRules)
        {
            for (int s = 1; s <= options.Seeds; s++)
            {
                int seed = s;
                var training = new NetworkTrainingOptions { Rule = rule, Epochs = options.BatchedEpochs, Seed = seed };
                cells.Add(Cell(name, Batches(options)!, seed, options.BatchedEpochs * options.Train.Count * BatchedSeconds, cancellation => Row(
                    NetworkTraining.Run(options.Batched!, training, options.Train, options.Test, null, cancellation)[^1].Accuracy)));
            }
        }

        string settings = string.Create(CultureInfo.InvariantCulture, $"{options.Settings}\n{BpRate}");
        return new StudyPlan(options.Name, settings, cells, rows => Report(options, rows));
    }

    /// <summary>Describes the network for a rule.</summary>
    /// <param name="description">The network.</param>
    /// <param name="rule">What teaches its convolutions.</param>
    /// <returns>The description.</returns>
    private static ModelDescription Describe(ModelDescription description, DigitRule rule) => rule switch
    {
        DigitRule.Lls => description with { Rule = LocalRule.Lls },
        DigitRule.LlsM => description with { Rule = LocalRule.LlsM },
        DigitRule.LlsMxM => description with { Rule = LocalRule.LlsMxM },
        _ => description with { Layers = [.. description.Layers.Select(layer => layer with { FactoryRate = 0 })] },
    };

    private static string? Batches(DigitsOptions options) => options.Batched is null ? null : $"float, batches, {options.Batched.Name}";

    private static StudyCell Cell(string rule, string arithmetic, int seed, double seconds, Func<CancellationToken, JsonObject> measure) => new(
        $"{rule}/{arithmetic}/{seed}",
        seconds,
        cancellation =>
        {
            JsonObject row = measure(cancellation);
            row["rule"] = rule;
            row["arithmetic"] = arithmetic;
            row["seed"] = seed;
            return [row];
        });

    private static JsonObject Row(double accuracy) => new() { ["accuracy"] = accuracy };

    private static JsonObject Row(IntegerTrainingResult result) => new() { ["accuracy"] = result.Accuracy[^1], ["saturations"] = result.Saturations[^1] };

    private static StudyReport Report(DigitsOptions options, IReadOnlyList<JsonObject> measured)
    {
        JsonObject[] rows =
        [
            .. measured.GroupBy(row => ((string)row["rule"]!, (string)row["arithmetic"]!)).Select(group =>
            {
                Statistics s = Statistics.Of([.. group.Select(row => (double)row["accuracy"]!)]);
                var row = new JsonObject
                {
                    ["rule"] = group.Key.Item1,
                    ["arithmetic"] = group.Key.Item2,
                    ["seeds"] = group.Count(),
                    ["accuracyMean"] = s.Mean,
                    ["accuracySd"] = s.Deviation,
                    ["frames"] = options.Train.Count,
                    ["epochs"] = group.Key.Item2 == Batches(options) ? options.BatchedEpochs : options.Epochs,
                };
                if (group.All(r => r.ContainsKey("saturations")))
                {
                    row["saturationsPerStep"] = group.Average(r => (double)r["saturations"]!);
                }

                return row;
            }),
        ];
        string[] arithmetics = [.. rows.Select(row => (string)row["arithmetic"]!).Distinct()];
        var table = new MarkdownTable(["accuracy %, mean ± sd over seeds", .. arithmetics]);
        foreach (IGrouping<string, JsonObject> rule in rows.GroupBy(row => (string)row["rule"]!))
        {
            table.Add([rule.Key, .. arithmetics.Select(arithmetic => Find(rows, rule.Key, arithmetic) is { } row ? Percent(row) : "")]);
        }

        string batched = options.Batched is null
            ? ""
            : $"\n\"{options.Batched.Name}\": in batches of {new NetworkTrainingOptions().Batch} with batch norm and schedule-free AdamW, "
                + $"{Times(options.BatchedEpochs)}.";
        string text = $"""
            {options.Description.Name} from random weights, batch 1, plain stochastic gradient descent, {options.Train.Count} frames × {Times(options.Epochs)},
            tested on {options.Test.Count}; {options.Seeds} seeds (weights, order, rounding).
            "random": the convolutions stay as they were drawn, the head learns; "reduced": a basis of {ReducedRows} rows.{batched}

            {table}
            """;
        Curve[] curves =
        [
            .. arithmetics.Select(arithmetic => new Curve(
                arithmetic,
                [
                    .. s_rules.Select((rule, i) => (X: i + 1, Row: Find(rows, rule.Name, arithmetic)))
                        .Where(p => p.Row is not null)
                        .Select(p => new CurvePoint(p.X, 100 * (double)p.Row!["accuracyMean"]!)),
                ])),
        ];
        string axis = string.Join(", ", s_rules.Select((rule, i) => $"{i + 1} {rule.Name}"));
        return new StudyReport(rows, text, new StudyChart(options.Name, axis, "accuracy %", curves).Render());
    }

    /// <summary>Says how many epochs.</summary>
    internal static string Times(int epochs) => epochs == 1 ? "1 epoch" : $"{epochs} epochs";

    private static JsonObject? Find(IEnumerable<JsonObject> rows, string rule, string arithmetic) =>
        rows.FirstOrDefault(row => (string)row["rule"]! == rule && (string)row["arithmetic"]! == arithmetic);

    private static string Percent(JsonObject row) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * (double)row["accuracyMean"]!:0.00} ± {100 * (double)row["accuracySd"]!:0.00}");
}
