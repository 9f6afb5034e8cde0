using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Board
{
    /// <summary>
    /// The plain ESP32 development kits: a WROOM module, no PSRAM. The link needs a USB-serial adapter of its own.
    /// </summary>
    public static class InstalledBoard
    {
        /// <summary>Describes the board.</summary>
        /// <returns>The profile.</returns>
        public static BoardProfile Create()
        {
            BoardProfile profile = new BoardProfile();
            profile.Name = "ESP32 DevKit";
            profile.ButtonPin = 0;
            profile.StatusLedPin = 25;
            profile.DetectionPin = 26;

            // UART0 is the debugger's.
            profile.LinkPort = "COM2";
            profile.TransmitPin = 32;
            profile.ReceivePin = 33;
            profile.TransmitFunction = DeviceFunction.COM2_TX;
            profile.ReceiveFunction = DeviceFunction.COM2_RX;

            // The pins of VSPI, but for the select line, which would be a strapping pin, and those that most boards label SDA and SCL.
            profile.SpiBus = 1;
            profile.SpiClockPin = 18;
            profile.SpiMosiPin = 23;
            profile.SpiMisoPin = 19;
            profile.CameraSelectPin = 27;
            profile.I2cBus = 1;
            profile.I2cDataPin = 21;
            profile.I2cClockPin = 22;

            // The partition for files in the firmware image for 4 MB of flash.
            profile.DriveLength = 256 * 1024;
            profile.HasPsram = false;

            // Flash 6 to 11; UART0 1 and 3; strapping 0 (the button), 2, 5, 12, 15.
            profile.ForbiddenPins = new int[] { 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 15 };
            profile.InputOnlyPins = new int[] { 34, 35, 36, 37, 38, 39 };
            return profile;
        }
    }
}
