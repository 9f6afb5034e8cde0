using System.Diagnostics;
using LlsEdge.NanoCheck;

namespace LlsEdge.Nano.Tests;

/// <summary>The command that the build runs.</summary>
public sealed class CommandTests
{
    [Fact]
    public void ACleanAssemblyGivesZero() =>
        Run(Repository.Firmware, "--surface", string.Join(';', [.. Repository.Surfaces, .. Repository.Libraries])).ShouldBe((0, string.Empty, string.Empty));

    [Fact]
    public void ViolationsGiveOneAndALineEach()
    {
        // Without surfaces every reference is one too many.
        (int code, string output, string _) = Run(Repository.Firmware);
        code.ShouldBe(1);
        output.ShouldContain("LlsEdge.Firmware reference: mscorlib 1.17.11.0 is not among the board's class libraries");
    }

    [Theory]
    [InlineData("No assembly is named.")]
    [InlineData("'nowhere.dll' does not exist; build it first.", "nowhere.dll")]
    [InlineData("'--fast' is not understood.", "--fast")]
    public void MisuseGivesTwoAndASentence(string sentence, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldStartWith(sentence);
        error.ShouldContain("Usage:");
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Checker).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
