using System.Globalization;
using System.Text.Json.Nodes;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports;

namespace LlsEdge.Host.Studies.Cost;

/// <summary>What a training step costs by back-propagation and by LLS: arithmetic on shapes, nothing is run.</summary>
public static class CostStudy
{
    /// <summary>Plans the study.</summary>
    /// <param name="descriptions">The models of this repository.</param>
    /// <returns>The plan.</returns>
    public static StudyPlan Plan(IReadOnlyList<ModelDescription> descriptions)
    {
        ArgumentNullException.ThrowIfNull(descriptions);
        CostModel[] models =
        [
            CostModel.SmallConvFashion,
            CostModel.SmallConvCifar10,
            CostModel.SmallConvLargeCifar10,
            CostModel.Vgg8Cifar100,
            .. descriptions.Select(description => CostModel.Of(description, asOnBoard: false)),
            .. descriptions
                .Where(description => description.Layers.Any(layer => layer.BoardRate > 0))
                .Select(description => CostModel.Of(description, asOnBoard: true)),
        ];
        string settings = string.Join('\n', descriptions.Select(description => description.ToJson()));
        StudyCell[] cells = [.. models.Select(model => new StudyCell(model.Name, 0.01, _ => [StepCost.Of(model).ToRow(model.Name)]))];
        return new StudyPlan("cost", settings, cells, Report);
    }

    private static StudyReport Report(IReadOnlyList<JsonObject> rows)
    {
        var table = new MarkdownTable(
            "model", "forward", "signal, BP", "signal, LLS", "BP ÷ LLS", "update", "its products, LLS", "whole step, BP ÷ LLS", "the same in products");
        foreach (JsonObject row in rows)
        {
            table.Add(
                (string)row["model"]!,
                Millions(row["forward"]!),
                Millions(row["signalBp"]!),
                Millions(row["signalLls"]!),
                Ratio(row["signalRatio"]!, "0"),
                Millions(row["update"]!),
                Millions(row["updateMultiplications"]!),
                Ratio(row["stepRatio"]!, "0.00"),
                Ratio(row["stepRatioMultiplications"]!, "0.00"));
        }

        string text = $"""
            Millions of multiply-accumulates of one frame's training step. The signal is what tells a layer its error: back-propagation's products with the
            transposed weights of the layer above, LLS's 2nC with its basis (the ratio that the paper calls 300×). A whole step is forward, signal (for LLS with the
            3n of its normalisation) and update. The update costs both the same MACs; but LLS's error is constant inside a pool cell, so that all but one of its
            products a cell and weight are additions: the last column counts products only.

            {table}
            """;
        Curve[] curves =
        [
            new Curve("whole step, MACs", [.. rows.Select((row, i) => new CurvePoint(i + 1, (double)row["stepRatio"]!))]),
            new Curve("whole step, products", [.. rows.Select((row, i) => new CurvePoint(i + 1, (double)row["stepRatioMultiplications"]!))]),
        ];
        return new StudyReport(rows, text, new StudyChart("A training step, BP ÷ LLS", "row of the table", "ratio", curves).Render());
    }

    private static string Millions(JsonNode value) => ((long)value / 1e6).ToString("#,0.00##", CultureInfo.InvariantCulture);

    private static string Ratio(JsonNode value, string format) => ((double)value).ToString(format, CultureInfo.InvariantCulture) + "×";
}
