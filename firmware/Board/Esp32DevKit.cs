using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Board
{
    /// <summary>
    /// The classic ESP32 development kits, WROOM or WROVER (with PSRAM). UART0 is the debugger's: the link needs a USB-serial adapter of its own.
    /// </summary>
    public static class Esp32DevKit
    {
        /// <summary>Describes the board.</summary>
        /// <returns>The profile.</returns>
        public static BoardProfile Create()
        {
            BoardProfile profile = new BoardProfile();
            profile.Name = "ESP32 DevKit";
            profile.LedPin = 2;
            profile.ButtonPin = 0;

            // COM2's usual GPIO16 and 17 belong to the PSRAM of WROVER modules, 6 to 11 to the flash.
            profile.LinkPort = "COM2";
            profile.TransmitPin = 32;
            profile.ReceivePin = 33;
            profile.TransmitFunction = DeviceFunction.COM2_TX;
            profile.ReceiveFunction = DeviceFunction.COM2_RX;

            // The pins of VSPI and those that most boards label SDA and SCL.
            profile.SpiBus = 1;
            profile.SpiClockPin = 18;
            profile.SpiMosiPin = 23;
            profile.SpiMisoPin = 19;
            profile.CameraSelectPin = 5;
            profile.I2cBus = 1;
            profile.I2cDataPin = 21;
            profile.I2cClockPin = 22;

            // The partition for files in the firmware image for 4 MB of flash.
            profile.DriveLength = 256 * 1024;
            return profile;
        }
    }
}
