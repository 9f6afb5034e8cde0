using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class BadInputTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Theory]
    [InlineData("bogus", 2, "'bogus'", "--help")]
    [InlineData("data", 2, "llsedge data --help")]
    [InlineData("data info", 2, "set")]
    [InlineData("data import @set --out @x --limit 0", 2, "--limit must be at least 1")]
    [InlineData("board info", 2, "--port PORT", "LLSEDGE_PORT")]
    [InlineData("board run --heap 5", 2, "--heap must be at least")]
    [InlineData("data info ", 2, "argument is empty")]
    [InlineData("model init --out @x --seed seven", 2, "seven", "--seed")]
    [InlineData("data info @nothing", 3, "nothing")]
    [InlineData("data info @cut", 3, "cut-images-idx3-ubyte")]
    [InlineData("train --data @nothing --port /dev/null", 3, "nothing")]
    [InlineData("eval --data @set --from 200 --port /dev/null", 3, "Frame 200", "200 frames")]
    [InlineData("study personalise --data @nothing --model @model.llsm", 3, "nothing", "-teach")]
    [InlineData("study personalise --seeds 0", 2, "--seeds must be at least 1")]
    [InlineData("study personalise --data @nothing --model @nothing.llsm", 4, "nothing.llsm")]
    [InlineData("model train --out @x --description @model.json --data @large", 3, "20×20", "16×16")]
    [InlineData("model train --out @x --description @model.json --data @many", 3, "label is 2", "2 classes")]
    [InlineData("model train --out @x --data @set --teacher @nothing.csv", 3, "nothing.csv")]
    [InlineData("model train --out @x --data @set --teacher @short.csv", 3, "1 rows", "200 frames")]
    [InlineData("model train --out @x --data @set --teacher @short.csv --teacher-column gone", 3, "no column 'gone'", "index, score")]
    [InlineData("model train --out @x --data @set --rule magic", 2, "magic", "lls")]
    [InlineData("model train --out @x --data @set --patience 3", 2, "--validation", "--hold-out")]
    [InlineData("model train --out @x --data @set --hold-out 0.1 --validation @set", 2, "one of them")]
    [InlineData("model train --out @x --data @set --hold-out 1", 2, "--hold-out", "below 1")]
    [InlineData("model train --out @x --data @set --validation @large", 3, "20×20", "16×16")]
    [InlineData("model train --out @x --data @set --batch 20", 2, "multiple of 16")]
    [InlineData("model train --out @x --data @set --checkpoint @model.llsm", 4, "model.llsm", "no checkpoint", "delete it")]
    [InlineData("model train --out @x --data @set --epochs 1 --board-epochs 1 --checkpoint /dev/null/x", 4, "/dev/null/x", "Cannot write")]
    [InlineData("model inspect @nothing.llsm", 4, "nothing.llsm")]
    [InlineData("model inspect @cut.llsm", 4, "cut.llsm", "truncated")]
    [InlineData("model inspect @damaged.llsm", 4, "damaged.llsm", "CRC")]
    [InlineData("model inspect @foreign.llsm", 4, "foreign.llsm", "not an LlsEdge model")]
    [InlineData("model init --out @x --description @foreign.json", 4, "foreign.json")]
    [InlineData("model init --out @x --description @null.json", 4, "null.json", "layers")]
    [InlineData("model init --out @x --description @hole.json", 4, "hole.json", "null")]
    [InlineData("model init --out @x --description @cold.json", 4, "temperature 0", "0.063 to 16")]
    [InlineData("model put @foreign.llsm --port /dev/null", 4, "foreign.llsm")]
    [InlineData("board run --model @cut.llsm", 4, "truncated")]
    [InlineData("board run --camera mega --frames @nothing", 3, "nothing")]
    [InlineData("board run --camera mega --camera-fault gremlins", 2, "gremlins", "never-done")]
    [InlineData("board run --camera pinhole", 2, "pinhole", "mega or mini")]
    [InlineData("board run --camera-fault absent", 2, "--camera mega")]
    [InlineData("board run --press 5,long", 2, "'5' is not a press", "4.5 long")]
    [InlineData("board run --seconds 0", 2, "--seconds must be more than 0")]
    [InlineData("board watch --rate 21", 2, "--rate must be more than 0 and at most 20")]
    [InlineData("board info --port /dev/llsedge-none", 5, "/dev/llsedge-none")]
    [InlineData("board info --port @model.json", 5, "model.json")]
    [InlineData("data info @set --sheet @model.json/sheet.png", 8, "sheet.png")]
    [InlineData("data import @set --out @model.json/set", 3, "cannot be written")]
    [InlineData("data import @nothing --out @x", 3, "nothing")]
    [InlineData("data import @set --out @x --fit squeeze", 2, "crop, pad, stretch")]
    [InlineData("data import @set --out @x --threshold 5", 2, "--threshold")]
    [InlineData("data import @foreign.json --out @x", 3, "category 'person'")]
    [InlineData("data import @set --out @x --only @scores.csv", 3, "--only")]
    [InlineData("data import @. --out @.", 8, "is a folder")]
    [InlineData("data info @short.llsd", 3, "short.llsd", "bytes instead of")]
    [InlineData("train --data @foreign.llsd --port /dev/null", 3, "foreign.llsd", "no data set")]
    [InlineData("board run --drive @model.json/drive", 8, "drive")]
    [InlineData("data info @.", 3, "holds")]
    [InlineData("data import @broken --out @x", 3, "no readable images", "the format is unknown")]
    [InlineData("model inspect @.", 4, "is a folder", ".llsm")]
    [InlineData("model put @. --port /dev/null", 4, "is a folder")]
    [InlineData("model init --out @.", 8, "is a folder", "name of a file")]
    [InlineData("model init --out @model.json/x", 8, "Cannot write", "where you may write")]
    [InlineData("model train --data @set --out @model.json/x", 8, "Cannot write", "where you may write")]
    [InlineData("train --data @set --log @model.json/x --port /dev/null", 8, "Cannot write", "where you may write")]
    [InlineData("model train --data @set --out @x --epochs many", 2, "--epochs must be a whole number, not 'many'")]
    [InlineData("model train --data @set --out @x --hold-out half", 2, "--hold-out must be a number, not 'half'")]
    [InlineData("model train --data @set --out @x --batch 17", 2, "--batch must be a multiple of 16, not '17'")]
    [InlineData("monitor", 2, "--port PORT", "LLSEDGE_MONITOR_PORT")]
    [InlineData("monitor --baud fast --port /dev/null", 2, "--baud must be a whole number, not 'fast'")]
    [InlineData("monitor --port /dev/llsedge-none", 5, "no serial port /dev/llsedge-none")]
    [InlineData("monitor --port @model.json", 5, "model.json", "adapter")]
    [InlineData("monitor --port /dev/null --log @model.json/x", 8, "Cannot write", "where you may write")]
    [InlineData("completions csh", 2, "'csh' not recognized", "bash")]
    [InlineData("config set no.such.thing 1", 2, "There is no key 'no.such.thing'")]
    public void Bad_input_gives_a_sentence_and_an_exit_code(string line, int exitCode, params string[] parts)
    {
        string[] arguments = [.. line.Split(' ').Select(word => word.StartsWith('@') ? workshop.At(word[1..]) : word), "--json"];
        string[] before = workshop.Files;

        Outcome outcome = RunningTool.Run(arguments).ShouldFail(exitCode, parts);

        // But for the list of the images that an import refused.
        workshop.Files.Except(before).Where(file => !file.EndsWith(".skipped.txt", StringComparison.Ordinal)).ShouldBeEmpty();

        outcome.Output.TrimEnd('\n').ShouldNotContain('\n');
        outcome.Json.GetProperty("exitCode").GetInt32().ShouldBe(exitCode);
        outcome.Json.GetProperty("error").GetString().ShouldBe(outcome.Error["llsedge: ".Length..].TrimEnd('\n'));
    }

    [Fact]
    public void The_environment_names_the_port_where_the_option_does_not()
    {
        var surroundings = new Surroundings { Variables = { ["LLSEDGE_PORT"] = "/dev/llsedge-a" } };
        RunningTool.RunIn(surroundings, "board", "info").ShouldFail(5, "/dev/llsedge-a");
        RunningTool.RunIn(surroundings, "board", "info", "-p", "/dev/llsedge-b").ShouldFail(5, "/dev/llsedge-b");
    }

    [Fact]
    public void A_tcp_port_that_is_taken_is_refused()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        RunningTool.Run("board", "run", "--tcp", port).ShouldFail(5, port);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_is_no_fault()
    {
        using RunningTool tool = RunningTool.Start("data", "info", workshop.At("set"));
        tool.CloseOutput();

        Outcome outcome = tool.Finish(readsOutput: false);

        outcome.Error.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(0);
    }
}
