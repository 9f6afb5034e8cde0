using System.Globalization;
using System.Net;
using System.Text;
using LlsEdge.Host.Reports;

namespace LlsEdge.Host.Studies;

/// <summary>A line chart as an SVG file of its own: the axes' ranges come from the points, the legend stands beside the lines.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="XLabel">What lies on the horizontal axis.</param>
/// <param name="YLabel">What lies on the vertical axis.</param>
/// <param name="Curves">The lines; x in ascending order.</param>
public sealed record StudyChart(string Title, string XLabel, string YLabel, IReadOnlyList<Curve> Curves)
{
    private const int Width = 760;
    private const int Left = 60;
    private const int Right = 560;
    private const int Top = 40;
    private const int Bottom = 360;
    private const int LegendLine = 18;
    private const int Ticks = 5;
    private static readonly string[] s_colours =
        ["#0a7d6c", "#c2572a", "#3b62c4", "#9a3fa0", "#8a7413", "#4f6272", "#d0307a", "#2b8a3e", "#7048e8", "#c92a2a", "#0b7285", "#5c3d1e"];

    /// <summary>Draws the chart.</summary>
    /// <returns>The SVG's text.</returns>
    public string Render()
    {
        CurvePoint[] points = [.. Curves.SelectMany(curve => curve.Points)];
        (double xLow, double xHigh) = Range(points.Select(p => p.X));
        (double yLow, double yHigh) = Range(points.Select(p => p.Y));
        int height = Math.Max(Bottom + 50, Top + (LegendLine * Curves.Count) + 20);
        double X(double value) => Left + ((Right - Left) * (value - xLow) / (xHigh - xLow));
        double Y(double value) => Bottom - ((Bottom - Top) * (value - yLow) / (yHigh - yLow));

        var svg = new StringBuilder();
        void Line(FormattableString text) => svg.Append(FormattableString.Invariant(text)).Append('\n');
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"system-ui,sans-serif\" font-size=\"12\" role=\"img\">");
        Line($"<title>{Escape(Title)}</title>");
        Line($"<rect width=\"{Width}\" height=\"{height}\" fill=\"#fff\"/>");
        Line($"<text x=\"{Left}\" y=\"22\" font-size=\"15\" font-weight=\"600\">{Escape(Title)}</text>");
        for (int i = 0; i <= Ticks; i++)
        {
            double y = yLow + ((yHigh - yLow) * i / Ticks);
            double x = xLow + ((xHigh - xLow) * i / Ticks);
            Line($"<path d=\"M{Left} {Y(y):0.#}H{Right}\" stroke=\"#dfe4ea\"/>");
            Line($"<text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{Label(y)}</text>");
            Line($"<text x=\"{X(x):0.#}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{Label(x)}</text>");
        }

        Line($"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 38}\" text-anchor=\"middle\">{Escape(XLabel)}</text>");
        Line($"<text x=\"16\" y=\"{(Top + Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {(Top + Bottom) / 2})\">{Escape(YLabel)}</text>");
        for (int c = 0; c < Curves.Count; c++)
        {
            string colour = s_colours[c % s_colours.Length];
            string dash = c < s_colours.Length ? string.Empty : " stroke-dasharray=\"6 3\"";
            string path = string.Join(' ', Curves[c].Points.Select(p => FormattableString.Invariant($"{X(p.X):0.#},{Y(p.Y):0.#}")));
            Line($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash} points=\"{path}\"/>");
            foreach (CurvePoint p in Curves[c].Points)
            {
                Line($"<circle cx=\"{X(p.X):0.#}\" cy=\"{Y(p.Y):0.#}\" r=\"2.5\" fill=\"{colour}\"/>");
            }

            int at = Top + (LegendLine * c);
            Line($"<path d=\"M{Right + 14} {at}h20\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>");
            Line($"<text x=\"{Right + 40}\" y=\"{at + 4}\">{Escape(Curves[c].Name)}</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double low = values.DefaultIfEmpty(0).Min();
        double high = values.DefaultIfEmpty(1).Max();
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    private static string Label(double value) => value.ToString(Math.Abs(value) >= 10 ? "0" : "0.###", CultureInfo.InvariantCulture);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
