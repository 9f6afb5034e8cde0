using System.Text.Json;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-doctor-").FullName;

    private Surroundings Here => new() { Folder = _folder };

    [Fact]
    public void Everything_is_looked_at_and_what_is_missing_says_what_for_and_how_to_get_it()
    {
        // No tools of the user's.
        Surroundings bare = Here with { Variables = new() { ["HOME"] = _folder, ["DOTNET_CLI_HOME"] = _folder } };
        Outcome outcome = RunningTool.RunIn(bare, "doctor", "--json");
        JsonElement[] findings = Findings(outcome);

        findings.Select(finding => finding.GetProperty("topic").GetString()).ShouldBeSubsetOf(
        [
            "llsedge", ".NET runtime", ".NET SDK", "nanoff", "build tools", "libturbojpeg", "Chromium",
            "options", "virtual board", "app's image", "temporary files", "current folder", "ports",
        ]);
        findings.Where(finding => finding.GetProperty("state").GetString() == "missing")
            .ShouldAllBe(finding => finding.GetProperty("text").GetString()!.StartsWith("needed for "));
        outcome.Json.GetProperty("missing").GetInt32().ShouldBe(findings.Count(finding => finding.GetProperty("state").GetString() == "missing"));

        // A machine whose ports may not be opened is ill; another one is not, whatever is missing.
        (outcome.ExitCode == 0).ShouldBe(outcome.Json.GetProperty("problems").GetInt32() == 0);
    }

    [Fact]
    public void A_mistake_in_the_options_and_a_variable_that_nothing_reads_are_problems()
    {
        string file = Path.Combine(_folder, "llsedge.json");
        File.WriteAllText(file, """{ "prot": "COM7" }""");
        Outcome outcome = RunningTool.RunIn(Here with { Variables = new() { ["LLSEDGE_PROT"] = "COM7" } }, "doctor", "--json");

        outcome.ShouldFail(2, "2 problems", file, "'prot'");
        Problems(outcome).ShouldContain(text => text.Contains("LLSEDGE_PROT"));
    }

    [Fact]
    public void A_board_is_asked_where_a_port_is_given()
    {
        using RunningBoard board = RunningBoard.Start();
        JsonElement[] findings = Findings(RunningTool.RunIn(Here, "doctor", "--json", "--port", board.Port));

        Text(findings, "board").ShouldContain("LlsEdge 0.1.0");
        Text(findings, "board's model").ShouldContain("from the factory");
        Text(findings, "board's drive").ShouldContain("journal");
        Text(findings, "board's heap").ShouldContain("free");
        RunningTool.RunIn(Here, "doctor", "--json", "--port", "/dev/llsedge-none").ShouldFail(5, "board: There is no serial port /dev/llsedge-none");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JsonElement[] Findings(Outcome outcome) => [.. outcome.Json.GetProperty("findings").EnumerateArray()];

    private static IEnumerable<string> Problems(Outcome outcome) =>
        Findings(outcome).Where(finding => finding.GetProperty("state").GetString() == "problem").Select(finding => finding.GetProperty("text").GetString()!);

    private static string Text(JsonElement[] findings, string topic)
    {
        JsonElement finding = findings.Single(one => one.GetProperty("topic").GetString() == topic);
        finding.GetProperty("state").GetString().ShouldBe("ok");
        return finding.GetProperty("text").GetString()!;
    }
}
