using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LlsEdge.Cli.Shell;

/// <summary>Curves in the dots of Braille characters, two columns and four rows of them in a cell of the terminal; all share one scale from 0.</summary>
internal sealed class BrailleChart
{
    private const int Columns = 60;
    private const int Rows = 8;
    private const int DotColumns = 2;
    private const int DotRows = 4;
    private const char Empty = '\u2800';

    // The bit of each dot, [column][row]: Unicode numbers the fourth row last.
    private static readonly int[][] s_dots = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

    private readonly List<(string Name, string Colour, IReadOnlyList<double?> Values)> _series = [];

    /// <summary>Adds a curve.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="colour">Its colour, as Spectre.Console calls it.</param>
    /// <param name="values">Not below 0; null leaves a gap.</param>
    public void Add(string name, string colour, IReadOnlyList<double?> values) => _series.Add((name, colour, values));

    /// <summary>Draws the curves.</summary>
    /// <returns>The scale's top, the curves, and their names.</returns>
    public IRenderable Draw()
    {
        double top = _series.SelectMany(series => series.Values).Max() is double largest and > 0 ? largest : 1;
        int[,] cells = new int[Rows, Columns];
        string?[,] colours = new string?[Rows, Columns];
        foreach ((_, string colour, IReadOnlyList<double?> values) in _series)
        {
            Plot(values, top, colour, cells, colours);
        }

        var text = new StringBuilder();
        for (int row = 0; row < Rows; row++)
        {
            text.Append(row switch { 0 => $"{top,7:0.000} ", Rows - 1 => $"{0,7:0.000} ", _ => "        " });
            for (int column = 0; column < Columns; column++)
            {
                char dots = (char)(Empty + cells[row, column]);
                text.Append(colours[row, column] is string colour ? $"[{colour}]{dots}[/]" : dots);
            }

            text.Append('\n');
        }

        text.Append("        ").AppendJoin("  ", _series.Select(series => $"[{series.Colour}]{Markup.Escape(series.Name)}[/]"));
        return new Markup(text.ToString());
    }

    private static void Plot(IReadOnlyList<double?> values, double top, string colour, int[,] cells, string?[,] colours)
    {
        int wide = Columns * DotColumns;
        int high = Rows * DotRows;
        for (int x = 0; x < wide && values.Count > 0; x++)
        {
            double at = values.Count == 1 ? 0 : x * (values.Count - 1.0) / (wide - 1);
            double? from = values[(int)at];
            double? to = values[Math.Min((int)at + 1, values.Count - 1)];
            if (from is not double a || to is not double b)
            {
                continue;
            }

            double value = a + ((b - a) * (at - (int)at));
            int y = high - 1 - (int)Math.Round(Math.Clamp(value / top, 0, 1) * (high - 1));
            cells[y / DotRows, x / DotColumns] |= s_dots[x % DotColumns][y % DotRows];
            colours[y / DotRows, x / DotColumns] = colour;
        }
    }
}
