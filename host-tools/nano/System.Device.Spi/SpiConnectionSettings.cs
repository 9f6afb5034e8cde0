using System.Device.Gpio;

namespace System.Device.Spi
{
    public sealed class SpiConnectionSettings
    {
        public SpiConnectionSettings(int busId, int chipSelectLine) => throw null;
        public int BusId { get => throw null; set { } }
        public int ChipSelectLine { get => throw null; set { } }
        public PinValue ChipSelectLineActiveState { get => throw null; set { } }
        public int ClockFrequency { get => throw null; set { } }
        public SpiBusConfiguration Configuration { get => throw null; set { } }
        public int DataBitLength { get => throw null; set { } }
        public DataFlow DataFlow { get => throw null; set { } }
        public SpiMode Mode { get => throw null; set { } }
    }
}
