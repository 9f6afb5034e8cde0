namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>The registers of an OV2640, in two banks, as far as they decide what a frame is.</summary>
internal sealed class Ov2640Registers
{
    internal const int Address = 0x30;

    private const int BankRegister = 0xFF;
    private const int ProcessorBank = 0;
    private const int SensorBank = 1;

    // Of the sensor's bank.
    private const int ProductRegister = 0x0A;
    private const int VersionRegister = 0x0B;
    private const int CommonControl7 = 0x12;

    // Of the processor's bank.
    private const int OutputWidth = 0x5A;
    private const int OutputHeight = 0x5B;
    private const int OutputHighBits = 0x5C;
    private const int EffectAddress = 0x7C;
    private const int EffectData = 0x7D;
    private const int ImageMode = 0xDA;

    private const int SpecialEffect = 0x18;
    private const int Gray = 0x80;

    private readonly byte[][] _banks = [new byte[256], new byte[256]];
    private readonly byte[] _effects = new byte[256];
    private int _register;

    /// <summary>Gets the size of what it sends; another format than YUV 4:2:2 counts as another size.</summary>
    internal (int Width, int Height) PictureSize
    {
        get
        {
            byte[] bank = _banks[ProcessorBank];
            int width = 4 * (bank[OutputWidth] | ((bank[OutputHighBits] & 0x03) << 8));
            int height = 4 * (bank[OutputHeight] | ((bank[OutputHighBits] & 0x04) << 6));
            return (bank[ImageMode] & 0x3C) == 0 && width * height > 0 ? (width, height) : (160, 120);
        }
    }

    /// <summary>Gets whether both colour differences are fixed at gray.</summary>
    internal bool IsBlackAndWhite => (_effects[0] & SpecialEffect) == SpecialEffect && _effects[5] == Gray && _effects[6] == Gray;

    private byte[] Bank => _banks[_banks[ProcessorBank][BankRegister] & 1];

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        _register = bytes[0];
        if (bytes.Length > 1)
        {
            Set(_register, bytes[1]);
        }
    }

    internal void Read(Span<byte> bytes, bool isAnotherChip)
    {
        bool inSensor = (_banks[ProcessorBank][BankRegister] & 1) == SensorBank;
        bytes.Fill((inSensor, _register) switch
        {
            (true, ProductRegister) => isAnotherChip ? (byte)0x56 : (byte)0x26,
            (true, VersionRegister) => 0x42,
            _ => Bank[_register],
        });
    }

    private void Set(int register, byte value)
    {
        if (register == BankRegister)
        {
            _banks[ProcessorBank][BankRegister] = value;
            return;
        }

        byte[] bank = Bank;
        bank[register] = value;
        if (bank == _banks[SensorBank] && register == CommonControl7 && (value & 0x80) != 0)
        {
            Array.Clear(_banks[ProcessorBank]);
            Array.Clear(_banks[SensorBank]);
            Array.Clear(_effects);
            _banks[ProcessorBank][BankRegister] = SensorBank;
        }
        else if (bank == _banks[ProcessorBank] && register == EffectData)
        {
            // The address moves on by itself.
            _effects[bank[EffectAddress]++] = value;
        }
    }
}
