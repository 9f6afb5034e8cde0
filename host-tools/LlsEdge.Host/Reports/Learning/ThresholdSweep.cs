namespace LlsEdge.Host.Reports.Learning;

/// <summary>What one threshold of the detection pin comes to.</summary>
/// <param name="Threshold">The threshold, 0 to 255.</param>
/// <param name="Detected">Frames of the class that are detected.</param>
/// <param name="FalseAlarms">Alarms by frames of other classes.</param>
/// <param name="DetectionRate">Share of the class's frames that are detected, 0 to 1.</param>
/// <param name="FalseAlarmsPerHour">Alarms in an hour in which the class is never there.</param>
/// <param name="FalseAlarmInterval">The confidence interval of <paramref name="FalseAlarmsPerHour"/>.</param>
public sealed record OperatingPoint(
    int Threshold, int Detected, int FalseAlarms, double DetectionRate, double FalseAlarmsPerHour, Interval FalseAlarmInterval);

/// <summary>Detections and false alarms for every threshold of the detection pin.</summary>
/// <param name="Points">One for each threshold, 0 to 255.</param>
/// <param name="Frames">Frames of the class.</param>
/// <param name="EmptyFrames">Frames of other classes.</param>
/// <param name="FramesPerHour">Frames that the board predicts in an hour.</param>
/// <param name="IsSequence">Whether the frames were taken as a sequence, with hysteresis and hold time; else each is one on its own.</param>
public sealed record ThresholdSweep(IReadOnlyList<OperatingPoint> Points, int Frames, int EmptyFrames, double FramesPerHour, bool IsSequence)
{
    private const int Thresholds = 256;
    private const double MillisecondsPerHour = 3_600_000;

    /// <summary>
    /// Takes each frame on its own: one that reaches the threshold is a detection, or else an alarm. The board's hold time makes one alarm of several in a
    /// row, so the alarms counted here are the most there can be.
    /// </summary>
    /// <param name="confidences">Each frame's p of the class, 0 to 255.</param>
    /// <param name="isClass">Whether the frame is of the class.</param>
    /// <param name="framesPerHour">Frames in an hour.</param>
    public static ThresholdSweep OfFrames(IReadOnlyList<int> confidences, IReadOnlyList<bool> isClass, double framesPerHour) =>
        Of(isClass, framesPerHour, false, threshold =>
        {
            int detected = 0;
            int alarms = 0;
            for (int i = 0; i < confidences.Count; i++)
            {
                detected += isClass[i] && confidences[i] >= threshold ? 1 : 0;
                alarms += !isClass[i] && confidences[i] >= threshold ? 1 : 0;
            }

            return (detected, alarms);
        });

    /// <summary>
    /// Takes the frames as a sequence in time and lets the board's detection pin run over it: a frame of the class is detected if the pin is high. An alarm is
    /// a frame of another class that makes the pin high or keeps it so; for a hold time after one, or after a frame of the class that did so, none is counted.
    /// </summary>
    /// <param name="confidences">Each frame's p of the class, 0 to 255.</param>
    /// <param name="isClass">Whether the frame is of the class.</param>
    /// <param name="framesPerHour">Frames in an hour.</param>
    /// <param name="hysteresis">The board's hysteresis.</param>
    /// <param name="holdMilliseconds">The board's hold time.</param>
    public static ThresholdSweep OfSequence(
        IReadOnlyList<int> confidences, IReadOnlyList<bool> isClass, double framesPerHour, int hysteresis, int holdMilliseconds) =>
        Of(isClass, framesPerHour, true, threshold =>
        {
            var pin = new DetectionPin(threshold, hysteresis, holdMilliseconds);
            int detected = 0;
            int alarms = 0;
            long? told = null;
            for (int i = 0; i < confidences.Count; i++)
            {
                long now = (long)(i * MillisecondsPerHour / framesPerHour);
                pin.See(confidences[i], now);
                detected += isClass[i] && pin.IsOn ? 1 : 0;
                bool isAlarm = pin.IsSeen && !isClass[i] && (told is null || now - told >= holdMilliseconds);
                alarms += isAlarm ? 1 : 0;
                told = isAlarm || (pin.IsSeen && isClass[i]) ? now : told;
            }

            return (detected, alarms);
        });

    /// <summary>Gets the threshold with the most detections less false alarms, as shares; needs frames of both kinds.</summary>
    public OperatingPoint Balanced => Points.MaxBy(point => point.DetectionRate - point.FalseAlarms / (double)EmptyFrames)!;

    /// <summary>Thresholds worth choosing, each with what it is good for, the lowest first.</summary>
    public IReadOnlyList<(string Purpose, OperatingPoint Point)> Choices
    {
        get
        {
            if (Frames == 0 || EmptyFrames == 0)
            {
                return [];
            }

            List<(string Purpose, OperatingPoint Point)> choices = [];
            OperatingPoint keen = Points.Last(point => point.DetectionRate >= 0.95);
            choices.Add(("misses few: sees 95 % of the frames", keen));
            choices.Add(("balanced: most detections less false alarms", Balanced));
            foreach (double share in (double[])[0.05, 0.01])
            {
                if (Points.FirstOrDefault(point => point.FalseAlarms <= share * EmptyFrames) is OperatingPoint calm)
                {
                    choices.Add(($"calm: at most {share * 100:0} alarm{(share > 0.01 ? "s" : "")} in 100 empty frames", calm));
                }
            }

            if (Points.FirstOrDefault(point => point.FalseAlarms == 0) is OperatingPoint silent)
            {
                choices.Add(("silent: no false alarm on these frames", silent));
            }

            return [.. choices.GroupBy(choice => choice.Point.Threshold).Select(same => same.Last()).OrderBy(choice => choice.Point.Threshold)];
        }
    }

    private static ThresholdSweep Of(IReadOnlyList<bool> isClass, double framesPerHour, bool isSequence, Func<int, (int Detected, int Alarms)> count)
    {
        int frames = isClass.Count(yes => yes);
        int empty = isClass.Count - frames;
        return new ThresholdSweep(
            [
                .. Enumerable.Range(0, Thresholds).Select(threshold =>
                {
                    (int detected, int alarms) = count(threshold);
                    Interval share = Interval.OfShare(alarms, empty);
                    return new OperatingPoint(
                        threshold,
                        detected,
                        alarms,
                        frames == 0 ? 0 : detected / (double)frames,
                        empty == 0 ? 0 : alarms / (double)empty * framesPerHour,
                        new Interval(share.Low * framesPerHour, share.High * framesPerHour));
                }),
            ],
            frames,
            empty,
            framesPerHour,
            isSequence);
    }
}
