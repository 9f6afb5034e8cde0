using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Downloads;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>data fetch</c>: tells where public data sets come from, and checks what was downloaded. It downloads nothing.</summary>
internal static class DataFetchCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = "Which set: " + string.Join(", ", PublicDataSet.All.Select(set => set.Name)) + ". Default: all are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. PublicDataSet.All.Select(set => set.Name)]);
        var folder = new Option<string?>("--folder") { Description = "Check what was downloaded to, and unpacked in, this folder.", HelpName = "folder" };
        return new ShellCommand(
            "fetch",
            "Tell where public data sets come from, and check what was downloaded; nothing is downloaded.",
            context => Run(context, context.Get(name), context.Get(folder)),
            "data fetch",
            "data fetch coco2017",
            "data fetch coco2017 --folder downloads/")
        {
            name,
            folder,
        };
    }

    private static void Run(CommandContext context, string? name, string? folder)
    {
        if (name is null)
        {
            if (folder is not null)
            {
                throw new CommandException(ExitCode.Usage, "--folder checks one set: name it, as in 'llsedge data fetch coco2017 --folder downloads/'.");
            }

            context.GiveResult(new { sets = PublicDataSet.All }, List);
            return;
        }

        PublicDataSet set = PublicDataSet.All.FirstOrDefault(known => known.Name == name)
            ?? throw new CommandException(
                ExitCode.Usage, $"There is no public set '{name}' here: choose one of {string.Join(", ", PublicDataSet.All.Select(known => known.Name))}.");
        if (folder is null)
        {
            context.GiveResult(set, console => Describe(console, set));
        }
        else
        {
            Check(context, set, folder);
        }
    }

    private static void Check(CommandContext context, PublicDataSet set, string folder)
    {
        IReadOnlyList<DownloadFinding> findings =
            context.WithProgress("Checking " + set.Name, progress => DownloadCheck.Run(set, folder, progress.Report, context.Asked));
        DownloadFinding[] wrong = [.. findings.Where(finding => finding.IsWrong)];
        bool nothing = findings.All(finding => finding.State == DownloadState.Missing);
        context.GiveResult(
            new { set.Name, folder, sound = wrong.Length == 0 && !nothing, findings = findings.Select(Plain) },
            console =>
            {
                foreach (DownloadFinding finding in findings)
                {
                    console.WriteLine($"{finding.Name}: {Words(finding)}");
                }
            });
        if (nothing)
        {
            throw new DataException($"Nothing of {set.Name} is there", folder, $"'llsedge data fetch {set.Name}' tells where to download it");
        }

        if (wrong.Length > 0)
        {
            throw new DataException(
                "What was downloaded is not whole", Path.Combine(folder, wrong[0].Name), "download it again ('curl -C -' goes on with a short file), and unpack it again");
        }
    }

    private static object Plain(DownloadFinding finding) =>
        new { finding.Name, state = char.ToLowerInvariant($"{finding.State}"[0]) + $"{finding.State}"[1..], finding.Found, finding.Expected };

    private static string Words(DownloadFinding finding)
    {
        string things = finding.Name.EndsWith('/') ? "files" : "bytes";
        return finding.State switch
        {
            DownloadState.Missing => "not there",
            DownloadState.Sound => $"sound, {finding.Found} {things}",
            DownloadState.Unchecked => $"there, {finding.Found} {things}; no checksum is known",
            DownloadState.WrongContent => "damaged: its checksum is another",
            _ => $"{finding.Found} {things} instead of {finding.Expected}",
        };
    }

    private static void List(IAnsiConsole console)
    {
        var table = new Table().AddColumns("name", "what", "MB");
        foreach (PublicDataSet set in PublicDataSet.All)
        {
            long bytes = set.Files.Sum(file => file.Length ?? 0);
            table.AddRow(Markup.Escape(set.Name), Markup.Escape(set.Content), bytes == 0 ? "" : Megabytes(bytes));
        }

        console.Write(table);
        console.WriteLine("'llsedge data fetch NAME' tells where a set is, on what terms, and how it is imported. llsedge downloads nothing itself.");
    }

    private static void Describe(IAnsiConsole console, PublicDataSet set)
    {
        // Long lines are to be copied: they must not be broken as a table's cells are.
        console.WriteLine($"{set.Name}: {set.Content}");
        console.WriteLine($"Licence: {set.Licence}");
        console.WriteLine($"Page: {set.Page}");
        console.WriteLine();
        foreach (PublicFile file in set.Files)
        {
            console.Profile.Out.Writer.WriteLine($"curl -L -O -C - {file.Url}");
            string length = file.Length is long bytes ? $"{bytes} bytes ({Megabytes(bytes)} MB)" : "size not known here";
            console.WriteLine($"    {length}{(file.Md5 is null ? "" : $", MD5 {file.Md5}")}");
        }

        console.WriteLine();
        console.WriteLine($"Unpack it there, check it with 'llsedge data fetch {set.Name} --folder .', then:");
        foreach (string line in set.Import)
        {
            console.Profile.Out.Writer.WriteLine("llsedge " + line.Replace("FOLDER", ".", StringComparison.Ordinal));
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
