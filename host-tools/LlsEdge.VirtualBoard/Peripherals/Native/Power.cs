namespace LlsEdge.VirtualBoard.Peripherals;

internal enum RebootOption
{
    NormalReboot = 0,
    EnterNanoBooter = 1,
    ClrOnly = 2,
    EnterProprietaryBooter = 8,
}

/// <summary>Restarts the board.</summary>
internal sealed class Power
{
    public static void RebootDevice(RebootOption rebootOption, Machine machine)
    {
        machine.Reboot();
    }

    public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption, Machine machine)
    {
        machine.Reboot();
    }
}
