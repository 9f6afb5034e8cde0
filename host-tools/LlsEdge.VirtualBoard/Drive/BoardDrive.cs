namespace LlsEdge.VirtualBoard;

/// <summary>
/// The board's drive <c>I:</c>, kept in a folder of the host. As on LittleFS, what a stream writes is durable once the stream is closed, a file being
/// changed needs room for its old content and, from the first changed block on, for its new one, and room is given out in blocks. A full drive shows by
/// a file that ends short.
/// </summary>
public sealed class BoardDrive
{
    /// <summary>The volume's name.</summary>
    internal const string VolumeName = "I:";

    private const int BlockBytes = 4096;
    private const int FileSystemBlocks = 2;

    private readonly Machine _machine;
    private readonly string? _folder;
    private readonly List<Draft> _drafts = [];
    private long _cutAfter = long.MaxValue;
    private long _cutAtBoot = long.MaxValue;

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

            return (blocks + _drafts.Sum(draft => draft.Blocks)) * BlockBytes;
        }
    }

    /// <summary>Cuts the power right after an operation that changes the drive. The cut holds for one boot.</summary>
    /// <param name="operations">How many operations from now on still take effect; zero: the next one does not.</param>
    public void CutPowerAfter(int operations)
    {
        _cutAfter = WriteOperations + operations;
    }

    /// <summary>Cuts the power in the next boot, counting from its beginning.</summary>
    /// <param name="operations">How many operations that change the drive still take effect.</param>
    public void CutPowerAtBoot(int operations)
    {
        _cutAtBoot = operations;
    }

    internal void Boot()
    {
        _drafts.Clear();
        WriteOperations = 0;
        _cutAfter = _cutAtBoot;
        _cutAtBoot = long.MaxValue;
    }

    /// <summary>Finds a volume by its name, which ends with the colon.</summary>
    internal void RequireVolume(string name)
    {
        if (_folder is null || !name.Equals(VolumeName, StringComparison.OrdinalIgnoreCase))
        {
            throw NativeFault.Create($"The board has no drive '{name}'.");
        }
    }

    /// <summary>Gives the host's path of a path on the board.</summary>
    internal string Locate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (_folder is null || !path.StartsWith(VolumeName + '\\', StringComparison.OrdinalIgnoreCase))
        {
            throw NativeFault.Create($"The board has no drive that holds '{path}'.");
        }

        string located = Path.GetFullPath(Path.Combine(_folder, path[3..].Replace('\\', Path.DirectorySeparatorChar)));
        return located == _folder || located.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? located
            : throw NativeFault.Create($"The path '{path}' leads out of the drive.");
    }

    /// <summary>Tells whether a file is there; of a drive that is not, no file is.</summary>
    internal bool HoldsFile(string path)
    {
        return _folder is not null && path.StartsWith(VolumeName + '\\', StringComparison.OrdinalIgnoreCase) && File.Exists(Locate(path));
    }

    /// <summary>Refuses what a file's open streams do not share: whoever is there must allow the access, and the newcomer everything.</summary>
    internal void RequireShared(string located, int access, int share)
    {
        const int readWrite = 3;
        if (_drafts.Any(draft => draft.Located == located && (share != readWrite || (draft.Share & access) != access)))
        {
            throw new IOException($"The file '{located}' is open.");
        }
    }

    /// <summary>Opens a stream's working copy.</summary>
    internal Draft OpenDraft(string located, int share)
    {
        Draft draft = new(located, share);
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

    /// <summary>Takes room for a stream that changes.</summary>
    /// <returns>Up to where its content will be kept.</returns>
    internal long Grow(Draft draft, long position, long length)
    {
        draft.FirstBlock = Math.Min(draft.FirstBlock, position / BlockBytes);
        long free = Math.Max(0, (Capacity - UsedBytes) / BlockBytes) + draft.Blocks;
        long kept = (draft.FirstBlock + free) * BlockBytes;
        draft.Length = Math.Min(length, kept);
        return length > kept ? kept : long.MaxValue;
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

    /// <summary>An open stream, and the blocks that it has taken beside those of its file.</summary>
    internal sealed class Draft(string located, int share)
    {
        internal string Located { get; } = located;

        internal int Share { get; } = share;

        internal long FirstBlock { get; set; } = long.MaxValue / BlockBytes;

        internal long Length { get; set; }

        internal long Blocks => Math.Max(0, BoardDrive.Blocks(Length) - FirstBlock);
    }
}
