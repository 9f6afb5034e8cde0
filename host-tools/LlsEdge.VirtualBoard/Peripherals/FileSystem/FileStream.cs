namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>
/// A file of the drive. What is written becomes durable when the stream is closed; what a full drive has no room for is lost without a word, as on the
/// board, whose driver leaves the results of flushing unread.
/// </summary>
internal sealed class FileStream : BufferedContentStream
{
    private readonly Machine _machine;
    private readonly string _path;
    private readonly BoardDrive.Draft _draft;
    private readonly long _start;
    private long _kept = long.MaxValue;
    private bool _changed;

    public FileStream(string path, FileMode mode, Machine machine)
        : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, machine)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, Machine machine)
        : this(path, mode, access, FileShare.Read, machine)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, Machine machine)
        : this(path, mode, access, share, 2048, machine)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, Machine machine)
        : base(Prepare(path, mode, access, share, machine), (access & FileAccess.Read) != 0, (access & FileAccess.Write) != 0)
    {
        _machine = machine;
        _path = machine.Drive.Locate(path);
        Name = path;
        _draft = machine.Drive.OpenDraft(_path, (int)share);

        // A truncated file keeps its old content until the stream is closed.
        _changed = mode is FileMode.Create or FileMode.Truncate;
        if (mode == FileMode.Append)
        {
            _start = Seek(0, SeekOrigin.End);
        }
    }

    public string Name { get; }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
        return position < 0 ? throw NativeFault.Create("There is nothing before a file's start.")
            : position < _start ? throw new IOException("A stream that appends cannot go back.")
            : base.Seek(offset, origin);
    }

    protected override void Changing(long position, long length)
    {
        // The change itself stays in memory: only its place in the order of operations is told.
        _kept = Math.Min(_kept, _machine.Drive.Grow(_draft, position, length));
        _changed = true;
        _machine.Drive.Change(static () => { });
    }

    protected override void Closing(ReadOnlySpan<byte> content)
    {
        _machine.Drive.CloseDraft(_draft, _changed ? _path : null, content[..(int)Math.Min(content.Length, _kept)]);
    }

    private static byte[] Prepare(string path, FileMode mode, FileAccess access, FileShare share, Machine machine)
    {
        bool changesLength = mode is not (FileMode.Open or FileMode.OpenOrCreate);
        if ((changesLength && (access & FileAccess.Write) == 0) || (mode == FileMode.Append && access != FileAccess.Write))
        {
            throw new ArgumentException($"The mode {mode} and the access {access} do not go together.");
        }

        string located = machine.Drive.Locate(path);
        machine.Drive.RequireShared(located, (int)access, (int)share);
        if (System.IO.Directory.Exists(located))
        {
            throw new IOException($"'{path}' is a folder.");
        }

        bool exists = System.IO.File.Exists(located);
        switch (mode)
        {
            case FileMode.CreateNew when exists:
                throw new IOException($"The file '{path}' exists.");
            case FileMode.Open or FileMode.Truncate when !exists:
                throw new IOException($"There is no file '{path}'.");
        }

        if (!System.IO.Directory.Exists(System.IO.Path.GetDirectoryName(located)))
        {
            throw NativeFault.Create($"'{path}' cannot be created: its folder does not exist.");
        }

        if (!exists)
        {
            machine.Drive.Change(() => System.IO.File.WriteAllBytes(located, []));
        }

        return exists && mode is not (FileMode.Create or FileMode.Truncate) ? System.IO.File.ReadAllBytes(located) : [];
    }
}
