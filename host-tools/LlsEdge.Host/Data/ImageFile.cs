using LlsEdge.Host.Data.Jpeg;

namespace LlsEdge.Host.Data;

/// <summary>Reads an image by its first bytes: JPEG, PNG, BMP, PGM or PPM.</summary>
public static class ImageFile
{
    /// <summary>Endings of the files that are looked at in a folder; those of formats not read are listed as skipped.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".bmp", ".pgm", ".ppm", ".pnm", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"];

    /// <summary>Reads an image file as gray.</summary>
    public static GrayImage Read(string path)
    {
        byte[] data;
        try
        {
            data = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The image cannot be read", path, "check that it exists and that you may read it", cause);
        }

        return Decode(data, path);
    }

    /// <summary>Decodes an image that lies in memory.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">Its name, for messages.</param>
    public static GrayImage Decode(byte[] data, string name)
    {
        ArgumentNullException.ThrowIfNull(data);
        try
        {
            return data switch
            {
                [0x89, 0x50, 0x4E, 0x47, ..] => PngReader.Decode(data),
                [0x42, 0x4D, ..] => BmpReader.Decode(data),
                [0x50, >= 0x31 and <= 0x36, ..] => PnmReader.Decode(data),
                [0xFF, 0xD8, ..] => DecodeJpeg(data),
                [] => throw new InvalidDataException("the file is empty; copy it again"),
                _ => throw new InvalidDataException("the format is unknown; convert it to JPEG, PNG, BMP, PGM or PPM"),
            };
        }
        catch (Exception cause) when (
            cause is InvalidDataException or EndOfStreamException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            string remedy = cause is InvalidDataException ? cause.Message : "the file is shorter than its header says; copy it again";
            throw new DataException("The image cannot be decoded", name, remedy, cause);
        }
    }

    private static GrayImage DecodeJpeg(byte[] data)
    {
        if (!JpegSupport.IsAvailable)
        {
            throw new InvalidDataException($"JPEG needs libturbojpeg; {JpegSupport.HowToInstall}");
        }

        using JpegDecoder decoder = new();
        decoder.Decode(data, int.MaxValue, longSide: false);
        return ExifOrientation.Apply(ExifOrientation.Of(data), new GrayImage(decoder.Width, decoder.Height, decoder.Pixels.ToArray()));
    }

    internal static void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1 || width * height > GrayImage.MaxPixels || width > 32767 || height > 32767)
        {
            throw new InvalidDataException($"its header says {width}×{height} pixels, which is no usable size");
        }
    }
}
