using LlsEdge.VirtualBoard.Buses;

namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>An ArduCAM Mini 2MP Plus: the FIFO's chip on SPI, an OV2640 on I2C that the board has to set.</summary>
public sealed class ArducamMiniModule : CameraModule, II2cChip
{
    private const int TestRegister = 0x00;
    private const int FifoRegister = 0x04;
    private const int ResetRegister = 0x07;
    private const int VersionRegister = 0x40;
    private const int Version = 0x73;
    private const int TriggerRegister = 0x41;
    private const int Done = 0x08;
    private const int LengthRegister = 0x42;

    private readonly byte[] _registers = new byte[128];
    private readonly Ov2640Registers _sensor = new();

    /// <summary>Creates one.</summary>
    /// <param name="scene">Gives what is in front of the lens when a frame is taken: 96×96 gray pixels, row by row.</param>
    public ArducamMiniModule(Func<byte[]> scene)
        : base(scene)
    {
    }

    private protected override (int Width, int Height) PictureSize => _sensor.PictureSize;

    private protected override bool IsBlackAndWhite => _sensor.IsBlackAndWhite;

    private protected override int TrailingBytes => 8;

    private protected override int ReadDelay => 0;

    private protected override bool BurstIsDelayed => false;

    I2cAnswer II2cChip.Address(int address)
    {
        if (!IsThere || Fault == CameraFault.SensorAbsent || address != Ov2640Registers.Address)
        {
            return I2cAnswer.None;
        }

        return Fault is CameraFault.SensorHung or CameraFault.NeverReady ? I2cAnswer.Hung : I2cAnswer.Acknowledged;
    }

    void II2cChip.Write(ReadOnlySpan<byte> bytes)
    {
        _sensor.Write(bytes);
    }

    void II2cChip.Read(Span<byte> bytes)
    {
        _sensor.Read(bytes, Fault == CameraFault.WrongId);
    }

    internal override void Attach(Machine machine)
    {
        base.Attach(machine);
        machine.I2c.Attach(this, Wiring.I2cData, Wiring.I2cClock);
    }

    private protected override byte ReadRegister(int register)
    {
        return register switch
        {
            VersionRegister => Version,
            TriggerRegister => (byte)(LooksDone() ? Done : 0),
            LengthRegister => (byte)FifoLength,
            LengthRegister + 1 => (byte)(FifoLength >> 8),
            LengthRegister + 2 => (byte)(FifoLength >> 16),
            _ => _registers[register],
        };
    }

    private protected override void WriteRegister(int register, byte value)
    {
        if (register == ResetRegister && (value & 0x80) != 0)
        {
            Array.Clear(_registers);
            Reset();
        }
        else if (register == FifoRegister)
        {
            if ((value & 1) != 0)
            {
                ClearDone();
            }

            if ((value & 2) != 0)
            {
                StartCapture();
            }
        }
        else if (register is TestRegister or ResetRegister || register < VersionRegister)
        {
            _registers[register] = value;
        }
    }
}
