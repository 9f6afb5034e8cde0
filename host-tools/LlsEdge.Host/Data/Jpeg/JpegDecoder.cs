using System.Runtime.InteropServices;

namespace LlsEdge.Host.Data.Jpeg;

/// <summary>
/// Decodes JPEG as gray, shrunk to a multiple of an eighth while its blocks are transformed, which is several times cheaper than decoding it whole.
/// Keeps its buffer: one decoder a thread.
/// </summary>
internal sealed unsafe class JpegDecoder : IDisposable
{
    private const int Eighths = 8;

    // What decoders complain of without a pixel being wrong.
    private static readonly string[] s_harmless = ["extraneous bytes", "unknown JFIF revision", "Adobe color transform"];

    private nint _handle;
    private byte[] _pixels = [];

    /// <summary>Creates a decoder.</summary>
    public JpegDecoder()
    {
        _handle = TurboJpegNative.InitDecompress();
        if (_handle == 0)
        {
            throw new InvalidOperationException("libturbojpeg gives no decoder; is memory short?");
        }
    }

    /// <summary>Pixels in a row of the image decoded last.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of the image decoded last.</summary>
    public int Height { get; private set; }

    /// <summary>The image decoded last, row-major; the camera's orientation is not applied.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Width * Height);

    /// <summary>Decodes an image.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="target">How many pixels the side that counts must keep at least; the smallest scale that has them is decoded.</param>
    /// <param name="longSide">Whether the longer side counts, or the shorter.</param>
    /// <exception cref="InvalidDataException">It is damaged or cut off.</exception>
    public void Decode(ReadOnlySpan<byte> data, int target, bool longSide)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        fixed (byte* start = data)
        {
            CULong length = new((uint)data.Length);
            if (TurboJpegNative.DecompressHeader(_handle, start, length, out int width, out int height, out _, out int space) != 0)
            {
                throw Damaged();
            }

            if (width < 1 || height < 1)
            {
                throw new InvalidDataException("it is damaged or cut off; copy it again");
            }

            ImageFile.CheckSize(width, height);
            int scale = ScaleFor(longSide ? Math.Max(width, height) : Math.Min(width, height), target);
            Width = Scaled(width, scale);
            Height = Scaled(height, scale);
            bool cmyk = space is TurboJpegNative.SpaceCmyk or TurboJpegNative.SpaceYcck;
            int channels = cmyk ? 4 : 1;
            if (_pixels.Length < Width * Height * channels)
            {
                _pixels = GC.AllocateUninitializedArray<byte>(Width * Height * channels);
            }

            fixed (byte* pixels = _pixels)
            {
                int format = cmyk ? TurboJpegNative.PixelsCmyk : TurboJpegNative.PixelsGray;
                if (TurboJpegNative.Decompress(_handle, start, length, pixels, Width, Width * channels, Height, format, 0) != 0)
                {
                    ThrowUnlessHarmless();
                }
            }

            if (cmyk)
            {
                InkToGray();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            _ = TurboJpegNative.Destroy(_handle);
            _handle = 0;
        }
    }

    private static int ScaleFor(int side, int target)
    {
        int scale = 1;
        while (scale < Eighths && Scaled(side, scale) < target)
        {
            scale++;
        }

        return scale;
    }

    private static int Scaled(int side, int scale) => (side * scale + Eighths - 1) / Eighths;

    // Files with four inks are Adobe's, who store them the other way round: 255 is no ink.
    private void InkToGray()
    {
        for (int i = 0; i < Width * Height; i++)
        {
            int key = _pixels[4 * i + 3];
            _pixels[i] = GrayImage.Luma(_pixels[4 * i] * key / 255, _pixels[4 * i + 1] * key / 255, _pixels[4 * i + 2] * key / 255);
        }
    }

    private void ThrowUnlessHarmless()
    {
        string text = ErrorText();
        if (!s_harmless.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            throw Damaged();
        }
    }

    private InvalidDataException Damaged() => new($"it is damaged or cut off ({ErrorText()}); copy it again");

    private string ErrorText() => (Marshal.PtrToStringUTF8(TurboJpegNative.ErrorText(_handle)) ?? "no reason given").TrimEnd('.', '\n');
}
