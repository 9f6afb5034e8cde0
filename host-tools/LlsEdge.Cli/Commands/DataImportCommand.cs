using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>data import</c>: makes an IDX set from another one or from a folder of images a class.</summary>
internal static class DataImportCommand
{
    private const int DefaultSize = 96;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var source = new Argument<string>("source") { Description = "An IDX set, or a folder that holds one folder of images (PNG, BMP, PGM, PPM) a class." };
        var output = new Option<string>("--out", "-o") { Description = "The stem of the files to write.", HelpName = "stem", Required = true };
        var size = new Option<int?>("--size") { Description = $"Width and height of the frames. Default: an IDX set's own, {DefaultSize} for images." };
        var limit = new Option<int?>("--limit") { Description = "The most frames to take, evenly over the source." };
        size.AcceptAtLeast(1);
        limit.AcceptAtLeast(1);
        return new ShellCommand(
            "import",
            "Make an IDX set of gray frames, with the class names beside it.",
            context => Run(context, context.Require(source), context.Require(output), context.Get(size), context.Get(limit)),
            "data import photos/ --out sets/photos --size 96",
            "data import mnist/train --out sets/small --limit 1000")
        {
            source,
            output,
            size,
            limit,
        };
    }

    private static void Run(CommandContext context, string source, string output, int? size, int? limit)
    {
        ImportResult import = context.WithProgress("Importing " + source, progress => Read(source, size, progress, context.Asked));
        ImageSet set = limit is int most && most < import.Set.Count ? Thin(import.Set, most) : import.Set;
        context.Asked.ThrowIfCancellationRequested();
        IdxStem files = IdxWriter.Write(output, set);
        foreach (SkippedFile skipped in import.Skipped)
        {
            CommandContext.Note($"Skipped: {skipped.Reason}");
        }

        DataSetInfo info = DataSetInfo.Of(set);
        context.GiveResult(
            new { files.Stem, files.ImagesPath, files.LabelsPath, info.Count, info.Size, info.Classes, skipped = import.Skipped.Count },
            console => console.WriteLine(
                $"{files.Stem}: {info.Count} frames of {info.Size}×{info.Size} in {info.Classes.Count} classes, {import.Skipped.Count} files skipped"));
    }

    private static ImportResult Read(string source, int? size, IWorkProgress progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(source) || IdxStem.In(source).Count > 0)
        {
            ImageSet set = IdxReader.Read(source);
            return new ImportResult(set.Resize(size ?? set.Size), []);
        }

        return FolderImport.Read(source, size ?? DefaultSize, null, new FileCounter(progress, cancellation));
    }

    private static ImageSet Thin(ImageSet set, int count) => set.Select(Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count)));

    /// <summary>Shows how many files there were so far, and is where an import can be stopped.</summary>
    private sealed class FileCounter(IWorkProgress progress, CancellationToken cancellation) : IProgress<int>
    {
        public void Report(int value)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Say($"{value} files");
        }
    }
}
