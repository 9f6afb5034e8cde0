using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model init</c>: makes an untrained model file.</summary>
internal static class ModelInitCommand
{
    private const int DefaultSeed = 1;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var output = new Option<string>("--out", "-o") { Description = "The model file to write.", HelpName = "file", Required = true };
        var description = new Option<string?>("--description")
        {
            Description = "What to build (JSON); default: three layers for persons in 96×96 frames.",
            HelpName = "model.json",
        };
        var seed = new Option<int>("--seed") { Description = "The seed of weights and rounding.", DefaultValueFactory = _ => DefaultSeed };
        return new ShellCommand(
            "init",
            "Make an untrained model file.",
            context => Run(
                context,
                context.Get(description) is string file ? ModelDescription.Load(file) : DefaultDescription.For(null),
                context.Require(seed),
                context.Require(output)),
            "model init --out empty.llsm",
            "model init --out empty.llsm --description models/room48/model.json --seed 7")
        {
            output,
            description,
            seed,
        };
    }

    private static void Run(CommandContext context, ModelDescription description, int seed, string output)
    {
        OutputFile.Write(output, ModelFile.ToBytes(ModelBuilder.Build(description, seed)));
        long bytes = new FileInfo(output).Length;
        context.GiveResult(
            new { file = output, description.Name, bytes },
            console => console.WriteLine($"{output}: {description.Name}, {Show.Count(bytes)} bytes, untrained: 'llsedge model train' trains one"));
    }
}
