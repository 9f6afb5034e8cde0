namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's calendar: without a network it starts at the nanoFramework epoch at each boot.</summary>
internal static class DateTimeMembers
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DateTime get_UtcNow(Machine machine)
    {
        return Epoch + machine.Clock.Now;
    }

    public static DateTime get_Today(Machine machine)
    {
        return (Epoch + machine.Clock.Now).Date;
    }
}
