namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>A file of the drive. What is written becomes durable when the stream is closed.</summary>
internal sealed class FileStream : BufferedContentStream
{
    private readonly Machine _machine;
    private readonly string _path;
    private readonly BoardDrive.Draft _draft;
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
        : base(Prepare(path, mode, machine), (access & FileAccess.Read) != 0, (access & FileAccess.Write) != 0)
    {
        _machine = machine;
        _path = machine.Drive.Locate(path);
        Name = path;
        _draft = machine.Drive.OpenDraft();

        // A truncated file keeps its old content until the stream is closed.
        _changed = mode is FileMode.Create or FileMode.Truncate;
        if (mode == FileMode.Append)
        {
            _ = Seek(0, SeekOrigin.End);
        }
    }

    public string Name { get; }

    protected override void Resizing(long length)
    {
        // The change itself stays in memory: only its place in the order of operations is told.
        _machine.Drive.Grow(_draft, length);
        _changed = true;
        _machine.Drive.Change(static () => { });
    }

    protected override void Closing(ReadOnlySpan<byte> content)
    {
        _machine.Drive.CloseDraft(_draft, _changed ? _path : null, content);
    }

    private static byte[] Prepare(string path, FileMode mode, Machine machine)
    {
        string located = machine.Drive.Locate(path);
        bool exists = System.IO.File.Exists(located);
        switch (mode)
        {
            case FileMode.CreateNew when exists:
                throw new IOException($"The file '{path}' exists.");
            case FileMode.Open or FileMode.Truncate when !exists:
                throw new IOException($"There is no file '{path}'.");
        }

        if (!exists)
        {
            machine.Drive.Change(() => System.IO.File.WriteAllBytes(located, []));
        }

        return exists && mode is not (FileMode.Create or FileMode.Truncate) ? System.IO.File.ReadAllBytes(located) : [];
    }
}
