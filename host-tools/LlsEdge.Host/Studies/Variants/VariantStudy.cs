using System.Globalization;
using System.Text.Json.Nodes;
using LlsEdge.Host.Reports;

namespace LlsEdge.Host.Studies.Variants;

/// <summary>
/// A study in which one thing at a time is changed. All variants see the same seeds; what a change is worth is told seed by seed, so that the luck of a
/// seed falls out.
/// </summary>
public sealed record VariantStudy
{
    /// <summary>The study's name.</summary>
    public required string Name { get; init; }

    /// <summary>Everything that the measurements depend on beside variant and seed.</summary>
    public required string Settings { get; init; }

    /// <summary>What the tables are of, for people.</summary>
    public required string Introduction { get; init; }

    /// <summary>The chart's horizontal axis.</summary>
    public required string Axis { get; init; }

    /// <summary>The variants. The first one is what the others are compared with, unless <see cref="References"/> names another.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>For groups that have a reference of their own: its key.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>();

    /// <summary>How many seeds.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Plans the study.</summary>
    /// <returns>The plan.</returns>
    public StudyPlan Plan()
    {
        var cells = new List<StudyCell>();
        foreach (Variant variant in Variants)
        {
            for (int s = 1; s <= Seeds; s++)
            {
                int seed = s;
                cells.Add(new StudyCell(
                    $"{variant.Key}/{seed}",
                    variant.Seconds,
                    cancellation => [new JsonObject { ["variant"] = variant.Key, ["seed"] = seed, ["accuracy"] = variant.Measure(seed, cancellation) }]));
            }
        }

        return new StudyPlan(Name, Settings, cells, Report);
    }

    private StudyReport Report(IReadOnlyList<JsonObject> measured)
    {
        Dictionary<string, double[]> accuracies = measured
            .GroupBy(row => (string)row["variant"]!)
            .ToDictionary(group => group.Key, group => group.Select(row => (double)row["accuracy"]!).ToArray());
        var table = new MarkdownTable(["what is changed", "accuracy %, mean ± sd", "change, points ± standard error"]);
        var rows = new List<JsonObject>();
        foreach (Variant variant in Variants)
        {
            double[] own = accuracies[variant.Key];
            string reference = References.GetValueOrDefault(variant.Group, Variants[0].Key);
            Statistics accuracy = Statistics.Of(own);
            Statistics change = Statistics.Of([.. own.Zip(accuracies[reference], (a, b) => a - b)]);
            double error = change.Deviation / Math.Sqrt(own.Length);
            var row = new JsonObject
            {
                ["group"] = variant.Group,
                ["variant"] = variant.Name,
                ["seeds"] = own.Length,
                ["accuracyMean"] = accuracy.Mean,
                ["accuracySd"] = accuracy.Deviation,
                ["change"] = change.Mean,
                ["changeError"] = error,
            };
            foreach ((string name, JsonNode? value) in variant.Fields)
            {
                row[name] = value?.DeepClone();
            }

            rows.Add(row);
            string changed = variant.Key == reference
                ? "–"
                : string.Create(CultureInfo.InvariantCulture, $"{100 * change.Mean:+0.00;−0.00;0.00} ± {100 * error:0.00}");
            table.Add(
            [
                $"{variant.Group}: {variant.Name}",
                string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy.Mean:0.00} ± {100 * accuracy.Deviation:0.00}"),
                changed,
            ]);
        }

        Curve[] curves =
        [
            .. Variants.GroupBy(variant => variant.Group).Select(group => new Curve(
                group.Key, [.. group.OrderBy(variant => variant.At).Select(variant => new CurvePoint(variant.At, 100 * accuracies[variant.Key].Average()))])),
        ];
        return new StudyReport(rows, $"{Introduction}\n\n{table}\n", new StudyChart(Name, Axis, "accuracy %", curves).Render());
    }
}
