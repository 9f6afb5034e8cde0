using System.IO.Compression;
using System.Security.Cryptography;

namespace LlsEdge.Host.Data.Downloads;

/// <summary>What was found of a download.</summary>
public enum DownloadState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is as it should be.</summary>
    Sound,

    /// <summary>It is there; nothing is known that it could be held against.</summary>
    Unchecked,

    /// <summary>It is shorter or longer than it should be.</summary>
    WrongLength,

    /// <summary>It has the right length and another content.</summary>
    WrongContent,

    /// <summary>The unpacked folder has more or fewer files than it should.</summary>
    WrongCount,
}

/// <summary>What was found of one file or unpacked folder.</summary>
/// <param name="Name">The file or folder.</param>
/// <param name="State">What was found.</param>
/// <param name="Found">Its bytes, or its number of files.</param>
/// <param name="Expected">What these should be; null if that is not known.</param>
public sealed record DownloadFinding(string Name, DownloadState State, long Found, long? Expected)
{
    /// <summary>Whether it is there, but not as it should be.</summary>
    public bool IsWrong => State is DownloadState.WrongLength or DownloadState.WrongContent or DownloadState.WrongCount;
}

/// <summary>Holds downloaded files against what is known of them.</summary>
public static class DownloadCheck
{
    /// <summary>Checks every file and unpacked folder of a data set.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="folder">Where it was downloaded to, and unpacked.</param>
    /// <param name="progress">Told the share of the bytes that have been read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DataException">The folder is missing, or a file cannot be read.</exception>
    public static IReadOnlyList<DownloadFinding> Run(
        PublicDataSet set, string folder, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (!Directory.Exists(folder))
        {
            throw new DataException("There is no such folder", folder, "give the folder that you downloaded to");
        }

        long total = set.Files.Select(file => new FileInfo(Path.Combine(folder, file.Name))).Where(file => file.Exists).Sum(file => file.Length);
        long done = 0;
        void Read(int count)
        {
            done += count;
            progress?.Invoke(Math.Min(1, (double)done / Math.Max(1, total)));
        }

        return
        [
            .. set.Files.Select(file => Check(file, Path.Combine(folder, file.Name), Read, cancellation)),
            .. set.Unpacked.Select(part => Count(part, Path.Combine(folder, part.Folder))),
        ];
    }

    private static DownloadFinding Check(PublicFile file, string path, Action<int> read, CancellationToken cancellation)
    {
        string unpacked = Path.ChangeExtension(path, null);
        if (!File.Exists(path) && file.ContentMd5 is not null && File.Exists(unpacked))
        {
            path = unpacked;
        }

        FileInfo found = new(path);
        if (!found.Exists)
        {
            return new DownloadFinding(file.Name, DownloadState.Missing, 0, file.Length);
        }

        DownloadState state = file.ContentMd5 is string content && Md5(path, path != unpacked, read, cancellation) == content ? DownloadState.Sound
            : file.Length is long length && length != found.Length ? DownloadState.WrongLength
            : file.Md5 is null ? (file.Length is null ? DownloadState.Unchecked : DownloadState.Sound)
            : Md5(path, false, read, cancellation) == file.Md5 ? DownloadState.Sound
            : DownloadState.WrongContent;
        return new DownloadFinding(Path.GetFileName(path), state, found.Length, file.Length);
    }

    private static DownloadFinding Count(UnpackedFolder part, string path)
    {
        int count = Directory.Exists(path) ? Directory.EnumerateFiles(path, part.Pattern, SearchOption.AllDirectories).Count() : 0;
        DownloadState state = !Directory.Exists(path) ? DownloadState.Missing : count == part.Count ? DownloadState.Sound : DownloadState.WrongCount;
        return new DownloadFinding(part.Folder + "/", state, count, part.Count);
    }

    private static string? Md5(string path, bool unpack, Action<int> read, CancellationToken cancellation)
    {
        try
        {
            // MD5 guards against broken downloads here, not against malice: it is what is published.
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            using FileStream file = File.OpenRead(path);
            using Stream stream = unpack ? new GZipStream(file, CompressionMode.Decompress) : file;
            byte[] buffer = new byte[1 << 20];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, count);
                read(count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (InvalidDataException)
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The file cannot be read", path, "check that you may read it", cause);
        }
    }
}
