using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlsEdge.Host.Reports;

/// <summary>HTML built from interpolated text: every inserted value is escaped unless it is HTML itself, and numbers are invariant.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Html
{
    private readonly StringBuilder _text;

    public Html(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 16 * formattedCount);

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(Markup value) => _text.Append(value.Text);

    public void AppendFormatted(IEnumerable<Markup> values)
    {
        foreach (Markup value in values)
        {
            _text.Append(value.Text);
        }
    }

    public void AppendFormatted(string? value) => _text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : struct, IFormattable => _text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public Markup ToMarkup() => new(_text.ToString());
}

/// <summary>A piece of finished HTML.</summary>
/// <param name="Text">The HTML.</param>
internal readonly record struct Markup(string Text)
{
    public static Markup Empty => new("");

    public static Markup Of(Html html) => html.ToMarkup();
}
