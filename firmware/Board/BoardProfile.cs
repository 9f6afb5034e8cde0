using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Board
{
    /// <summary>
    /// What is where on a board. One file of <c>Profiles</c> makes one of these.
    /// </summary>
    public sealed class BoardProfile
    {
        /// <summary>Gets or sets the board's name.</summary>
        public string Name { get; set; }

        /// <summary>Gets or sets the pin of the button that the user may press after start; it connects the pin to ground.</summary>
        public int ButtonPin { get; set; }

        /// <summary>Gets or sets the pin of the LED that shows what the board sees and does; high is lit.</summary>
        public int StatusLedPin { get; set; }

        /// <summary>Gets or sets the pin that is high while the board detects something.</summary>
        public int DetectionPin { get; set; }

        /// <summary>Gets or sets the serial port that the link uses.</summary>
        public string LinkPort { get; set; }

        /// <summary>Gets or sets the pin on which the board sends.</summary>
        public int TransmitPin { get; set; }

        /// <summary>Gets or sets the pin on which the board receives.</summary>
        public int ReceivePin { get; set; }

        /// <summary>Gets or sets the port's function for sending.</summary>
        public DeviceFunction TransmitFunction { get; set; }

        /// <summary>Gets or sets the port's function for receiving.</summary>
        public DeviceFunction ReceiveFunction { get; set; }

        /// <summary>Gets or sets the bytes of the drive that keeps models; the file system does not tell them.</summary>
        public int DriveLength { get; set; }

        /// <summary>Gets or sets a value indicating whether the board has PSRAM, which makes the managed heap megabytes instead of some 80 KB.</summary>
        public bool HasPsram { get; set; }

        /// <summary>
        /// Gets or sets the pins that nothing may be wired to: those of flash, PSRAM, USB and debugger, and those whose level at reset decides how the chip
        /// starts, the boot button's excepted.
        /// </summary>
        public int[] ForbiddenPins { get; set; }

        /// <summary>Gets or sets the pins that can only be read: they have neither drivers nor pull resistors.</summary>
        public int[] InputOnlyPins { get; set; }

        /// <summary>Gets or sets the number of the SPI bus that a camera sits on.</summary>
        public int SpiBus { get; set; }

        /// <summary>Gets or sets the pin of the SPI bus's clock.</summary>
        public int SpiClockPin { get; set; }

        /// <summary>Gets or sets the pin on which the board sends on the SPI bus.</summary>
        public int SpiMosiPin { get; set; }

        /// <summary>Gets or sets the pin on which the board receives on the SPI bus.</summary>
        public int SpiMisoPin { get; set; }

        /// <summary>Gets or sets the pin that selects the camera, low when it is meant.</summary>
        public int CameraSelectPin { get; set; }

        /// <summary>Gets or sets the number of the I2C bus that a camera's sensor sits on.</summary>
        public int I2cBus { get; set; }

        /// <summary>Gets or sets the pin of the I2C bus's data.</summary>
        public int I2cDataPin { get; set; }

        /// <summary>Gets or sets the pin of the I2C bus's clock.</summary>
        public int I2cClockPin { get; set; }
    }
}
