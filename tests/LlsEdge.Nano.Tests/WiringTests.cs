using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LlsEdge.Nano.Tests;

/// <summary>The wiring that people are shown is that of the profiles.</summary>
public sealed class WiringTests
{
    private static readonly string _firmware = Path.Combine(Repository.Root, "firmware");

    private static readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal)
    {
        ["SCK"] = "SpiClockPin",
        ["MISO"] = "SpiMisoPin",
        ["MOSI"] = "SpiMosiPin",
        ["CS"] = "CameraSelectPin",
        ["SDA"] = "I2cDataPin",
        ["SCL"] = "I2cClockPin",
    };

    [Theory]
    [InlineData("Esp32DevKit", 1)]
    [InlineData("Esp32WroverKit", 1)]
    [InlineData("Esp32S3DevKit", 2)]
    public void TheTableShowsTheProfilesPins(string profile, int column)
    {
        string[] rows = File.ReadAllLines(Path.Combine(_firmware, "Camera", "README.md"));
        foreach ((string wire, string property) in _properties)
        {
            string row = rows.Single(line => Regex.IsMatch(line, $@"^\| {wire}( \(Mini\))? \|"));
            row.Split('|')[column + 1].Trim().ShouldBe($"GPIO{PinOf(profile, property)}", wire);
        }
    }

    [Theory]
    [InlineData("wiring-mega-esp32.svg", "Esp32DevKit", 6)]
    [InlineData("wiring-mega-esp32.svg", "Esp32WroverKit", 6)]
    [InlineData("wiring-mega-s3.svg", "Esp32S3DevKit", 6)]
    [InlineData("wiring-mini-esp32.svg", "Esp32DevKit", 8)]
    [InlineData("wiring-mini-esp32.svg", "Esp32WroverKit", 8)]
    [InlineData("wiring-mini-s3.svg", "Esp32S3DevKit", 8)]
    public void ThePicturesShowTheProfilesPins(string picture, string profile, int wires)
    {
        XElement[] texts = [.. XDocument.Load(Path.Combine(_firmware, "Camera", picture)).Descendants().Where(element => element.Name.LocalName == "text")];
        (string Board, string Module)[] shown =
        [
            .. texts.Where(text => (string?)text.Attribute("text-anchor") == "end")
                .Select(text => (text.Value, texts.Single(other => other != text && (string?)other.Attribute("y") == (string?)text.Attribute("y")).Value)),
        ];
        shown.Length.ShouldBe(wires);
        foreach ((string board, string module) in shown)
        {
            board.ShouldBe(module switch
            {
                "VCC" => "3V3",
                "GND" => "GND",
                _ => $"GPIO{PinOf(profile, _properties[module])}",
            });
        }
    }

    private static string PinOf(string profile, string property)
    {
        string source = File.ReadAllText(Path.Combine(_firmware, "Board", "Profiles", profile + ".cs"));
        return Regex.Match(source, $@"profile\.{property} = (\d+);").Groups[1].Value;
    }
}
