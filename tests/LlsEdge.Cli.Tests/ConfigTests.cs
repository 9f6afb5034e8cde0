using System.CommandLine;
using System.Text.Json;
using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;
using LlsEdge.Cli.Shell.Config;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>Options from files and environment.</summary>
public sealed class ConfigTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("llsedge-config-").FullName;
    private readonly Surroundings _here;

    public ConfigTests()
    {
        _here = new Surroundings { Folder = Path.Combine(_root, "project", "deep"), UserFolder = Path.Combine(_root, "user") };
        Directory.CreateDirectory(_here.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(UserFile)!);
    }

    private string ProjectFile => Path.Combine(_root, "project", "llsedge.json");

    private string UserFile => Path.Combine(_root, "user", "llsedge", "llsedge.json");

    [Fact]
    public void Command_line_beats_environment_beats_project_beats_user()
    {
        PortInUse().ShouldBeNull();
        File.WriteAllText(UserFile, """{ "port": "/dev/llsedge-user" }""");
        PortInUse().ShouldBe("/dev/llsedge-user");
        File.WriteAllText(ProjectFile, """{ "port": "/dev/llsedge-project" }""");
        PortInUse().ShouldBe("/dev/llsedge-project");
        Surroundings variable = _here with { Variables = new() { ["LLSEDGE_PORT"] = "/dev/llsedge-variable" } };
        PortInUse(variable).ShouldBe("/dev/llsedge-variable");
        PortInUse(variable, "-p", "/dev/llsedge-line").ShouldBe("/dev/llsedge-line");
    }

    [Fact]
    public void A_required_option_may_come_from_a_file()
    {
        RunningTool.RunIn(_here, "train", "-p", "/dev/null").ShouldFail(2, "--data");
        File.WriteAllText(ProjectFile, """{ "train": { "data": "no-such-set" } }""");
        RunningTool.RunIn(_here, "train", "-p", "/dev/null").ShouldFail(3, "no-such-set");
    }

    [Fact]
    public void The_port_to_flash_through_is_not_the_links()
    {
        File.WriteAllText(ProjectFile, """{ "port": "/dev/llsedge-link" }""");
        string[] flash = ["flash", "--clr", "--no-app", "--board", "Esp32DevKit", "--dry-run", "--json"];
        RunningTool.RunIn(_here, flash).ShouldFail(2, "LLSEDGE_FLASH_PORT");

        File.WriteAllText(ProjectFile, """{ "port": "/dev/llsedge-link", "flash": { "port": "/dev/llsedge-usb" } }""");
        JsonElement commands = RunningTool.RunIn(_here, flash).ShouldEndWell().Json.GetProperty("commands");
        commands[commands.GetArrayLength() - 1].GetString().ShouldNotBeNull().ShouldContain("/dev/llsedge-usb");
    }

    [Theory]
    [InlineData("""{ "prot": "COM7" }""", "there is no key 'prot'", "port, json")]
    [InlineData("""{ "model": { "train": { "epoch": 3 } } }""", "there is no key 'model.train.epoch'", "epochs, ")]
    [InlineData("""{ "model": 3 }""", "'model' must be an object")]
    [InlineData("""{ "model": { "train": { "epochs": "many" } } }""", "model.train.epochs must be a whole number, not 'many'")]
    [InlineData("""{ "log": { "from": -1 } }""", "log.from must be at least 0, not '-1'")]
    [InlineData("""{ "data": { "import": { "fit": "squeeze" } } }""", "data.import.fit must be one of crop, pad, stretch")]
    [InlineData("""{ "json": "perhaps" }""", "json must be true or false, not 'perhaps'")]
    [InlineData("""{ "port": ["COM1", "COM2"] }""", "port takes one value")]
    [InlineData("""{ "port": null }""", "port must be text")]
    [InlineData("""{ "flash": { "clr": true } }""", "'flash.clr' is said on the command line only")]
    [InlineData("{ \"port\": \"COM7\",\n oops }", "is no JSON (line 2)")]
    [InlineData("""[ "port" ]""", "must hold a JSON object")]
    public void A_mistake_in_a_file_is_named_with_file_key_and_what_is_allowed(string content, params string[] parts)
    {
        File.WriteAllText(ProjectFile, content);

        RunningTool.RunIn(_here, "ports").ShouldFail(2, [ProjectFile, .. parts]).Output.ShouldBeEmpty();
        Outcome shown = RunningTool.RunIn(_here, "config", "--json").ShouldEndWell();
        shown.Json.GetProperty("problems")[0].GetString().ShouldNotBeNull().ShouldContain(ProjectFile);
    }

    [Fact]
    public void A_mistake_in_a_variable_is_named()
    {
        RunningTool.RunIn(_here with { Variables = new() { ["LLSEDGE_BOARD_RUN_HEAP"] = "5" } }, "ports").ShouldFail(2, "LLSEDGE_BOARD_RUN_HEAP", "at least 16000");
    }

    [Fact]
    public void Set_and_unset_change_one_entry_and_show_tells_where_it_comes_from()
    {
        File.WriteAllText(ProjectFile, """{ "port": "COM1" }""");

        RunningTool.RunIn(_here, "config", "set", "model.train.epochs", "+20").ShouldSucceed();
        RunningTool.RunIn(_here, "config", "set", "study.association.task", "mnist-0-1", "mnist-4-9").ShouldSucceed();
        RunningTool.RunIn(_here, "config", "set", "studio.no-browser", "true", "--user").ShouldSucceed();

        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(ProjectFile));
        file.RootElement.GetProperty("port").GetString().ShouldBe("COM1");
        file.RootElement.GetProperty("model").GetProperty("train").GetProperty("epochs").GetInt32().ShouldBe(20);
        file.RootElement.GetProperty("study").GetProperty("association").GetProperty("task").GetArrayLength().ShouldBe(2);
        JsonElement[] values = [.. RunningTool.RunIn(_here, "config", "--json").ShouldSucceed().Json.GetProperty("values").EnumerateArray()];
        values.Select(value => $"{value.GetProperty("key")} {value.GetProperty("value")} {value.GetProperty("origin")}")
            .ShouldBe(["port COM1 project", "model.train.epochs 20 project", "study.association.task mnist-0-1, mnist-4-9 project", "studio.no-browser true user"]);

        RunningTool.RunIn(_here, "config", "unset", "model.train.epochs").ShouldSucceed();
        File.ReadAllText(ProjectFile).ShouldNotContain("model");
        RunningTool.RunIn(_here, "config", "unset", "model.train.epochs").ShouldFail(2, ProjectFile, "does not set");
        RunningTool.RunIn(_here, "config", "set", "model.train.epochs", "0").ShouldFail(2, "at least 1");
        RunningTool.RunIn(_here, "config", "set", "model.train.out", "x").ShouldFail(2, "command line only");
    }

    [Fact]
    public void A_file_that_is_no_json_is_not_written_over()
    {
        File.WriteAllText(ProjectFile, "port = COM7");
        RunningTool.RunIn(_here, "config", "set", "port", "COM8").ShouldFail(2, ProjectFile, "put it right by hand");
        File.ReadAllText(ProjectFile).ShouldBe("port = COM7");
    }

    [Fact]
    public void Every_name_is_one_options_and_what_is_said_each_time_exists()
    {
        RootCommand root = CommandTree.Create();
        ConfigKeys keys = new(root);
        keys.All.Select(key => key.Name).ShouldBeUnique();
        keys.All.Select(key => key.Variable).ShouldBeUnique();
        keys.All.ShouldAllBe(key => !keys.IsGroup(key.Name));
        HashSet<string> options = [.. All(root).SelectMany(command => command.Options).Select(option => option.Name)];
        ConfigKeys.SaidEachTime.ShouldBeSubsetOf(options);
    }

    [Fact]
    public void Every_number_refuses_what_is_none_with_a_sentence()
    {
        RootCommand root = CommandTree.Create();
        ConfigKey[] numbers = [.. new ConfigKeys(root).All.Where(key => OptionErrors.KindOf(key.Option) is not null)];
        numbers.Length.ShouldBeGreaterThan(20);
        numbers.Where(key => key.FindProblem(root, ["x"])?.StartsWith("must be ", StringComparison.Ordinal) != true).Select(key => key.Name).ShouldBeEmpty();
    }

    [Fact]
    public void What_names_a_file_to_write_is_said_each_time()
    {
        new ConfigKeys(CommandTree.Create()).All.Select(key => key.Words[^1]).ShouldAllBe(word => word != "out" && !word.StartsWith("write"));
    }

    [Fact]
    public void Variables_of_other_purposes_are_no_options()
    {
        new ConfigKeys(CommandTree.Create()).All.Select(key => key.Variable).Intersect(ConfigKeys.OtherVariables).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    /// <summary>The port that a command says does not exist; null if it says that none is given.</summary>
    private string? PortInUse(Surroundings? surroundings = null, params string[] more)
    {
        Outcome outcome = RunningTool.RunIn(surroundings ?? _here, ["board", "info", .. more]);
        if (outcome.ExitCode == (int)ExitCode.Usage)
        {
            outcome.ShouldFail(2, "No port is given");
            return null;
        }

        outcome.ShouldFail(5, "There is no serial port ");
        return outcome.Error.Split("There is no serial port ")[1].Split(". ")[0];
    }
}
