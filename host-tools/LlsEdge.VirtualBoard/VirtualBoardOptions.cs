using LlsEdge.VirtualBoard.Cameras;

namespace LlsEdge.VirtualBoard;

/// <summary>What the virtual board is made of.</summary>
public sealed class VirtualBoardOptions
{
    /// <summary>Gets the place where this project's build puts the firmware: <c>firmware/LlsEdge.Firmware.exe</c> beside the program.</summary>
    public static string DefaultFirmwarePath => Path.Combine(AppContext.BaseDirectory, "firmware", "LlsEdge.Firmware.exe");

    /// <summary>Gets the firmware's assembly; assemblies that it refers to are looked for beside it.</summary>
    public string FirmwarePath { get; init; } = DefaultFirmwarePath;

    /// <summary>Gets the managed heap's size, 79,000 bytes by default: the low end for boards without PSRAM.</summary>
    public int HeapBytes { get; init; } = 79_000;

    /// <summary>
    /// Gets the number of allocated bytes after which to collect although the heap is not full; zero to collect only when it is full, as the board does.
    /// A small number makes <see cref="ManagedHeap.PeakBytes"/> a close upper bound of what must be alive at once.
    /// </summary>
    public int CollectEveryBytes { get; init; }

    /// <summary>Gets the processor and its speed.</summary>
    public BoardProfile Profile { get; init; } = BoardProfile.Default;

    /// <summary>Gets what the board's serial port is wired to; in memory by default.</summary>
    public UartBackend? Uart { get; init; }

    /// <summary>Gets the folder that holds the files of the board's drive <c>I:\</c>; none by default: a board without a drive.</summary>
    public string? DriveFolder { get; init; }

    /// <summary>Gets the drive's size.</summary>
    public int DriveBytes { get; init; } = 256 * 1024;

    /// <summary>Gets the camera module on the board's pins; none by default. A module belongs to one board.</summary>
    public CameraModule? Camera { get; init; }

    /// <summary>Gets where the board's console goes; nowhere by default.</summary>
    public TextWriter Console { get; init; } = TextWriter.Null;

    /// <summary>Gets the line that the board's console is also on, as a real board's is on its USB; none by default.</summary>
    public UartBackend? ConsoleLine { get; init; }

    /// <summary>Gets the name of the board's target image.</summary>
    public string TargetName { get; init; } = "ESP32_PSRAM_REV3";

    /// <summary>Gets the longest real time that one sleep of the firmware may take; a longer sleep passes at once on the board's own clock.</summary>
    public TimeSpan LongestRealSleep { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Gets what happens to the pins from outside, at times of <see cref="VirtualClock.Outside"/>; nothing by default.</summary>
    public IReadOnlyList<PinEvent> PinEvents { get; init; } = [];

    /// <summary>Gets the time of <see cref="VirtualClock.Outside"/> at which it is switched off; never by default.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>
    /// Gets whether nobody outside is there to wait for: sleeps, and polls of a line on which nothing comes, pass at once on the board's own clock. A run then
    /// takes no longer than its computing, and repeats exactly.
    /// </summary>
    public bool IsUnattended { get; init; }

    /// <summary>
    /// Gets whether COM2 and COM3 have no pins until the firmware gives them some, and COM1 belongs to the debugger, as on the classic ESP32.
    /// </summary>
    internal bool IsClassicEsp32 => TargetName.StartsWith("ESP32_", StringComparison.Ordinal) && !TargetName.StartsWith("ESP32_S", StringComparison.Ordinal)
        && !TargetName.StartsWith("ESP32_C", StringComparison.Ordinal);
}
