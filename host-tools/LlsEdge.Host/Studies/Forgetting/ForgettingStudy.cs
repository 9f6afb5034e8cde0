using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Studies.Personalise;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Forgetting;

/// <summary>
/// What a model that is taught one room forgets: how it answers on other cameras after so many frames, with the camera's mean and without it; and how it
/// finds back into that room after another room has been taught.
/// </summary>
public static class ForgettingStudy
{
    private const int MethodsVersion = 1;
    private static readonly int[] s_taught = [0, 25, 50, 100, 200];
    private static readonly int[] s_back = [0, 10, 25, 50];

    private static readonly (string Name, bool Rehearses, Func<StudyModel, int, IRoomLearner> Make)[] s_methods =
    [
        ("shipped", false, RoomLearners.Shipped),
        ("head", false, (study, seed) => RoomLearners.Head(study, seed)),
        ("head-replay", true, (study, seed) => RoomLearners.Head(study, seed)),
        ("lls-tail", false, (study, seed) => RoomLearners.Lls(study, seed, LocalRule.Lls, RoomMethods.LlsRate)),
        ("lls-tail-replay", true, (study, seed) => RoomLearners.Lls(study, seed, LocalRule.Lls, RoomMethods.LlsRate)),
        ("bp-tail", false, (study, _) => RoomLearners.Bp(study, RoomMethods.BpRate)),
        ("bp-tail-replay", true, (study, _) => RoomLearners.Bp(study, RoomMethods.BpRate)),
    ];

    /// <summary>Plans the study.</summary>
    /// <param name="options">What it runs on; frames of other cameras are needed.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DataException">A set does not fit the model, or there are too few.</exception>
    public static StudyPlan Plan(PersonaliseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ImageSet general = options.General ?? throw new DataException("The study has no frames of other cameras", "--general", "name a set of them");
        var study = new StudyModel(options.Factory, options.FactoryName);
        Model model = study.Load(tailed: false);
        foreach (ImageSet set in options.Rooms.SelectMany(room => (ImageSet[])[room.Teach, room.Test]).Append(general))
        {
            if (set.Size != model.FrameSize || set.ClassNames.Count != 2 || model.ClassCount != 2)
            {
                throw new DataException(
                    $"Its frames are {set.Size}×{set.Size} pixels of {set.ClassNames.Count} classes, the model's {model.FrameSize}×{model.FrameSize} of {model.ClassCount}",
                    set.Source,
                    "use rooms and a model that belong together, with two classes");
            }
        }

        var cells = new List<StudyCell>();
        for (int r = 0; r < options.Rooms.Count; r++)
        {
            Room room = options.Rooms[r];
            Room? other = options.Rooms.Count > 1 ? options.Rooms[(r + 1) % options.Rooms.Count] : null;
            foreach ((string name, bool rehearses, Func<StudyModel, int, IRoomLearner> make) in s_methods)
            {
                for (int s = 1; s <= options.Seeds; s++)
                {
                    int seed = s;
                    cells.Add(new StudyCell($"{room.Name}/{name}/{seed}", 2, _ =>
                    {
                        var measured = new Measured(room, name, seed);
                        measured.Teach(new Lesson(make(study, seed), rehearses, seed), general);
                        if (other is not null)
                        {
                            measured.Return(new Lesson(make(study, seed), rehearses, seed), other, moves: false);
                            measured.Return(new Lesson(make(study, seed), rehearses, seed), other, moves: true);
                        }

                        return measured.Rows;
                    }));
                }
            }
        }

        return new StudyPlan("forgetting", Settings(options, general), cells, rows => Report(options, rows));
    }

    private static string Settings(PersonaliseOptions options, ImageSet general)
    {
        IEnumerable<string> Sums(ImageSet set) =>
            set.Frames.Select(frame => Convert.ToHexString(SHA256.HashData(frame))).Append(Convert.ToHexString(set.Labels));
        return string.Join(
            '\n',
            [
                $"{MethodsVersion}",
                Convert.ToHexString(SHA256.HashData(options.Factory)),
                .. options.Rooms.SelectMany(room => Sums(room.Teach).Concat(Sums(room.Test)).Prepend(room.Name)),
                .. Sums(general),
            ]);
    }

    private static StudyReport Report(PersonaliseOptions options, IReadOnlyList<JsonObject> rows)
    {
        string[] methods = [.. s_methods.Select(method => method.Name)];
        string Cell(string method, string phase, string camera, int n, string field) =>
            Mean(rows.Where(row => Is(row, method, phase, camera, n)), field) is double mean ? Percent(mean) : "";
        var other = new MarkdownTable(["other cameras: balanced accuracy % / ROC area %", "camera's mean", .. s_taught.Select(n => $"n = {n}")]);
        foreach (string method in methods)
        {
            foreach (string camera in (string[])["kept", "forgotten"])
            {
                other.Add([method, camera, .. s_taught.Select(n => $"{Cell(method, "taught", camera, n, "general")} / {Cell(method, "taught", camera, n, "rocArea")}")]);
            }
        }

        var back = new MarkdownTable(
            ["accuracy in the room %", "on changing rooms, the camera's mean is", "taught, n = 200", "after 200 frames elsewhere", .. s_back.Skip(1).Select(n => $"back, n = {n}")]);
        foreach (string method in methods)
        {
            foreach (string camera in (string[])["kept", "forgotten"])
            {
                back.Add([method, camera, Cell(method, "taught", "kept", 200, "accuracy"), .. s_back.Select(n => Cell(method, "back", camera, n, "accuracy"))]);
            }
        }

        string text = $"""
            Rooms {string.Join(", ", options.Rooms.Select(room => room.Name))}; {options.FactoryName}; {options.Seeds} seeds; means over rooms and seeds.
            Forgotten: the camera's mean starts again, as after "camera moved".

            {other}
            Each room is taught, then the next one, then the first 50 frames of the first again.

            {back}
            """;
        IEnumerable<Curve> curves = methods.Select(method => new Curve(
            method,
            [.. s_taught.Select(n => (n, Mean(rows.Where(row => Is(row, method, "taught", "kept", n)), "rocArea"))).Where(p => p.Item2 is not null)
                .Select(p => new CurvePoint(p.n, 100 * p.Item2!.Value))]));
        return new StudyReport(rows, text, new StudyChart("What one room makes a model forget", "labelled frames", "ROC area on other cameras %", [.. curves]).Render());
    }

    private static bool Is(JsonObject row, string method, string phase, string camera, int n) =>
        (string)row["method"]! == method && (string)row["phase"]! == phase && (string)row["camera"]! == camera && (int)row["n"]! == n;

    private static double? Mean(IEnumerable<JsonObject> rows, string field)
    {
        double[] values = [.. rows.Where(row => row.ContainsKey(field)).Select(row => (double)row[field]!)];
        return values.Length == 0 ? null : values.Average();
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private sealed class Measured(Room room, string method, int seed)
    {
        public List<JsonObject> Rows { get; } = [];

        public void Teach(Lesson lesson, ImageSet general)
        {
            int taught = 0;
            foreach (int n in s_taught.Where(n => n <= room.Teach.Count))
            {
                for (; taught < n; taught++)
                {
                    lesson.Teach(new RoomFrame(room.Teach, taught));
                }

                Add("taught", "kept", n, Accuracy(lesson.Learner), RoomScore.Of(lesson.Learner, general));
                Action restore = lesson.Learner.ForgetCamera();
                Add("taught", "forgotten", n, Accuracy(lesson.Learner), RoomScore.Of(lesson.Learner, general));
                restore();
            }
        }

        public void Return(Lesson lesson, Room other, bool moves)
        {
            TeachAll(lesson, room.Teach);
            Move(lesson, moves);
            TeachAll(lesson, other.Teach);
            Move(lesson, moves);
            int taught = 0;
            foreach (int n in s_back.Where(n => n <= room.Teach.Count))
            {
                for (; taught < n; taught++)
                {
                    lesson.Teach(new RoomFrame(room.Teach, taught));
                }

                Add("back", moves ? "forgotten" : "kept", n, Accuracy(lesson.Learner), null);
            }
        }

        private static void Move(Lesson lesson, bool moves)
        {
            if (moves)
            {
                lesson.Learner.ForgetCamera();
            }
        }

        private static void TeachAll(Lesson lesson, ImageSet set)
        {
            for (int i = 0; i < set.Count; i++)
            {
                lesson.Teach(new RoomFrame(set, i));
            }
        }

        private double Accuracy(IRoomLearner learner) =>
            Enumerable.Range(0, room.Test.Count).Count(i => learner.Predict(new RoomFrame(room.Test, i)) == room.Test.GetLabel(i)) / (double)room.Test.Count;

        private void Add(string phase, string camera, int n, double accuracy, RoomScore? general)
        {
            var row = new JsonObject
            {
                ["room"] = room.Name,
                ["method"] = method,
                ["phase"] = phase,
                ["camera"] = camera,
                ["n"] = n,
                ["seed"] = seed,
                ["accuracy"] = accuracy,
            };
            if (general is not null)
            {
                row["general"] = general.Balanced;
                row["rocArea"] = general.RocArea;
            }

            Rows.Add(row);
        }
    }
}
