using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>On a terminal, which the command 'script' makes.</summary>
public class TerminalTests
{
    private const string Script = "/usr/bin/script";
    private const string Bar = "Cutting the power";

    [Fact]
    public void A_bar_is_drawn_where_somebody_watches()
    {
        OnTerminal("", []).ShouldContain(Bar);
    }

    [Theory]
    [InlineData("--non-interactive", null)]
    [InlineData("", "CI")]
    [InlineData("", "LLSEDGE_NON_INTERACTIVE")]
    public void No_bar_is_drawn_where_nobody_does(string option, string? variable)
    {
        string output = OnTerminal(option, variable is null ? [] : new() { [variable] = "true" });
        output.ShouldNotContain(Bar);
        output.ShouldContain("lost its power");
    }

    [Fact]
    public void Colours_can_be_left_out()
    {
        OnTerminal("--no-color", []).ShouldNotContain("\u001b[38;");
    }

    private static string OnTerminal(string option, Dictionary<string, string> variables)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "There is no util-linux here, whose 'script' runs a program on a terminal.");
        ProcessStartInfo start = new(Script, ["-qec", $"dotnet {Path.Combine(AppContext.BaseDirectory, "llsedge.dll")} board torture --cuts 1 {option}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("CI");
        start.Environment["TERM"] = "xterm-256color";
        new Surroundings { Variables = variables }.Give(start.Environment);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }
}
