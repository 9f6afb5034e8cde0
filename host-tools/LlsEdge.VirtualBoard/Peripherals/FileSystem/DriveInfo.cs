namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's one drive, by its exact name. As on the board, nothing tells its size.</summary>
internal sealed class DriveInfo
{
    public DriveInfo(string driveName, Machine machine)
    {
        machine.Drive.RequireVolume(driveName);
        Name = BoardDrive.VolumeName;
    }

    public string Name { get; }

    public DriveType DriveType => DriveType.Fixed;

    public long TotalSize => -1;
}
