namespace LlsEdge.Host.Scenes;

/// <summary>Functions whose results do not depend on a machine's mathematics library.</summary>
internal static class SceneMath
{
    private const double HalfTurn = 3.14159265358979323846;

    /// <summary>Sine of an angle in degrees, by its series.</summary>
    public static double Sin(double degrees)
    {
        double turns = degrees / 360;
        double x = (turns - Math.Floor(turns + 0.5)) * 2 * HalfTurn;

        // Folded to ±90°, where nine terms are exact to double precision.
        x = x > HalfTurn / 2 ? HalfTurn - x : x < -HalfTurn / 2 ? -HalfTurn - x : x;
        double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; n <= 9; n++)
        {
            term *= -square / (2 * n * (2 * n + 1));
            sum += term;
        }

        return sum;
    }

    /// <summary>Cosine of an angle in degrees.</summary>
    public static double Cos(double degrees) => Sin(degrees + 90);

    public static double Lerp(double a, double b, double t) => a + (b - a) * t;

    public static double Clamp01(double value) => value < 0 ? 0 : value > 1 ? 1 : value;
}
