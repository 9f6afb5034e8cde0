namespace LlsEdge.VirtualBoard.Peripherals;

internal enum DataFlow
{
    MsbFirst = 0,
    LsbFirst = 1,
}

internal enum SpiBusConfiguration
{
    FullDuplex = 0,
    HalfDuplex = 1,
    Simplex = 2,
}

internal enum SpiMode
{
    Mode0 = 0,
    Mode1 = 1,
    Mode2 = 2,
    Mode3 = 3,
}
