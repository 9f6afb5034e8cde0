namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What the board says it is.</summary>
internal static class SystemInfo
{
    public static byte Model => 0;

    public static byte OEM => 0;

    public static ushort SKU => 0;

    public static string OEMString => "LlsEdge virtual board";

    public static string Platform => "ESP32";

    public static Version Version => new(1, 17, 0, 0);

    public static string get_TargetName(Machine machine)
    {
        return machine.Options.TargetName;
    }
}
