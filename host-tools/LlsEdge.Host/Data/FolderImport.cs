using LlsEdge.Host.Data.Import;

namespace LlsEdge.Host.Data;

/// <summary>A file that could not be imported, and why.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">One sentence.</param>
public sealed record SkippedFile(string Path, string Reason);

/// <summary>What an import brought.</summary>
/// <param name="Set">The images that could be read.</param>
/// <param name="Skipped">The files that could not.</param>
public sealed record ImportResult(ImageSet Set, IReadOnlyList<SkippedFile> Skipped);

/// <summary>Reads a folder that holds one folder a class, each with image files (at any depth), into memory.</summary>
public static class FolderImport
{
    /// <summary>Reads all images, class after class.</summary>
    /// <param name="folder">The folder whose subfolders are the classes.</param>
    /// <param name="size">Width and height that every image is brought to: centred square, box filter.</param>
    /// <param name="classNames">Subfolder names in label order; null: all subfolders in ordinal order.</param>
    public static ImportResult Read(string folder, int size, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (!Directory.Exists(folder))
        {
            throw new DataException("There is no such folder", folder, "give a folder that holds one folder of images a class");
        }

        FileSource source = FolderLayout.OfClasses(folder, classNames, mixed: false, SplitList.All);
        List<byte[]> frames = [];
        List<byte> labels = [];
        List<string> names = [];
        List<SkippedFile> skipped = [];
        using FrameDecoder decoder = new(size, FrameFit.Crop);
        foreach (ImportItem item in source.Items())
        {
            try
            {
                byte[] frame = new byte[size * size];
                decoder.Read(item.File!, frame);
                frames.Add(frame);
                labels.Add(item.Label);
                names.Add(item.Name);
            }
            catch (DataException cause)
            {
                skipped.Add(new SkippedFile(item.File!, cause.Message));
            }
        }

        return frames.Count > 0
            ? new ImportResult(new ImageSet(size, [.. frames], [.. labels], source.ClassNames, names, folder), skipped)
            : throw new DataException(
                "The folder holds no readable images", folder, $"all {skipped.Count} files were refused, the first thus: {skipped[0].Reason.TrimEnd('.')}");
    }
}
