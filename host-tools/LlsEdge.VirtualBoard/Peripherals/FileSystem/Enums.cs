namespace LlsEdge.VirtualBoard.Peripherals;

internal enum FileAccess
{
    Read = 1,
    Write = 2,
    ReadWrite = 3,
}

internal enum FileMode
{
    CreateNew = 1,
    Create = 2,
    Open = 3,
    OpenOrCreate = 4,
    Truncate = 5,
    Append = 6,
}

[Flags]
internal enum FileShare
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,
}

internal enum DriveType
{
    Unknown = 0,
    NoRootDirectory = 1,
    Removable = 2,
    Fixed = 3,
    Ram = 4,
}
