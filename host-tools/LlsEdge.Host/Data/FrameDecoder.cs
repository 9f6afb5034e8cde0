using LlsEdge.Host.Data.Jpeg;

namespace LlsEdge.Host.Data;

/// <summary>Turns image files into square gray frames, in buffers that it keeps: one decoder a thread.</summary>
internal sealed class FrameDecoder : IDisposable
{
    private const long LargestFile = 512L << 20;

    private readonly int _size;
    private readonly FrameFit _fit;
    private readonly byte[] _frame;
    private byte[] _file = [];
    private JpegDecoder? _jpeg;

    /// <summary>Creates a decoder.</summary>
    /// <param name="size">The side of the frames.</param>
    /// <param name="fit">How images that are no squares become such.</param>
    public FrameDecoder(int size, FrameFit fit)
    {
        _size = size;
        _fit = fit;
        _frame = new byte[size * size];
    }

    /// <summary>Reads an image file into a frame.</summary>
    /// <exception cref="DataException">It cannot be read or decoded.</exception>
    public void Read(string path, Span<byte> frame)
    {
        int length = Load(path);
        ReadOnlySpan<byte> data = _file.AsSpan(0, length);
        if (!JpegSupport.IsAvailable || !data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            Fit(ImageFile.Decode(data.ToArray(), path), frame);
            return;
        }

        try
        {
            _jpeg ??= new JpegDecoder();
            _jpeg.Decode(data, _size, _fit == FrameFit.Pad);
        }
        catch (InvalidDataException cause)
        {
            throw new DataException("The image cannot be decoded", path, cause.Message, cause);
        }

        int orientation = ExifOrientation.Of(data);
        if (orientation == ExifOrientation.Upright)
        {
            BoxFilter.ToSquare(_jpeg.Pixels, _jpeg.Width, _jpeg.Height, _fit, frame, _size);
            return;
        }

        // Every fit treats both axes alike, so the small frame can be turned instead of the large image.
        BoxFilter.ToSquare(_jpeg.Pixels, _jpeg.Width, _jpeg.Height, _fit, _frame, _size);
        ExifOrientation.Apply(orientation, _frame, _size, _size, frame);
    }

    /// <summary>Brings a decoded image into a frame.</summary>
    public void Fit(GrayImage image, Span<byte> frame) => BoxFilter.ToSquare(image.Pixels, image.Width, image.Height, _fit, frame, _size);

    /// <inheritdoc/>
    public void Dispose() => _jpeg?.Dispose();

    private int Load(string path)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            long length = RandomAccess.GetLength(file);
            if (length > LargestFile)
            {
                throw new DataException($"The image has {length} bytes", path, "leave out what is no photograph");
            }

            if (_file.Length < length)
            {
                _file = GC.AllocateUninitializedArray<byte>((int)length + (int)length / 2);
            }

            int filled = 0;
            while (filled < length)
            {
                int count = RandomAccess.Read(file, _file.AsSpan(filled, (int)length - filled), filled);
                if (count == 0)
                {
                    break;
                }

                filled += count;
            }

            return filled;
        }
        catch (FileNotFoundException cause)
        {
            throw new DataException("The image is missing", path, "download it again, or leave it out", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The image cannot be read", path, "check that it exists and that you may read it", cause);
        }
    }
}
