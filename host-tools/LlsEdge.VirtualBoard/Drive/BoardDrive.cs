namespace LlsEdge.VirtualBoard;

/// <summary>
/// The board's drive <c>I:\</c>, kept in a folder of the host. As on LittleFS, what a stream writes is durable once the stream is closed, a file being
/// rewritten needs room for its old and its new content, and room is given out in blocks.
/// </summary>
public sealed class BoardDrive
{
    private const int BlockBytes = 4096;
    private const int FileSystemBlocks = 2;

    private readonly Machine _machine;
    private readonly string? _folder;
    private readonly List<Draft> _drafts = [];
    private long _cutAfter = long.MaxValue;

    internal BoardDrive(Machine machine, string? folder, int capacity)
    {
        _machine = machine;
        _folder = folder is null ? null : Path.GetFullPath(folder);
        Capacity = capacity;
        if (_folder is not null)
        {
            Directory.CreateDirectory(_folder);
        }
    }

    /// <summary>Gets the drive's size in bytes.</summary>
    public int Capacity { get; }

    /// <summary>Gets the number of operations since the boot that change the drive: writes, closes, deletions and renamings.</summary>
    public long WriteOperations { get; private set; }

    /// <summary>Gets the bytes in use, in whole blocks.</summary>
    public long UsedBytes
    {
        get
        {
            long blocks = FileSystemBlocks;
            if (_folder is not null)
            {
                foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
                {
                    blocks += Blocks(new FileInfo(file).Length);
                }
            }

            return (blocks + _drafts.Sum(draft => Blocks(draft.Length))) * BlockBytes;
        }
    }

    /// <summary>Cuts the power right after an operation that changes the drive. The cut holds for one boot.</summary>
    /// <param name="operations">How many operations from now on still take effect; zero: the next one does not.</param>
    public void CutPowerAfter(int operations)
    {
        _cutAfter = WriteOperations + operations;
    }

    internal void Boot()
    {
        _drafts.Clear();
        WriteOperations = 0;
        _cutAfter = long.MaxValue;
    }

    /// <summary>Gives the host's path of a path on the board.</summary>
    /// <exception cref="IOException">The board has no such drive.</exception>
    internal string Locate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (_folder is null || path.Length < 3 || (path[0] != 'I' && path[0] != 'i') || path[1] != ':' || path[2] != '\\')
        {
            throw new IOException($"The board has no drive that holds '{path}'.");
        }

        string located = Path.GetFullPath(Path.Combine(_folder, path[3..].Replace('\\', Path.DirectorySeparatorChar)));
        return located == _folder || located.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? located
            : throw new IOException($"The path '{path}' leads out of the drive.");
    }

    /// <summary>Opens a stream's working copy.</summary>
    internal Draft OpenDraft()
    {
        Draft draft = new();
        _drafts.Add(draft);
        return draft;
    }

    /// <summary>Closes a stream, and makes what it has written durable.</summary>
    internal void CloseDraft(Draft draft, string? commitTo, ReadOnlySpan<byte> content)
    {
        _drafts.Remove(draft);
        if (commitTo is not null)
        {
            byte[] bytes = content.ToArray();
            Change(() => Replace(commitTo, bytes));
        }
    }

    /// <summary>Takes room for a stream that has grown.</summary>
    internal void Grow(Draft draft, long length)
    {
        if (UsedBytes + ((Blocks(length) - Blocks(draft.Length)) * BlockBytes) > Capacity)
        {
            throw new IOException("The drive is full.");
        }

        draft.Length = length;
    }

    /// <summary>Carries out one change, unless the power is gone.</summary>
    internal void Change(Action change)
    {
        if (_machine.IsStopping)
        {
            return;
        }

        if (WriteOperations < _cutAfter)
        {
            WriteOperations++;
            change();
        }

        if (WriteOperations >= _cutAfter)
        {
            _machine.Stop();
            _machine.Poll();
        }
    }

    private static long Blocks(long bytes)
    {
        return (bytes + BlockBytes - 1) / BlockBytes;
    }

    private static void Replace(string path, byte[] content)
    {
        string fresh = path + ".new";
        File.WriteAllBytes(fresh, content);
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Blocks that an open stream has taken beside those of its file.</summary>
    internal sealed class Draft
    {
        internal long Length { get; set; }
    }
}
