namespace LlsEdge.Camera
{
    /// <summary>
    /// The camera that a board shall use, as its settings name it.
    /// </summary>
    public enum CameraKind
    {
        /// <summary>Whichever answers.</summary>
        Automatic = 0,

        /// <summary>None: frames come from the host.</summary>
        None = 1,

        /// <summary>An Arducam Mega, on SPI alone.</summary>
        ArducamMega = 2,

        /// <summary>An ArduCAM Mini 2MP Plus, on SPI and I2C.</summary>
        ArducamMini = 3,
    }
}
