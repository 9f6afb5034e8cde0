namespace LlsEdge.Host.Scenes;

/// <summary>How a surface is patterned.</summary>
internal enum Pattern
{
    Plain,
    Rows,
    Columns,
    Checks,
    Diagonal,
    Gradient,
}

/// <summary>What a shape is filled with: one or two tones (0 black … 1 white) in a pattern, with some roundness and opacity.</summary>
/// <param name="Tone">Luminance.</param>
/// <param name="Second">The pattern's other luminance.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Period">The pattern's period in pixels; for a gradient, the height over which it runs.</param>
/// <param name="Origin">Where the pattern begins, in pixels.</param>
/// <param name="Shade">How much one side is darker than the other, as on a round body lit from the left.</param>
/// <param name="Opacity">1 covers, 0 does nothing.</param>
internal readonly record struct Paint(
    double Tone, double Second = 0, Pattern Pattern = Pattern.Plain, double Period = 4, double Origin = 0, double Shade = 0, double Opacity = 1)
{
    public static Paint Shadow(double depth) => new(0, Opacity: depth);

    public static Paint Round(double tone) => new(tone, Shade: 0.22);

    public double At(double x, double y) => Pattern switch
    {
        Pattern.Plain => Tone,
        Pattern.Rows => Wave(y),
        Pattern.Columns => Wave(x),
        Pattern.Checks => (Wave(x) + Wave(y)) / 2,
        Pattern.Diagonal => Wave(x + y),
        _ => SceneMath.Lerp(Tone, Second, SceneMath.Clamp01((y - Origin) / Period)),
    };

    // A square wave with soft edges, so that fine patterns do not alias.
    private double Wave(double at)
    {
        double phase = (at - Origin) / Period;
        phase -= Math.Floor(phase);
        double triangle = phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
        return SceneMath.Lerp(Tone, Second, SceneMath.Clamp01(0.5 + triangle * Period / 4));
    }
}
