using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LlsEdge.Nano.Tests;

/// <summary>What the page for a first board shows is what the profiles and the LED do.</summary>
public sealed class BoardWiringTests
{
    private const double PixelsPerSecond = 80;
    private static readonly string _board = Path.Combine(Repository.Root, "firmware", "Board");

    /// <summary>Gets the rows of the page's wiring table, and whose pins they name.</summary>
    private static readonly Dictionary<string, string> _rows = new(StringComparer.Ordinal)
    {
        ["status LED"] = "StatusLedPin",
        ["detection (if wanted)"] = "DetectionPin",
        ["link: adapter's TXD"] = "ReceivePin",
        ["link: adapter's RXD"] = "TransmitPin",
        ["button"] = "ButtonPin",
    };

    [Theory]
    [InlineData("Esp32DevKit")]
    [InlineData("Esp32WroverKit")]
    [InlineData("Esp32S3DevKit")]
    public void TheTableShowsTheProfilesPins(string profile)
    {
        string[] lines = File.ReadAllLines(Path.Combine(_board, "first-board.md"));
        string[] header = Cells(lines.Single(line => line.StartsWith("| wire |", StringComparison.Ordinal)));
        int column = Array.FindIndex(header, cell => cell.Split(", ").Contains(profile));
        foreach ((string row, string property) in _rows)
        {
            string cell = Cells(lines.Single(line => line.StartsWith($"| {row} |", StringComparison.Ordinal)))[column];
            Regex.Matches(cell, @"GPIO\d+").Single().Value.ShouldBe(PinOf(profile, property), row);
        }
    }

    [Theory]
    [InlineData("link-esp32.svg", "ReceivePin", "TransmitPin")]
    [InlineData("link-s3.svg", "ReceivePin", "TransmitPin")]
    [InlineData("outputs-esp32.svg", "StatusLedPin", "DetectionPin")]
    [InlineData("outputs-s3.svg", "StatusLedPin", "DetectionPin")]
    public void ThePicturesShowTheProfilesPins(string picture, params string[] properties)
    {
        XElement root = XDocument.Load(Path.Combine(_board, picture)).Root!;
        XElement[] pins = [.. root.Descendants().Where(element => element.Attribute("data-pin") is not null)];
        pins.Select(pin => (string)pin.Attribute("data-pin")!).ShouldBe(properties, ignoreOrder: true);

        // Nothing else in a picture is called a pin.
        root.Descendants().Except(pins).Where(element => !element.HasElements).ShouldAllBe(element => !element.Value.Contains("GPIO"));
        foreach (string profile in ((string)root.Attribute("data-profiles")!).Split(' '))
        {
            pins.ShouldAllBe(pin => pin.Value == PinOf(profile, (string)pin.Attribute("data-pin")!));
        }
    }

    [Fact]
    public void EveryProfileIsInAPictureOfEachKind()
    {
        string[] profiles = [.. Directory.GetFiles(Path.Combine(_board, "Profiles"), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!)];
        foreach (string kind in new[] { "link", "outputs" })
        {
            Directory.GetFiles(_board, kind + "-*.svg")
                .SelectMany(file => ((string)XDocument.Load(file).Root!.Attribute("data-profiles")!).Split(' '))
                .ShouldBe(profiles, ignoreOrder: true, kind);
        }
    }

    [Fact]
    public void AdaptersSendToThePinThatReceives()
    {
        string[] texts = [.. XDocument.Load(Path.Combine(_board, "link-esp32.svg")).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)];
        int sends = Array.IndexOf(texts, "TXD");
        texts[sends + 1].ShouldBe(PinOf("Esp32DevKit", "ReceivePin"));
        int receives = Array.IndexOf(texts, "RXD");
        texts[receives + 1].ShouldBe(PinOf("Esp32DevKit", "TransmitPin"));
    }

    [Fact]
    public void TheLedIsDrawnAsItBlinks()
    {
        string source = File.ReadAllText(Path.Combine(_board, "StatusLight.cs"));
        XElement[] rows = [.. XDocument.Load(Path.Combine(_board, "led.svg")).Descendants().Where(element => element.Attribute("data-on") is not null)];
        int[] lengths = [.. rows.Select(row => (int)row.Attribute("data-on")!)];

        // The start window; done, one to four; failed, two to six; the beacon.
        lengths.ShouldBe(
        [
            Constant("FastMilliseconds"),
            .. Enumerable.Repeat(Constant("DoneMilliseconds"), 4),
            .. Enumerable.Repeat(Constant("FaultMilliseconds"), 5),
            Constant("FlashMilliseconds"),
        ]);
        foreach (XElement row in rows)
        {
            double on = (int)row.Attribute("data-on")! / 1000.0;
            double[] starts = [.. Blinks(row).Select(blink => Number(blink, "x") / PixelsPerSecond)];
            Blinks(row).ShouldAllBe(blink => Math.Abs((Number(blink, "width") / PixelsPerSecond) - on) < 0.01);
            if ((int?)row.Attribute("data-blinks") is int count)
            {
                starts.Length.ShouldBe(count);
            }

            double period = ((int?)row.Attribute("data-period") ?? (int)(2000 * on)) / 1000.0;
            starts.Zip(starts.Skip(1), (first, second) => second - first).ShouldAllBe(step => Math.Abs(step - period) < 0.01);
        }

        ((int)rows[0].Attribute("data-period")!).ShouldBe(2 * Constant("FastMilliseconds"));
        ((int)rows[^1].Attribute("data-period")!).ShouldBe(Constant("BeaconMilliseconds"));

        int Constant(string name) => int.Parse(Regex.Match(source, $@"const int {name} = (\d+);").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>The first bar of a row is the time's line, and one of some rows the time of learning.</summary>
    private static IEnumerable<XElement> Blinks(XElement row) => row.Elements().Skip(1).Where(bar => bar.Attribute("class") is null);

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static string[] Cells(string row) => [.. row.Split('|').Select(cell => cell.Trim())];

    private static string PinOf(string profile, string property)
    {
        string source = File.ReadAllText(Path.Combine(_board, "Profiles", profile + ".cs"));
        return "GPIO" + Regex.Match(source, $@"profile\.{property} = (\d+);").Groups[1].Value;
    }
}
