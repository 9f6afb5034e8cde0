using LlsEdge.VirtualBoard.Buses;

namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>
/// An Arducam module as its chips see the buses: registers, a free-running sensor, a FIFO that takes one frame of YUV 4:2:2. It keeps its state while the
/// board reboots. What is in front of the lens is given as a function; the simulated sensor has no optics, noise or exposure.
/// </summary>
public abstract class CameraModule : ISpiChip
{
    /// <summary>Width and height of the pictures it is fed.</summary>
    public const int FrameSize = 96;

    private const int FramePixels = FrameSize * FrameSize;
    private const int BurstRead = 0x3C;
    private const byte Gray = 128;
    private const int NoiseOneIn = 64;
    private const int NoiseSeed = 1;

    private readonly Func<byte[]> _scene;
    private readonly Random _noise = new(NoiseSeed);
    private byte[] _fifo = [];
    private int _command = -1;
    private int _index;
    private int _fifoPosition;
    private bool _burstHasBegun;
    private bool _isCapturing;
    private double _captureEnd;
    private bool _isUnplugged;
    private VirtualClock? _clock;
    private volatile CameraFault _fault;

    private protected CameraModule(Func<byte[]> scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        _scene = scene;
    }

    /// <summary>Gets or sets what is wrong with it. Taking a fault away also plugs it in again.</summary>
    public CameraFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            _isUnplugged = false;
        }
    }

    /// <summary>Gets or sets the number of frames after which it is unplugged; null for never.</summary>
    public int? FramesUntilUnplugged { get; set; }

    /// <summary>Gets the pins it is soldered to.</summary>
    public CameraWiring Wiring { get; init; } = new();

    /// <summary>Gets the time of one frame; a capture takes the next one that begins.</summary>
    public double FrameMicroseconds { get; init; } = 66_667;

    /// <summary>Gets whether a pixel's luminance comes before its colour difference.</summary>
    public bool LuminanceFirst { get; init; } = true;

    /// <summary>Gets the number of frames that it has taken.</summary>
    public int FramesTaken { get; private set; }

    private protected double Now => _clock!.Microseconds;

    private protected int FifoLength => _fifo.Length;

    /// <summary>Gets the size of the frames it is set to, in pixels.</summary>
    private protected abstract (int Width, int Height) PictureSize { get; }

    private protected abstract bool IsBlackAndWhite { get; }

    /// <summary>Gets the number of bytes that follow a frame in the FIFO.</summary>
    private protected abstract int TrailingBytes { get; }

    /// <summary>Gets the number of bytes without meaning between a register's number and its value.</summary>
    private protected abstract int ReadDelay { get; }

    /// <summary>Gets whether the first burst after a capture begins with a byte without meaning.</summary>
    private protected abstract bool BurstIsDelayed { get; }

    private protected bool IsDone { get; private set; }

    private protected bool IsThere => !_isUnplugged && Fault is not (CameraFault.Absent or CameraFault.AbsentHigh);

    void ISpiChip.Select()
    {
        _command = -1;
        _index = 0;
    }

    byte ISpiChip.Exchange(byte fromBoard)
    {
        byte answer = IsThere ? Answer(fromBoard) : (byte)0;
        if (!IsThere)
        {
            // Asked again: it may have been unplugged by this very byte.
            return Fault == CameraFault.AbsentHigh ? (byte)0xFF : (byte)0x00;
        }

        return Fault switch
        {
            CameraFault.Babble => (byte)_noise.Next(256),
            CameraFault.Noise when _noise.Next(NoiseOneIn) == 0 => (byte)(answer ^ (1 << _noise.Next(8))),
            _ => answer,
        };
    }

    void ISpiChip.Deselect()
    {
        _command = -1;
    }

    internal virtual void Attach(Machine machine)
    {
        _clock = machine.Clock;
        machine.Spi.Attach(this, new SpiPins(Wiring.Clock, Wiring.Mosi, Wiring.Miso), Wiring.Select);
    }

    /// <summary>The board's clock begins anew: what was under way is over.</summary>
    internal virtual void Boot()
    {
        _captureEnd = 0;
    }

    private protected abstract byte ReadRegister(int register);

    private protected abstract void WriteRegister(int register, byte value);

    private protected void ClearDone()
    {
        IsDone = false;
        _fifoPosition = 0;
        _burstHasBegun = false;
    }

    private protected void StartCapture()
    {
        _isUnplugged |= FramesTaken >= FramesUntilUnplugged;
        _fifoPosition = 0;
        _burstHasBegun = false;
        _isCapturing = true;
        _captureEnd = (Math.Ceiling(Now / FrameMicroseconds) + 1) * FrameMicroseconds;
    }

    /// <summary>Brings what has happened meanwhile up to date; the bit for it as the module shows it.</summary>
    private protected bool LooksDone()
    {
        if (_isCapturing && Fault != CameraFault.NeverDone && (Now >= _captureEnd || Fault == CameraFault.DoneAtOnce))
        {
            _isCapturing = false;
            IsDone = true;
            FillFifo();
            FramesTaken++;
        }

        return IsDone || Fault == CameraFault.StuckDone;
    }

    private protected void Reset()
    {
        _isCapturing = false;
        _fifo = [];
        ClearDone();
    }

    private byte Answer(byte fromBoard)
    {
        int index = _index++;
        if (index == 0)
        {
            _command = fromBoard;
            return 0;
        }

        if (_command >= 0x80)
        {
            if (index == 1)
            {
                WriteRegister(_command & 0x7F, fromBoard);
            }

            return 0;
        }

        if (_command == BurstRead)
        {
            return ReadFifo(index);
        }

        return index > ReadDelay ? ReadRegister(_command) : (byte)0;
    }

    private byte ReadFifo(int index)
    {
        if (index == 1 && BurstIsDelayed && !_burstHasBegun)
        {
            _burstHasBegun = true;
            return 0;
        }

        _burstHasBegun = true;
        _isUnplugged |= Fault == CameraFault.UnpluggedWhileRead && _fifoPosition >= _fifo.Length / 2;
        return _fifoPosition < _fifo.Length ? _fifo[_fifoPosition++] : (byte)0;
    }

    private void FillFifo()
    {
        byte[] scene = _scene();
        if (scene.Length != FramePixels)
        {
            throw new InvalidOperationException($"A camera's scene has {scene.Length} pixels instead of {FrameSize}×{FrameSize}.");
        }

        (int width, int height) = PictureSize;
        int pixels = width * height;
        int length = Fault switch
        {
            CameraFault.Overrun => 4 * pixels,
            CameraFault.ShortFifo => pixels,
            _ => 2 * pixels,
        };
        _fifo = new byte[length + TrailingBytes];
        for (int i = 0; i < length; i++)
        {
            int pixel = i / 2;
            bool isLuminance = i % 2 == 0 == LuminanceFirst;
            _fifo[i] = isLuminance ? scene[pixel % FramePixels] : Colour(pixel);
        }

        _fifoPosition = 0;
    }

    /// <summary>Gives a colour difference: none in black and white, else those of an orange room.</summary>
    private byte Colour(int pixel)
    {
        int tint = pixel % 2 == 0 ? -38 : 42;
        return IsBlackAndWhite ? Gray : (byte)(Gray + tint);
    }
}
