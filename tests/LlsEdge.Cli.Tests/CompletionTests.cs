using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>The completion scripts, in the shells that are on this machine.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-shell-").FullName;

    public static TheoryData<string, string[]> Lines => new()
    {
        { "llsedge boa", ["board"] },
        { "llsedge board to", ["torture"] },
        { "llsedge model train --ru", ["--rule"] },
        { "llsedge data import --fit ", ["crop", "pad", "stretch"] },
        { "llsedge board run --camera me", ["mega"] },
        { "llsedge flash --board Esp32S", ["Esp32S3DevKit"] },
        { "llsedge config set model.train.ep", ["model.train.epochs"] },
        { "llsedge completions ", ["bash", "zsh", "fish", "pwsh"] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Bash_completes(string line, string[] expected)
    {
        // As readline calls it: the words, the line, the cursor.
        string call = "COMP_WORDS=($1); [[ $1 == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$1; COMP_POINT=${#1}; "
            + "_llsedge llsedge; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Complete("bash", ["--norc", "-c", $"source \"$0\"; {call}", Script("bash"), line]).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Zsh_completes(string line, string[] expected)
    {
        string call = "words=(${(z)1}); [[ $1 == *' ' ]] && words+=(''); CURRENT=$#words; PREFIX=$words[-1]; compadd() { shift; print -l -- \"$@\" }; _files() { }; "
            + "compdef() { }; source \"$0\"; _llsedge";
        string[] all = Complete("zsh", ["-f", "-c", call, Script("zsh"), line]);

        // The real compadd leaves out what does not begin as the word.
        all.Where(word => word.StartsWith(line.Split(' ')[^1], StringComparison.Ordinal)).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Fish_completes(string line, string[] expected)
    {
        Complete("fish", ["--no-config", "-c", $"source {Script("fish")}; complete -C '{line}'"]).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Bash_leaves_files_to_the_shell()
    {
        string call = "COMP_WORDS=(llsedge data info ''); COMP_CWORD=3; COMP_LINE='llsedge data info '; COMP_POINT=18; _llsedge llsedge; echo ${#COMPREPLY[@]}; complete -p llsedge";
        string[] lines = Complete("bash", ["--norc", "-c", $"source \"$0\"; {call}", Script("bash")]);
        lines[0].ShouldBe("0");
        lines[1].ShouldContain("-o default");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Script(string shell)
    {
        string script = Path.Combine(_folder, "completions." + shell);
        File.WriteAllText(script, RunningTool.Run("completions", shell).ShouldSucceed().Output);
        return script;
    }

    private static string[] Complete(string shell, string[] arguments)
    {
        string path = Environment.GetEnvironmentVariable("PATH")!;
        Assert.SkipUnless(path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))), $"{shell} is not on this machine.");
        ProcessStartInfo start = new(shell, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };

        // The built program lies beside the tests.
        start.Environment["PATH"] = AppContext.BaseDirectory + Path.PathSeparator + path;
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath is string host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Dotnet());
        new Surroundings().Give(start.Environment);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The dotnet command that this runtime belongs to.</summary>
    private static string Dotnet() => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
