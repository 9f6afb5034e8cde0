namespace LlsEdge.VirtualBoard;

/// <summary>The pins that a person sees of a board.</summary>
/// <param name="Button">The button's: pressed, it is connected to ground.</param>
/// <param name="StatusLed">The LED's: lit when high.</param>
/// <param name="Detection">High while the board detects something.</param>
public sealed record BoardPins(int Button, int StatusLed, int Detection)
{
    /// <summary>Reads the pins from the profile of the board that a firmware was built for.</summary>
    /// <param name="firmwarePath">The firmware's assembly.</param>
    public static BoardPins Of(string firmwarePath)
    {
        using FirmwareImage image = FirmwareImage.Load(firmwarePath);
        object profile = image.Invoke("LlsEdge.Board.InstalledBoard", "Create")!;
        return new BoardPins(Pin("ButtonPin"), Pin("StatusLedPin"), Pin("DetectionPin"));

        int Pin(string name)
        {
            return (int)profile.GetType().GetProperty(name)!.GetValue(profile)!;
        }
    }
}
