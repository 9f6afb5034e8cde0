namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's one drive. As on the board, nothing tells its free space.</summary>
internal sealed class DriveInfo
{
    private readonly Machine _machine;

    public DriveInfo(string driveName, Machine machine)
    {
        _machine = machine;
        _ = machine.Drive.Locate(driveName);
        Name = driveName;
    }

    public string Name { get; }

    public DriveType DriveType => DriveType.Fixed;

    public long TotalSize => _machine.Drive.Capacity;
}
