namespace System.Device.Spi
{
    public class SpiBusInfo
    {
        internal SpiBusInfo() => throw null;
        public int MaxClockFrequency { get => throw null; }
        public int MinClockFrequency { get => throw null; }
    }
}
