using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Board
{
    /// <summary>
    /// What is where on a board. One file a board makes one of these.
    /// </summary>
    public sealed class BoardProfile
    {
        /// <summary>Gets or sets the board's name.</summary>
        public string Name { get; set; }

        /// <summary>Gets or sets the pin of the LED that is on while the board learns.</summary>
        public int LedPin { get; set; }

        /// <summary>Gets or sets the pin of the button that the user may press after start.</summary>
        public int ButtonPin { get; set; }

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
    }
}
