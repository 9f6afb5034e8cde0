using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlsEdge.Host.Reports;

namespace LlsEdge.Host.Studies.Association;

/// <summary>Sums up the trials of the association study.</summary>
internal static class AssociationReport
{
    private static readonly (string Rule, string Attack)[] s_curves =
    [
        (TwoClassRules.Bp, Attacks.Fgsm),
        (TwoClassRules.Bp, Attacks.Worst),
        (TwoClassRules.Association, Attacks.Fgsm),
        (TwoClassRules.Association, Attacks.Worst),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="trials">The rows of all trials.</param>
    /// <returns>Rows over seeds, tables, a chart.</returns>
    public static StudyReport Make(IReadOnlyList<TwoClassTask> tasks, IReadOnlyList<JsonObject> trials)
    {
        JsonObject[] rows =
        [
            .. trials.GroupBy(row => ((string)row["task"]!, (string)row["rule"]!, (string)row["attack"]!, (double)row["epsilon"]!))
                .Select(group => Sum(group.Key, [.. group], trials)),
        ];
        var text = new StringBuilder();
        foreach (IGrouping<string, TwoClassTask> family in tasks.GroupBy(task => task.Family))
        {
            text.Append(Describe([.. family], rows));
        }

        return new StudyReport(rows, text.ToString(), Chart(tasks, rows));
    }

    // Differences are between networks of the same seed: same weights before, same order, same folds.
    private static JsonObject Sum((string Task, string Rule, string Attack, double Epsilon) key, JsonObject[] group, IReadOnlyList<JsonObject> trials)
    {
        Statistics accuracy = Statistics.Of([.. group.Select(Accuracy)]);
        Statistics above = Statistics.Of([.. group.Select(row => Accuracy(row) - Accuracy(trials.Single(other =>
            (string)other["rule"]! == TwoClassRules.Bp
            && (string)other["task"]! == key.Task
            && (string)other["attack"]! == key.Attack
            && (double)other["epsilon"]! == key.Epsilon
            && (int)other["seed"]! == (int)row["seed"]!)))]);
        return new JsonObject
        {
            ["task"] = key.Task,
            ["rule"] = key.Rule,
            ["attack"] = key.Attack,
            ["epsilon"] = key.Epsilon,
            ["seeds"] = group.Length,
            ["accuracyMean"] = accuracy.Mean,
            ["accuracySd"] = accuracy.Deviation,
            ["aboveBpMean"] = above.Mean,
            ["aboveBpError"] = above.Deviation / Math.Sqrt(group.Length),
        };
    }

    private static string Describe(TwoClassTask[] tasks, JsonObject[] rows)
    {
        IReadOnlyList<double> epsilons = tasks[0].Epsilons;
        double middle = epsilons[(epsilons.Count - 1) / 2];
        int seeds = (int)rows[0]["seeds"]!;
        int inputs = tasks[0].Split(1)[0].TrainInputs[0].Length;
        var table = new MarkdownTable(["accuracy %, mean ± sd over seeds", "clean", .. epsilons.Select(e => $"FGSM {Number(e)}")]);
        var kinds = new MarkdownTable([$"accuracy % at ε = {Number(middle)}", .. Attacks.Names]);
        var above = new MarkdownTable(
            ["association above bp, points, mean ± standard error", "clean", .. epsilons.Select(e => $"FGSM {Number(e)}"), $"worst {Number(middle)}"]);
        foreach (TwoClassTask task in tasks)
        {
            JsonObject Row(string rule, string attack, double epsilon) => Find(rows, task.Name, rule, attack, epsilon);
            foreach (string rule in TwoClassRules.Names)
            {
                JsonObject[] attacked = [Row(rule, Attacks.None, 0), .. epsilons.Select(e => Row(rule, Attacks.Fgsm, e))];
                table.Add([$"{task.Name}, {rule}", .. attacked.Select(row => Percent(row, "accuracyMean", "accuracySd", "0.0"))]);
                kinds.Add(
                    [$"{task.Name}, {rule}", .. Attacks.Names.Select(attack => Percent(Row(rule, attack, middle), "accuracyMean", "accuracySd", "0.0"))]);
            }

            JsonObject[] differences =
            [
                Row(TwoClassRules.Association, Attacks.None, 0),
                .. epsilons.Select(e => Row(TwoClassRules.Association, Attacks.Fgsm, e)),
                Row(TwoClassRules.Association, Attacks.Worst, middle),
            ];
            above.Add([task.Name, .. differences.Select(row => Percent(row, "aboveBpMean", "aboveBpError", "+0.0;−0.0;0.0"))]);
        }

        return $"""
            **{tasks[0].Family}**: {inputs} inputs, two hidden layers of {tasks[0].Hidden} sigmoid neurons, one output neuron;
            batch 1, {tasks[0].Epochs} epochs, {seeds} seeds;
            {string.Join("; ", tasks.Select(Examples))}.

            {table}
            {above}
            {kinds}

            """;
    }

    private static string Examples(TwoClassTask task)
    {
        IReadOnlyList<ExampleSplit> splits = task.Split(1);
        int test = splits.Sum(split => split.TestLabels.Length);
        return splits.Count == 1
            ? $"{task.Name} learns {splits[0].TrainLabels.Length}, is tested on {test}"
            : $"{task.Name} has {test} in {splits.Count} folds";
    }

    // A chart has one axis of ε: that of the first family.
    private static string Chart(IReadOnlyList<TwoClassTask> tasks, JsonObject[] rows)
    {
        TwoClassTask[] family = [.. tasks.Where(task => task.Family == tasks[0].Family)];
        double Mean(string rule, string attack, double epsilon) =>
            100 * family.Average(task => (double)Find(rows, task.Name, rule, attack, epsilon)["accuracyMean"]!);
        Curve[] curves =
        [
            .. s_curves.Select(curve => new Curve(
                curve.Attack == Attacks.Fgsm ? $"{curve.Rule}, FGSM" : $"{curve.Rule}, worst attack",
                [
                    new CurvePoint(0, Mean(curve.Rule, Attacks.None, 0)),
                    .. family[0].Epsilons.Select(e => new CurvePoint(e, Mean(curve.Rule, curve.Attack, e))),
                ])),
        ];
        return new StudyChart($"{family[0].Family} under attack, mean over tasks", "ε", "accuracy %", curves).Render();
    }

    private static JsonObject Find(JsonObject[] rows, string task, string rule, string attack, double epsilon) => rows.Single(row =>
        (string)row["task"]! == task && (string)row["rule"]! == rule && (string)row["attack"]! == attack && (double)row["epsilon"]! == epsilon);

    private static double Accuracy(JsonObject row) => (double)row["accuracy"]!;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(JsonObject row, string mean, string spread, string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(100 * (double)row[mean]!).ToString(format, CultureInfo.InvariantCulture)} ± {100 * (double)row[spread]!:0.0}");
}
