using LlsEdge.Host.Reports.Charts;
using LlsEdge.Link;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>Detections against false alarms an hour, so that a person can choose the threshold.</summary>
internal static class ThresholdSection
{
    private const string Id = "threshold";
    private const string Title = "Choose the threshold";

    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (figures.Sweep is not ThresholdSweep sweep)
        {
            return ReportSection.Missing(Id, Title, "Needs a model and labelled frames: --model FILE or --port PORT, and --data SET.");
        }

        if (sweep.Frames == 0 || sweep.EmptyFrames == 0)
        {
            return ReportSection.Missing(Id, Title, $"Needs frames with and without {input.DetectionName}: the set has one kind only.");
        }

        return new ReportSection(
            Id,
            Title,
            Method(input, sweep),
            Markup.Of($"""
                <p class="note">False alarms are those of an hour in which the class {input.DetectionName} never shows, at {Figures.Count(sweep.FramesPerHour)} frames an hour: {figures.Pace.Source}.
                With {sweep.EmptyFrames} frames of other classes, one alarm among them is {Figures.Plain(Round(sweep.FramesPerHour / sweep.EmptyFrames))} an hour: rarer ones cannot be measured.</p>
                <div class="two"><div><h3>Over the threshold</h3>{OverThreshold(input, figures, sweep)}</div>
                <div><h3>One against the other</h3>{Trade(input, figures, sweep)}</div></div>
                {Table(input, figures, sweep)}
                """));
    }

    private static string Method(LearningReportInput input, ThresholdSweep sweep)
    {
        string hold = $"hysteresis {input.Setting(SettingKey.Hysteresis)} and hold time {Figures.Count(input.Setting(SettingKey.HoldMilliseconds))} ms";
        return "Detections against false alarms an hour, for every threshold of the detection pin. " + (sweep.IsSequence
            ? $"The frames are taken as a sequence from one camera: the board’s own detection pin runs over it, with {hold}, and the model’s mean of the camera "
                + "follows the frames as it does on the board. A frame is detected if the pin is high. An alarm is a frame of another class that makes it high or "
                + "keeps it so; for a hold time after one, or after a detection, no other is counted."
            : $"Each frame is taken on its own: one that reaches the threshold is a detection or an alarm. On the board, {hold} make one alarm of several in a row; "
                + "--sequence has the report do so too, for frames that are in the order in which a camera took them.");
    }

    private static Markup OverThreshold(LearningReportInput input, LearningFigures figures, ThresholdSweep sweep)
    {
        OperatingPoint current = sweep.Points[figures.Threshold];
        return new LineChart
        {
            Id = "threshold-curve",
            Title = "Detections and false alarms over the threshold",
            Description = $"At the board's threshold, {figures.Threshold}: {Figures.Percent(current.DetectionRate)} of {sweep.Frames} frames detected, "
                + $"{current.FalseAlarms} alarms in {sweep.EmptyFrames} frames of other classes.",
            X = new Axis("threshold, of 255", 0, 255),
            Y = Axis.Share("share of frames"),
            Curves =
            [
                new Curve($"{input.DetectionName}: detected", [.. sweep.Points.Select(point => new CurvePoint(point.Threshold, point.DetectionRate))]),
                new Curve("others: false alarm", [.. sweep.Points.Select(point => new CurvePoint(point.Threshold, point.FalseAlarms / (double)sweep.EmptyFrames))]),
            ],
            Values = [new VerticalMark($"set: {figures.Threshold}", figures.Threshold)],
        }.Render();
    }

    private static Markup Trade(LearningReportInput input, LearningFigures figures, ThresholdSweep sweep)
    {
        // No alarm at all has no place on a logarithmic axis: it lies on its left edge.
        double least = sweep.FramesPerHour / sweep.EmptyFrames;
        Axis x = Axis.Powers("false alarms an hour", least / 2, sweep.FramesPerHour);
        OperatingPoint current = sweep.Points[figures.Threshold];
        return new LineChart
        {
            Id = "trade-curve",
            Title = "Detections against false alarms an hour",
            Description = "Share detected at so many false alarms an hour: " + string.Join(
                "; ", sweep.Choices.Select(choice => choice.Point).Select(
                    point => $"{Figures.Percent(point.DetectionRate)} at {Hourly(point.FalseAlarmsPerHour)} (threshold {point.Threshold})")) + ".",
            X = x,
            Y = Axis.Share($"detected: share of {input.DetectionName}"),
            Curves =
            [
                new Curve(
                    "thresholds 0 to 255; the left edge is no alarm",
                    [.. sweep.Points.Reverse().Select(point => new CurvePoint(point.FalseAlarmsPerHour, point.DetectionRate))]),
            ],
            CurveStyles = [LineChart.After],
            Spots =
            [
                new Spot(current.FalseAlarmsPerHour, current.DetectionRate, $"set: {current.Threshold}"),
                .. sweep.Choices.Where(choice => choice.Point.Threshold != current.Threshold)
                    .Select(choice => new Spot(choice.Point.FalseAlarmsPerHour, choice.Point.DetectionRate, $"{choice.Point.Threshold}")),
            ],
        }.Render();
    }

    private static Markup Table(LearningReportInput input, LearningFigures figures, ThresholdSweep sweep)
    {
        List<(string Purpose, OperatingPoint Point)> rows = [.. sweep.Choices];
        int at = rows.FindIndex(row => row.Point.Threshold >= figures.Threshold);
        string set = input.Board is null ? "the firmware’s default" : "as the board is set";
        if (at >= 0 && rows[at].Point.Threshold == figures.Threshold)
        {
            rows[at] = ($"{set}; {rows[at].Purpose}", rows[at].Point);
        }
        else
        {
            at = at < 0 ? rows.Count : at;
            rows.Insert(at, (set, sweep.Points[figures.Threshold]));
        }

        string port = input.Board is null ? "" : $" --port {input.Board.Port}";
        Markup command = Markup.Of($"<pre><code>llsedge board settings --set threshold={sweep.Balanced.Threshold}{port}</code></pre>");
        string[] head = ["what for", "threshold", "detected", "false alarms an hour", "95 % interval", "llsedge board settings"];
        string[][] cells = [.. rows.Select(row => Row(row.Purpose, row.Point))];
        var table = new NumberTable("Thresholds worth choosing", head, cells) { MarkedRow = at };
        return Markup.Of($"""
            {table.Render()}
            <p class="note">Choose one by its command; the balanced one, for example:</p>{command}
            """);
    }

    private static string[] Row(string purpose, OperatingPoint point) =>
    [
        purpose,
        $"{point.Threshold}",
        Figures.Percent(point.DetectionRate),
        Hourly(point.FalseAlarmsPerHour),
        $"{Hourly(point.FalseAlarmInterval.Low)} to {Hourly(point.FalseAlarmInterval.High)}",
        $"--set threshold={point.Threshold}",
    ];

    private static string Hourly(double alarms) => Figures.Plain(Round(alarms));

    // Two digits are more than the counts bear.
    private static double Round(double value) => value >= 100 ? Math.Round(value / 10) * 10 : value >= 10 ? Math.Round(value) : Math.Round(value, 1);
}
