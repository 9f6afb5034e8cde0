using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Board
{
    /// <summary>
    /// The ESP32-S3 development kits with at least 8 MB of flash and PSRAM. Debugger and deployment use the chip's own USB port; the link uses UART0, which
    /// the kits' other USB connector leads to.
    /// </summary>
    public static class InstalledBoard
    {
        /// <summary>Describes the board.</summary>
        /// <returns>The profile.</returns>
        public static BoardProfile Create()
        {
            BoardProfile profile = new BoardProfile();
            profile.Name = "ESP32-S3 DevKit";
            profile.ButtonPin = 0;
            profile.StatusLedPin = 4;
            profile.DetectionPin = 5;

            // The debugger's too, unless a host is at the chip's own USB when the board starts.
            profile.LinkPort = "COM1";
            profile.TransmitPin = 43;
            profile.ReceivePin = 44;
            profile.TransmitFunction = DeviceFunction.COM1_TX;
            profile.ReceiveFunction = DeviceFunction.COM1_RX;

            // The pins that need no detour through the chip's switch matrix.
            profile.SpiBus = 1;
            profile.SpiClockPin = 12;
            profile.SpiMosiPin = 11;
            profile.SpiMisoPin = 13;
            profile.CameraSelectPin = 10;
            profile.I2cBus = 1;
            profile.I2cDataPin = 8;
            profile.I2cClockPin = 9;

            // The partition for files in the firmware image for 8 MB of flash.
            profile.DriveLength = 2 * 1024 * 1024;
            profile.HasPsram = true;

            // Strapping 0 (the button), 3, 45, 46; USB 19 and 20; flash and PSRAM 26 to 37.
            profile.ForbiddenPins = new int[] { 3, 19, 20, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 45, 46 };
            profile.InputOnlyPins = new int[0];
            return profile;
        }
    }
}
