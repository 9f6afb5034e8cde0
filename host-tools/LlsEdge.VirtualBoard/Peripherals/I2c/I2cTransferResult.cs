namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>How a transfer on an I2C bus went.</summary>
internal readonly struct I2cTransferResult
{
    private readonly uint _bytesTransferred;
    private readonly I2cTransferStatus _status;

    internal I2cTransferResult(int bytesTransferred, I2cTransferStatus status)
    {
        _bytesTransferred = (uint)bytesTransferred;
        _status = status;
    }

    public uint BytesTransferred => _bytesTransferred;

    public I2cTransferStatus Status => _status;
}
