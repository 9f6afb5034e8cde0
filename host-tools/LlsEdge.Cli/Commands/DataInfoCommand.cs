using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>data info</c>: what a set holds.</summary>
internal static class DataInfoCommand
{
    private const int Columns = 16;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var set = new Argument<string>("set") { Description = "A set: a set file, an IDX pair's stem or image file, or a folder that holds one set." };
        var sheet = new Option<string?>("--sheet") { Description = "Also write a PNG with frames of every class.", HelpName = "file.png" };
        var count = new Option<int>("--count") { Description = "How many frames the sheet shows.", DefaultValueFactory = _ => 160 };
        count.AcceptAtLeast(1);
        return new ShellCommand(
            "info",
            "Tell a set's size, class balance and brightness.",
            context => Run(context, context.Require(set), context.Get(sheet), context.Require(count)),
            "data info mnist/train",
            "data info rooms/roomA-test --sheet roomA.png",
            "data info mnist/train --json")
        {
            set,
            sheet,
            count,
        };
    }

    private static void Run(CommandContext context, string path, string? sheet, int count)
    {
        ImageSet set = SetReader.Read(path);
        DataSetInfo info = DataSetInfo.Of(set);
        if (sheet is not null)
        {
            OutputFile.Write(sheet, PngWriter.Encode(ContactSheet.Render(set, Columns, count)));
        }

        context.GiveResult(
            new { info.Source, info.Count, info.Size, info.Classes, info.Mean, info.StandardDeviation, sheet },
            console => Describe(console, info));
    }

    private static void Describe(IAnsiConsole console, DataSetInfo info)
    {
        console.WriteLine(
            $"{info.Source}: {info.Count} frames of {info.Size}×{info.Size}, mean {info.Mean:0.0}, standard deviation {info.StandardDeviation:0.0}");
        var table = new Table().AddColumns("label", "class", "frames", "share");
        foreach (ClassCount line in info.Classes)
        {
            table.AddRow($"{line.Label}", Markup.Escape(line.Name), $"{line.Count}", Show.Percent((double)line.Count / Math.Max(1, info.Count)));
        }

        console.Write(table);
    }
}
