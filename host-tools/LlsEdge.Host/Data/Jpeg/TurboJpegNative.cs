using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Data.Jpeg;

/// <summary>The part of the TurboJPEG API that is used here; its version 2 functions, which version 3 still has.</summary>
internal static unsafe partial class TurboJpegNative
{
    internal const int PixelsGray = 6;
    internal const int PixelsCmyk = 11;
    internal const int SpaceCmyk = 3;
    internal const int SpaceYcck = 4;

    static TurboJpegNative()
    {
        RuntimeHelpers.RunClassConstructor(typeof(JpegSupport).TypeHandle);
    }

    [LibraryImport(JpegSupport.LibraryName, EntryPoint = "tjInitDecompress")]
    internal static partial nint InitDecompress();

    [LibraryImport(JpegSupport.LibraryName, EntryPoint = "tjDestroy")]
    internal static partial int Destroy(nint handle);

    [LibraryImport(JpegSupport.LibraryName, EntryPoint = "tjDecompressHeader3")]
    internal static partial int DecompressHeader(nint handle, byte* data, CULong length, out int width, out int height, out int sampling, out int space);

    [LibraryImport(JpegSupport.LibraryName, EntryPoint = "tjDecompress2")]
    internal static partial int Decompress(
        nint handle, byte* data, CULong length, byte* pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(JpegSupport.LibraryName, EntryPoint = "tjGetErrorStr2")]
    internal static partial nint ErrorText(nint handle);
}
