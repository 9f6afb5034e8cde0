namespace LlsEdge.VirtualBoard.Peripherals;

internal enum I2cBusSpeed
{
    StandardMode = 0,
    FastMode = 1,
    FastModePlus = 2,
}

internal enum I2cTransferStatus
{
    UnknownError = 0,
    FullTransfer = 1,
    ClockStretchTimeout = 2,
    PartialTransfer = 3,
    SlaveAddressNotAcknowledged = 4,
}
