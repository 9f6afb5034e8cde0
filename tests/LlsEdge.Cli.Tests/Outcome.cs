using System.Text.Json;
using Shouldly;

namespace LlsEdge.Cli.Tests;

/// <summary>What a finished llsedge has left behind.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>The JSON object in the last line of stdout.</summary>
    internal JsonElement Json => JsonDocument.Parse(Output.TrimEnd('\n').Split('\n')[^1]).RootElement;

    internal Outcome ShouldSucceed()
    {
        Error.ShouldBeEmpty(Output);
        ExitCode.ShouldBe(0, Output);
        return this;
    }

    /// <summary>Ended well; stderr may hold the board's console.</summary>
    internal Outcome ShouldEndWell()
    {
        ExitCode.ShouldBe(0, Error);
        return this;
    }

    internal Outcome ShouldFail(int exitCode, params string[] parts)
    {
        ExitCode.ShouldBe(exitCode, Error);
        Error.ShouldStartWith("llsedge: ");
        Error.TrimEnd('\n').ShouldNotContain('\n', "one sentence, no stack trace");
        foreach (string part in parts)
        {
            Error.ShouldContain(part);
        }

        return this;
    }
}
