using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Reports;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>How well a factory model fits one room after 10 to 200 labelled frames in time order, by every method.</summary>
public static class PersonaliseStudy
{
    // Rows of another version of the methods are not comparable.
    private const int MethodsVersion = 5;
    private const double MacsASecond = 1e9;
    private static readonly int[] s_checkpoints = [10, 25, 50, 100, 200];
    private static readonly string[] s_charted = ["shipped", "shipped-follow", "head", "bp-tail", "prototypes", "head-last", "pixels", "pixels24", "stats"];

    /// <summary>Plans the study.</summary>
    /// <param name="options">What it runs on.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DataException">A room does not fit the model or is too short.</exception>
    public static StudyPlan Plan(PersonaliseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var study = new StudyModel(options.Factory, options.FactoryName);
        Model model = study.Load(tailed: false);
        var cells = new List<StudyCell>();
        foreach (Room room in options.Rooms)
        {
            ThrowUnlessFits(room.Teach, model);
            ThrowUnlessFits(room.Test, model);
            int[] checkpoints = [.. s_checkpoints.Where(n => n <= room.Teach.Count)];
            if (checkpoints.Length == 0)
            {
                throw new DataException($"The room has {room.Teach.Count} frames to teach", room.Teach.Source, $"give rooms with at least {s_checkpoints[0]}");
            }

            var task = new RoomTask(study, room, options.General, checkpoints);
            double trunk = TrunkSeconds(model, room.Teach.Count + room.Test.Count) + (cells.Count > 0 ? 0 : TrunkSeconds(model, options.General?.Count ?? 0));
            foreach (RoomMethod method in RoomMethods.List(options.Quick))
            {
                cells.AddRange(Cells(task, method, options.Seeds, trunk));
                trunk = 0;
            }
        }

        if (options.General is not null)
        {
            ThrowUnlessFits(options.General, model);
        }

        return new StudyPlan("personalise", Settings(options), cells, rows => Report(options, rows));
    }

    private static void ThrowUnlessFits(ImageSet set, Model model)
    {
        if (set.Size != model.FrameSize || set.ClassNames.Count != model.ClassCount)
        {
            throw new DataException(
                $"Its frames are {set.Size}×{set.Size} pixels of {set.ClassNames.Count} classes, the model's {model.FrameSize}×{model.FrameSize} of {model.ClassCount}",
                set.Source,
                "use rooms and a model that belong together");
        }
    }

    // What the frozen layers make of a frame is computed once, by whichever method needs it first; twice where a small tail is appended.
    private static double TrunkSeconds(Model model, int frames) =>
        2.0 * frames * model.Layers.Sum(layer => (double)layer.OutputSize * layer.OutputSize * layer.Weights.Length) / MacsASecond;

    private static IEnumerable<StudyCell> Cells(RoomTask task, RoomMethod method, int seeds, double trunk)
    {
        if (!method.Draws)
        {
            // Measured once, given for every seed, so that all methods have equally many rows.
            yield return new StudyCell($"{task.Room.Name}/{method.Name}", method.Seconds + trunk, _ =>
            {
                IReadOnlyList<Checkpoint> results = method.Measure(task, 1);
                return [.. Enumerable.Range(1, seeds).SelectMany(seed => results.Select(result => Row(task, method, seed, result)))];
            });
            yield break;
        }

        for (int s = 1; s <= seeds; s++)
        {
            int seed = s;
            yield return new StudyCell(
                $"{task.Room.Name}/{method.Name}/{seed}",
                method.Seconds + (s == 1 ? trunk : 0),
                _ => [.. method.Measure(task, seed).Select(result => Row(task, method, seed, result))]);
        }
    }

    private static JsonObject Row(RoomTask task, RoomMethod method, int seed, Checkpoint result)
    {
        var row = new JsonObject
        {
            ["room"] = task.Room.Name,
            ["method"] = method.Name,
            ["n"] = result.Frames,
            ["seed"] = seed,
            ["accuracy"] = result.Accuracy,
        };
        if (result.General is double general)
        {
            row["general"] = general;
        }

        if (result.TailChange is double change)
        {
            row["tailChange"] = change;
        }

        return row;
    }

    private static string Settings(PersonaliseOptions options)
    {
        IEnumerable<string> Sums(ImageSet set) =>
            set.Frames.Select(frame => Convert.ToHexString(SHA256.HashData(frame))).Append(Convert.ToHexString(set.Labels));
        return string.Join(
            '\n',
            [
                $"{MethodsVersion} {options.Seeds}",
                Convert.ToHexString(SHA256.HashData(options.Factory)),
                .. options.Rooms.SelectMany(room => Sums(room.Teach).Concat(Sums(room.Test)).Prepend(room.Name)),
                .. options.General is null ? [] : Sums(options.General),
            ]);
    }

    private static StudyReport Report(PersonaliseOptions options, IReadOnlyList<JsonObject> rows)
    {
        string[] methods = [.. rows.Select(row => (string)row["method"]!).Distinct()];
        int[] counts = [.. rows.Select(row => (int)row["n"]!).Where(n => n > 0).Distinct().Order()];
        bool forgetting = rows.Any(row => row.ContainsKey("general"));
        bool changes = rows.Any(row => row.ContainsKey("tailChange"));
        var table = new MarkdownTable([
            "accuracy %, mean ± sd over rooms",
            .. counts.Select(n => $"n = {n}"),
            .. changes ? ["change of the tail %"] : Array.Empty<string>(),
            .. forgetting ? ["other cameras %"] : Array.Empty<string>(),
        ]);
        foreach (string method in methods)
        {
            JsonObject[] own = [.. rows.Where(row => (string)row["method"]! == method)];
            List<string> line = [method];
            Statistics? untaught = OverRooms(own, 0, "accuracy");
            foreach (int n in counts)
            {
                Statistics? taught = OverRooms(own, n, "accuracy");
                line.Add(taught is not null ? WithDeviation(taught) : untaught is not null && n == counts[0] ? WithDeviation(untaught) + " (n = 0)" : "");
            }

            if (changes)
            {
                line.Add(OverRooms(own, counts[^1], "tailChange") is Statistics s ? Percent(s.Mean) : "");
            }

            if (forgetting)
            {
                line.Add((OverRooms(own, counts[^1], "general") ?? OverRooms(own, 0, "general")) is Statistics s ? Percent(s.Mean) : "");
            }

            table.Add(line);
        }

        string text = $"""
            Rooms {string.Join(", ", options.Rooms.Select(room => room.Name))}; {options.FactoryName}; {options.Seeds} seeds (rounding, memory, what a method draws;
            methods that draw nothing give the same for each), one pass in time order. The deviation is the one between rooms, of each room's mean over seeds.
            Change of the tail: |w − w₀|/|w₀| of the last layer at n = {counts[^1]}. Other cameras: balanced accuracy after the last frame.

            {table}
            {PairedTable(rows, counts)}
            """;
        return new StudyReport(rows, text, Chart(rows, counts, methods).Render());
    }

    // What a method is worth beside the head alone. Seeds of a room are not independent of each other: the room is the unit, its seeds' mean the value.
    private static MarkdownTable PairedTable(IReadOnlyList<JsonObject> rows, int[] counts)
    {
        var table = new MarkdownTable(["points above head alone, mean ± standard error over rooms", .. counts.Select(n => $"n = {n}")]);
        Dictionary<(string, int), double> head = Means(rows.Where(row => (string)row["method"]! == "head"));
        foreach (IGrouping<string, JsonObject> method in rows.GroupBy(row => (string)row["method"]!).Where(method => method.Key is not ("head" or "factory" or "factory-follow")))
        {
            Dictionary<(string, int), double> own = Means(method);
            table.Add([method.Key, .. counts.Select(n => WithError([.. own.Where(p => p.Key.Item2 == n).Select(p => p.Value - head[p.Key])]))]);
        }

        return table;
    }

    private static Dictionary<(string Room, int Frames), double> Means(IEnumerable<JsonObject> rows) => rows
        .GroupBy(row => ((string)row["room"]!, (int)row["n"]!))
        .ToDictionary(group => group.Key, group => group.Average(row => (double)row["accuracy"]!));

    private static string WithError(double[] differences)
    {
        Statistics s = Statistics.Of(differences);
        string mean = (100 * s.Mean).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);
        return differences.Length == 1 ? mean : $"{mean} ± {Percent(s.Deviation / Math.Sqrt(differences.Length))}";
    }

    private static StudyChart Chart(IReadOnlyList<JsonObject> rows, int[] counts, string[] methods)
    {
        IEnumerable<Curve> curves = methods.Where(s_charted.Contains).Select(method =>
        {
            JsonObject[] own = [.. rows.Where(row => (string)row["method"]! == method)];
            return new Curve(method, [.. counts.Select(n => new CurvePoint(n, 100 * OverRooms(own, n, "accuracy")!.Mean))]);
        });
        return new StudyChart("One room, taught in time order", "labelled frames", "accuracy %, mean over rooms", [.. curves]);
    }

    private static Statistics? OverRooms(JsonObject[] rows, int n, string field)
    {
        double[] rooms =
        [
            .. rows.Where(row => (int)row["n"]! == n && row.ContainsKey(field))
                .GroupBy(row => (string)row["room"]!)
                .Select(room => room.Average(row => (double)row[field]!)),
        ];
        return rooms.Length == 0 ? null : Statistics.Of(rooms);
    }

    private static string WithDeviation(Statistics s) => $"{Percent(s.Mean)} ± {Percent(s.Deviation)}";

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
