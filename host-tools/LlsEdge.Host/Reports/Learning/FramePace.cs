namespace LlsEdge.Host.Reports.Learning;

/// <summary>How many frames a board predicts in an hour.</summary>
/// <param name="FramesPerHour">Frames an hour.</param>
/// <param name="Source">Where the number comes from, a clause.</param>
public sealed record FramePace(double FramesPerHour, string Source)
{
    private const double MillisecondsPerHour = 3_600_000;

    /// <summary>Takes what a person said, else the board's last prediction, else the journal's steps, else one frame a second.</summary>
    /// <param name="input">What is known.</param>
    public static FramePace Of(LearningReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.FramesPerHour is double said)
        {
            return new FramePace(said, "as --frames-per-hour says");
        }

        if (input.Board?.Statistics.PredictMicroseconds is int microseconds and > 0)
        {
            double milliseconds = microseconds / 1000.0;
            return new FramePace(
                MillisecondsPerHour / milliseconds,
                $"as many as its last prediction of {Figures.Count(milliseconds)} ms allows; taking the frame comes on top, so the board takes fewer");
        }

        int[] steps = [.. (input.Journal ?? []).Select(entry => entry.Training?.Milliseconds ?? 0).Where(milliseconds => milliseconds > 0)];
        return steps.Length > 0
            ? new FramePace(
                MillisecondsPerHour / steps.Average(), $"as many as training steps of {Figures.Count(steps.Average())} ms on average; predictions are faster")
            : new FramePace(MillisecondsPerHour / 1000, "one a second, for no time of a prediction is known: --frames-per-hour tells a better number");
    }
}
