using System.Reflection;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Data.Jpeg;

/// <summary>Whether this machine can decode JPEG, and what to install if it cannot: the work is libjpeg-turbo's.</summary>
public static class JpegSupport
{
    /// <summary>Where the library lies, if it lies in an unusual place.</summary>
    public const string PathVariable = "LLSEDGE_TURBOJPEG";

    internal const string LibraryName = "turbojpeg";
    private static readonly Lazy<nint> s_library = new(Load);

    static JpegSupport()
    {
        NativeLibrary.SetDllImportResolver(typeof(JpegSupport).Assembly, Resolve);
    }

    /// <summary>Whether libturbojpeg was found.</summary>
    public static bool IsAvailable => s_library.Value != 0;

    /// <summary>How to get it on this operating system: the end of a sentence.</summary>
    public static string HowToInstall =>
        OperatingSystem.IsMacOS() ? "install it with 'brew install jpeg-turbo'"
        : OperatingSystem.IsWindows() ? $"install libjpeg-turbo for Visual C++ (libjpeg-turbo.org), or set {PathVariable} to its turbojpeg.dll"
        : "install it with 'apt-get install libturbojpeg0' (Fedora: 'dnf install turbojpeg', Arch: 'pacman -S libjpeg-turbo')";

    internal static nint Library => s_library.Value;

    /// <summary>Throws unless JPEG can be decoded here.</summary>
    /// <param name="reader">What the JPEG files belong to, for the message.</param>
    /// <exception cref="DataException">libturbojpeg was not found.</exception>
    public static void ThrowIfMissing(string reader)
    {
        if (!IsAvailable)
        {
            throw new DataException("JPEG images need libturbojpeg, which is not on this machine", reader, HowToInstall);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths) => name == LibraryName ? s_library.Value : 0;

    private static nint Load()
    {
        foreach (string candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
            {
                return library;
            }
        }

        return 0;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is string path and not "")
        {
            yield return path;
            yield break;
        }

        if (OperatingSystem.IsWindows())
        {
            yield return "turbojpeg.dll";
            yield return @"C:\libjpeg-turbo64\bin\turbojpeg.dll";
            yield return "libturbojpeg.dll";
            yield return @"C:\libjpeg-turbo-gcc64\bin\libturbojpeg.dll";
        }
        else if (OperatingSystem.IsMacOS())
        {
            yield return "/opt/homebrew/opt/jpeg-turbo/lib/libturbojpeg.dylib";
            yield return "/usr/local/opt/jpeg-turbo/lib/libturbojpeg.dylib";
            yield return "/opt/local/lib/libturbojpeg.dylib";
            yield return "libturbojpeg.dylib";
        }
        else
        {
            yield return "libturbojpeg.so.0";
            yield return "libturbojpeg.so";
        }
    }
}
