namespace LlsEdge.Host.Device;

/// <summary>
/// Whether this user may open a port.
/// </summary>
internal static class PortAccess
{
    /// <summary>The right that a port usually needs, and how to get it: the end of a sentence.</summary>
    public const string HowToGet =
        "add yourself to the group that owns it (on most Linux systems 'sudo usermod -aG dialout $USER', on Arch 'uucp'), then log in again";

    /// <summary>Looks whether this user may read and write a port, without opening it.</summary>
    /// <param name="port">The port.</param>
    /// <returns>What is wrong and what to do; null if nothing is, and on Windows, which has no such rights on ports.</returns>
    public static string? FindProblem(string port)
    {
        return !OperatingSystem.IsWindows() && PosixNative.Access(port, PosixNative.AccessReadWrite) != 0 ? "you may not open it: " + HowToGet : null;
    }
}
