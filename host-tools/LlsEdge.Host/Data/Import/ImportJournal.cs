using System.Globalization;
using System.Text;
using LlsEdge.Host.Data.Sets;

namespace LlsEdge.Host.Data.Import;

/// <summary>
/// The text file beside an unfinished set file that says what became of every image so far: <c>+ label checksum name</c> or <c>- name reason</c>, with tabs
/// between. An import that was broken off goes on from it, and the tables of the finished file are made of it.
/// </summary>
internal sealed class ImportJournal : IDisposable
{
    private const string Title = "llsedge import 1";
    private readonly string _path;
    private readonly StreamWriter _writer;

    private ImportJournal(string path, FileStream stream)
    {
        _path = path;
        stream.Seek(0, SeekOrigin.End);
        _writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
    }

    /// <summary>Opens the journal that belongs to a set file.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="fingerprint">What is imported and how; a journal of something else is not gone on with.</param>
    /// <param name="isSound">Asked for the entries in order, whether the frame is really there; the first that is not ends what is kept.</param>
    /// <param name="skipped">How many of the kept lines are of images that could not be used.</param>
    /// <param name="frames">How many are of frames.</param>
    public static ImportJournal Open(string path, string fingerprint, Func<int, SetEntry, bool> isSound, out int skipped, out int frames)
    {
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        skipped = 0;
        frames = 0;
        byte[] head = Encoding.UTF8.GetBytes($"{Title}\t{fingerprint}\n");
        byte[] start = new byte[head.Length];
        long kept = 0;
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == head.Length && start.AsSpan().SequenceEqual(head))
        {
            kept = head.Length;
            foreach ((string line, bool whole) in Lines(stream))
            {
                SetEntry? entry = Parse(line);
                if (!whole || (entry is SetEntry frame && !isSound(frames, frame)))
                {
                    break;
                }

                kept += Encoding.UTF8.GetByteCount(line) + 1;
                _ = entry is null ? skipped++ : frames++;
            }
        }

        stream.SetLength(kept);
        if (kept == 0)
        {
            stream.Position = 0;
            stream.Write(head);
        }

        return new ImportJournal(path, stream);
    }

    /// <summary>Notes a frame.</summary>
    public void AddFrame(SetEntry entry) => _writer.WriteLine($"+\t{entry.Label}\t{entry.Checksum:X8}\t{Plain(entry.Name)}");

    /// <summary>Notes an image that could not be used.</summary>
    public void AddSkipped(string name, string reason) => _writer.WriteLine($"-\t{Plain(name)}\t{Plain(reason)}");

    /// <summary>Hands what was noted to the system.</summary>
    public void Flush() => _writer.Flush();

    /// <summary>The frames noted so far, from the file.</summary>
    public IEnumerable<SetEntry> Frames() => ReadBack().Select(Parse).OfType<SetEntry>();

    /// <summary>The images that could not be used, and why, from the file.</summary>
    public IEnumerable<SkippedFile> Skipped() =>
        ReadBack().Where(line => line.StartsWith('-')).Select(line => line.Split('\t', 3)).Select(parts => new SkippedFile(parts[1], parts[2]));

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private IEnumerable<string> ReadBack()
    {
        Flush();
        using FileStream stream = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach ((string line, _) in Lines(stream).Skip(1))
        {
            yield return line;
        }
    }

    private static IEnumerable<(string Line, bool Whole)> Lines(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
        StringBuilder line = new();
        char[] buffer = new char[1 << 14];
        int count;
        while ((count = reader.Read(buffer)) > 0)
        {
            int from = 0;
            for (int at = 0; at < count; at++)
            {
                if (buffer[at] == '\n')
                {
                    line.Append(buffer, from, at - from);
                    yield return (line.ToString(), true);
                    line.Clear();
                    from = at + 1;
                }
            }

            line.Append(buffer, from, count - from);
        }

        if (line.Length > 0)
        {
            yield return (line.ToString(), false);
        }
    }

    private static SetEntry? Parse(string line)
    {
        return line.Split('\t', 4) is ["+", var label, var checksum, var name]
            && byte.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
            && int.TryParse(checksum, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int sum)
            ? new SetEntry(number, sum, name)
            : null;
    }

    private static string Plain(string text) => text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? text : text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
