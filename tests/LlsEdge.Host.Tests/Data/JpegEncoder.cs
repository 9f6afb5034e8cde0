using System.Runtime.InteropServices;
using LlsEdge.Host.Data.Jpeg;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

/// <summary>Makes JPEG files with libturbojpeg's own compressor, so that none need be kept here.</summary>
internal static unsafe class JpegEncoder
{
    public const int Gray = 6;
    public const int Rgb = 0;
    public const int Cmyk = 11;

    /// <summary>Ends a test where the library is missing: as skipped, but in CI, which installs it, as failed.</summary>
    public static void RequireLibrary()
    {
        if (!JpegSupport.IsAvailable)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is not "true", "CI lacks libturbojpeg, which .ci/run installs.");
            Assert.Skip("JPEG needs libturbojpeg: " + JpegSupport.HowToInstall + ".");
        }
    }

    public static byte[] Encode(byte[] pixels, int width, int height, int format = Gray, int quality = 95, byte orientation = 0)
    {
        RequireLibrary();
        var init = (delegate* unmanaged<nint>)NativeLibrary.GetExport(JpegSupport.Library, "tjInitCompress");
        var compress = (delegate* unmanaged<nint, byte*, int, int, int, int, byte**, CULong*, int, int, int, int>)
            NativeLibrary.GetExport(JpegSupport.Library, "tjCompress2");
        var free = (delegate* unmanaged<byte*, void>)NativeLibrary.GetExport(JpegSupport.Library, "tjFree");
        var destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(JpegSupport.Library, "tjDestroy");
        nint handle = init();
        byte* jpeg = null;
        try
        {
            CULong length = default;
            fixed (byte* start = pixels)
            {
                int sampling = format == Gray ? 3 : 0;
                Assert.Equal(0, compress(handle, start, width, 0, height, format, &jpeg, &length, sampling, quality, 0));
            }

            byte[] file = new ReadOnlySpan<byte>(jpeg, (int)length.Value).ToArray();
            return orientation == 0 ? file : [.. file[..2], .. Exif(orientation), .. file[2..]];
        }
        finally
        {
            free(jpeg);
            destroy(handle);
        }
    }

    // Odd orientations are written as Intel writes numbers, even ones as Motorola.
    private static byte[] Exif(byte orientation)
    {
        byte[] tiff = orientation % 2 == 1
            ? [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 2, 0, 0x0F, 1, 2, 0, 1, 0, 0, 0, 65, 0, 0, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 2, 1, 0x0F, 0, 2, 0, 0, 0, 1, 65, 0, 0, 0, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [0xFF, 0xE1, 0, (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
    }
}
