using System.Globalization;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Reports;

/// <summary>A change of an output.</summary>
/// <param name="Seconds">When, on the board's clock.</param>
/// <param name="High">Whether it is high from then on.</param>
internal sealed record OutputChange(double Seconds, bool High);

/// <summary>What the firmware did to one of its outputs.</summary>
/// <param name="Name">What is wired to it.</param>
/// <param name="Pin">Its number.</param>
/// <param name="Changes">What happened, in order.</param>
internal sealed record OutputReport(string Name, int Pin, IReadOnlyList<OutputChange> Changes)
{
    private const double Alike = 0.005;

    /// <summary>Reads the outputs of a board.</summary>
    /// <param name="board">The board, at rest.</param>
    /// <param name="pins">Its pins.</param>
    /// <returns>The LED and the detection pin.</returns>
    public static IReadOnlyList<OutputReport> Of(VirtualEsp32 board, BoardPins pins)
    {
        return [Read("LED", pins.StatusLed), Read("detection", pins.Detection)];

        OutputReport Read(string name, int pin)
        {
            return new OutputReport(
                name,
                pin,
                [.. board.Gpio.Trace.Where(change => change.Pin == pin).Select(change => new OutputChange(Math.Round(change.At.TotalSeconds, 3), change.High))]);
        }
    }

    /// <summary>Says what happened, one line for each stretch: repeated blinks are one.</summary>
    /// <returns>The lines.</returns>
    public IEnumerable<string> Describe()
    {
        if (Changes.Count == 0)
        {
            yield return $"{Name} (GPIO{Pin}): always low";
        }

        for (int at = 0; at < Changes.Count;)
        {
            OutputChange change = Changes[at];
            int blinks = CountBlinks(at);
            if (blinks > 1)
            {
                string on = Show(Changes[at + 1].Seconds - change.Seconds);
                yield return $"{Name} (GPIO{Pin}): {Show(change.Seconds)} s {blinks} blinks of {on} s, dark for {Show(Changes[at + 2].Seconds - Changes[at + 1].Seconds)} s between";
                at += 2 * blinks;
            }
            else
            {
                yield return $"{Name} (GPIO{Pin}): {Show(change.Seconds)} s {(change.High ? "on" : "off")}";
                at++;
            }
        }
    }

    private static string Show(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Counts how many times the output goes on and off again from here, always equally long.</summary>
    private int CountBlinks(int from)
    {
        if (!Changes[from].High || from + 1 >= Changes.Count)
        {
            return 0;
        }

        double on = Changes[from + 1].Seconds - Changes[from].Seconds;
        double off = from + 2 < Changes.Count ? Changes[from + 2].Seconds - Changes[from + 1].Seconds : 0;
        int blinks = 1;
        for (int at = from + 2; at + 1 < Changes.Count; at += 2)
        {
            if (Math.Abs(Changes[at].Seconds - Changes[at - 1].Seconds - off) > Alike || Math.Abs(Changes[at + 1].Seconds - Changes[at].Seconds - on) > Alike)
            {
                break;
            }

            blinks++;
        }

        return blinks;
    }
}
