using System.Reflection;
using LlsEdge.VirtualBoard.Cameras;

namespace LlsEdge.VirtualBoard.Tests.Cameras;

/// <summary>The firmware's own driver, called directly, and a camera module on its pins.</summary>
internal sealed class CameraRig : IDisposable
{
    internal const int Automatic = 0;
    internal const int Mega = 2;
    internal const int Mini = 3;

    internal const string Ok = "Ok";

    private readonly FirmwareImage _image;
    private readonly object? _source;

    private CameraRig(int kind, CameraModule? module)
    {
        Module = module;
        _image = FirmwareImage.Load(
            VirtualBoardOptions.DefaultFirmwarePath,
            new VirtualBoardOptions { Camera = module, LongestRealSleep = TimeSpan.Zero, HeapBytes = 200_000 });
        _source = _image.Invoke("LlsEdge.Camera.Cameras", "Open", kind, _image.Invoke("LlsEdge.Board.InstalledBoard", "Create"));
    }

    internal CameraModule? Module { get; }

    internal byte[] Frame { get; } = new byte[96 * 96];

    internal bool HasSource => _source is not null;

    internal string Name => (string)Call("get_Name")!;

    internal long AllocatedBytes => _image.Heap.AllocatedBytes;

    internal TimeSpan Now => _image.Clock.Now;

    internal VirtualClock Clock => _image.Clock;

    internal Meter Meter => _image.Meter;

    internal static CameraRig Open(int kind, CameraModule? module)
    {
        return new CameraRig(kind, module);
    }

    /// <summary>Makes a module of a kind that sees numbered pictures.</summary>
    internal static CameraModule Create(int kind, bool luminanceFirst = true)
    {
        int taken = 0;
        return kind == Mega
            ? new ArducamMegaModule(() => Picture(taken++)) { LuminanceFirst = luminanceFirst }
            : new ArducamMiniModule(() => Picture(taken++)) { LuminanceFirst = luminanceFirst };
    }

    /// <summary>Draws picture after picture: every pixel differs from its neighbours and from itself in the next picture.</summary>
    internal static byte[] Picture(int number)
    {
        byte[] picture = new byte[96 * 96];
        for (int i = 0; i < picture.Length; i++)
        {
            picture[i] = (byte)((i * 7) + (i / 96 * 13) + (number * 29));
        }

        return picture;
    }

    internal string Start()
    {
        return Call("Start")!.ToString()!;
    }

    internal string Capture(byte[]? frame = null)
    {
        return Call("Capture", frame ?? Frame)!.ToString()!;
    }

    public void Dispose()
    {
        _image.Dispose();
    }

    private object? Call(string method, params object[] arguments)
    {
        return _source!.GetType().GetMethod(method)!.Invoke(_source, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
