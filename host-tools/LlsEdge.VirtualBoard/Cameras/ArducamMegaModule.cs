namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>An Arducam Mega: it sets its sensor itself, which takes a while after each setting.</summary>
public sealed class ArducamMegaModule : CameraModule
{
    private const int FifoRegister = 0x04;
    private const int ResetRegister = 0x07;
    private const int FormatRegister = 0x20;
    private const int ResolutionRegister = 0x21;
    private const int EffectRegister = 0x27;
    private const int LastSetting = 0x35;
    private const int IdRegister = 0x40;
    private const int StateRegister = 0x44;
    private const int LengthRegister = 0x45;
    private const int FirstNewId = 0x85;
    private const int Yuv = 3;
    private const int BlackAndWhite = 3;
    private const int Busy = 0x01;
    private const int Idle = 0x02;
    private const int Done = 0x04;
    private const int SmallestOfNewModules = 0x00;
    private const int SmallestOfOldModules = 0x0A;
    private const double ResetMicroseconds = 120_000;
    private const double SettingMicroseconds = 15_000;

    private readonly byte[] _registers = new byte[128];
    private double _busyUntil;

    /// <summary>Creates one.</summary>
    /// <param name="scene">Gives what is in front of the lens when a frame is taken: 96×96 gray pixels, row by row.</param>
    public ArducamMegaModule(Func<byte[]> scene)
        : base(scene)
    {
    }

    /// <summary>Gets the number by which the module names its kind: 0x81 to 0x84 older ones, 0x85 to 0x87 newer ones, whose resolutions count differently.</summary>
    public byte Id { get; init; } = 0x86;

    private protected override (int Width, int Height) PictureSize
    {
        get
        {
            int smallest = Id >= FirstNewId ? SmallestOfNewModules : SmallestOfOldModules;
            return _registers[FormatRegister] == Yuv && _registers[ResolutionRegister] == smallest ? (FrameSize, FrameSize) : (160, 120);
        }
    }

    private protected override bool IsBlackAndWhite => _registers[EffectRegister] == BlackAndWhite;

    private protected override int TrailingBytes => 0;

    private protected override int ReadDelay => 1;

    private protected override bool BurstIsDelayed => true;

    internal override void Boot()
    {
        base.Boot();
        _busyUntil = 0;
    }

    private protected override byte ReadRegister(int register)
    {
        return register switch
        {
            IdRegister => Fault == CameraFault.WrongId ? (byte)0x13 : Id,
            StateRegister => (byte)((IsBusy() ? Busy : Idle) | (LooksDone() ? Done : 0)),
            LengthRegister => (byte)FifoLength,
            LengthRegister + 1 => (byte)(FifoLength >> 8),
            LengthRegister + 2 => (byte)(FifoLength >> 16),
            _ => _registers[register],
        };
    }

    private protected override void WriteRegister(int register, byte value)
    {
        switch (register)
        {
            case FifoRegister:
                if ((value & 1) != 0)
                {
                    ClearDone();
                }

                if ((value & 2) != 0)
                {
                    StartCapture();
                }

                break;
            case ResetRegister when (value & 0x40) != 0:
                Array.Clear(_registers);
                Reset();
                _busyUntil = Now + ResetMicroseconds;
                break;
            default:
                _registers[register] = value;
                if (register is >= FormatRegister and <= LastSetting)
                {
                    _busyUntil = Math.Max(Now, _busyUntil) + SettingMicroseconds;
                }

                break;
        }
    }

    private bool IsBusy()
    {
        return Fault == CameraFault.NeverReady || Now < _busyUntil;
    }
}
