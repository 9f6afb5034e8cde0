using System.Text.RegularExpressions;
using System.Xml.Linq;
using LlsEdge.Host.Reports;

namespace LlsEdge.Host.Tests.Reports;

/// <summary>Pages are written so that they are XML too, but for HTML's void elements and doctype.</summary>
internal static class PageXml
{
    public static XDocument Parse(string page) => XDocument.Parse(Close(page.Replace("<!doctype html>", "", StringComparison.Ordinal)));

    public static XElement Parse(Markup markup) => XElement.Parse($"<div>{Close(markup.Text)}</div>");

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<XElement> Of(this XContainer parent, string cssClass) =>
        parent.Descendants().Where(element => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(cssClass));

    private static string Close(string html) => Regex.Replace(html, "<(meta|img)([^>]*)>", "<$1$2/>");
}
