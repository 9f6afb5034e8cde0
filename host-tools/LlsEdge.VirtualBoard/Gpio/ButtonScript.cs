using System.Globalization;

namespace LlsEdge.VirtualBoard;

/// <summary>
/// Presses of a button to come, written down: <c>4.0 short, 6.5 long, 9 double</c> in seconds of the board's clock. The button's contact bounces for a few
/// milliseconds, as contacts do.
/// </summary>
public static class ButtonScript
{
    private const double Bounce = 0.002;
    private const double Short = 0.15;
    private const double Long = 0.8;
    private const double Gap = 0.1;

    /// <summary>Reads a script.</summary>
    /// <param name="script">Times and kinds: short, long, double.</param>
    /// <param name="pin">The button's pin; pressed, it is connected to ground.</param>
    /// <exception cref="FormatException">The script is not one; the message says where.</exception>
    public static IReadOnlyList<PinEvent> Parse(string script, int pin)
    {
        ArgumentNullException.ThrowIfNull(script);
        List<PinEvent> events = [];
        foreach (string entry in script.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || !double.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double time))
            {
                throw new FormatException($"'{entry}' is not a press: write a time in seconds and short, long or double, such as '4.5 long'.");
            }

            switch (words[1])
            {
                case "short":
                    Press(time, Short);
                    break;
                case "long":
                    Press(time, Long);
                    break;
                case "double":
                    Press(time, Short);
                    Press(time + Short + Gap, Short);
                    break;
                default:
                    throw new FormatException($"'{words[1]}' is not a kind of press: there are short, long and double.");
            }
        }

        return events;

        void Press(double time, double length)
        {
            Add(time, false);
            Add(time + Bounce, null);
            Add(time + (2 * Bounce), false);
            Add(time + length, null);
            Add(time + length + Bounce, false);
            Add(time + length + (2 * Bounce), null);
        }

        void Add(double time, bool? level)
        {
            events.Add(new PinEvent(TimeSpan.FromSeconds(time), pin, level));
        }
    }
}
