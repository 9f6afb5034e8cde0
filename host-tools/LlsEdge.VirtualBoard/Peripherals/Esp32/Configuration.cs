namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Gives pins their functions.</summary>
internal sealed class Configuration
{
    public static int GetFunctionPin(DeviceFunction function, Machine machine)
    {
        return machine.FunctionPins.GetValueOrDefault((int)function, -1);
    }

    public static void SetPinFunction(int pin, DeviceFunction value, Machine machine)
    {
        if (!machine.Pins.Supports(pin, PinMode.Input))
        {
            throw new ArgumentException($"The board has no pin {pin} to use.");
        }

        machine.FunctionPins[(int)value] = pin;
    }
}
