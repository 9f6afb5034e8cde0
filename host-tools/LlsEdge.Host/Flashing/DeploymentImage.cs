using System.Buffers.Binary;
using System.Text;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// The app as nanoFramework's build leaves it for deploying: all assemblies behind each other, each padded to four bytes, the app last.
/// </summary>
public sealed class DeploymentImage
{
    private const int HeaderLength = 124;
    private const int VersionAt = 28;
    private const int TablesAt = 40;
    private const int EndOfAssembly = 15;

    private static readonly byte[] s_marker = "NFMRK1\0\0"u8.ToArray();

    private DeploymentImage(string file, int length, int assemblies, string? coreLibrary, FlashBoard? board)
    {
        File = file;
        Length = length;
        Assemblies = assemblies;
        CoreLibrary = coreLibrary;
        Board = board;
    }

    /// <summary>Gets the file.</summary>
    public string File { get; }

    /// <summary>Gets its length.</summary>
    public int Length { get; }

    /// <summary>Gets the number of assemblies in it.</summary>
    public int Assemblies { get; }

    /// <summary>Gets the version of the class library that all others stand on; null if it is not in the image.</summary>
    public string? CoreLibrary { get; }

    /// <summary>Gets the board that the app was built for; null if it is none of this repository's.</summary>
    public FlashBoard? Board { get; }

    /// <summary>Reads an image.</summary>
    /// <param name="file">The file.</param>
    /// <param name="targets">Knows the boards.</param>
    /// <returns>The image.</returns>
    public static DeploymentImage Load(string file, FlashTargets targets)
    {
        byte[] bytes;
        try
        {
            bytes = System.IO.File.ReadAllBytes(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FlashException(FlashErrorKind.BadImage, $"The image {file} cannot be read ({cause.Message.TrimEnd('.')}): give the .bin that the firmware's build made.", cause);
        }

        return Read(file, bytes, targets);
    }

    /// <summary>Throws if the image does not fit.</summary>
    /// <param name="target">The firmware image.</param>
    /// <param name="layout">What that leaves.</param>
    public void ThrowIfTooLarge(string target, FlashLayout layout)
    {
        if (Length > layout.DeployBytes)
        {
            throw new FlashException(
                FlashErrorKind.BadImage,
                $"The image {File} has {Length:N0} bytes, and {target} leaves {layout.DeployBytes:N0} for an app on {layout.FlashMegabytes} MB of flash: "
                + "build it with a smaller trunk, or take a board with more flash (--flash-size).");
        }
    }

    private static DeploymentImage Read(string file, byte[] bytes, FlashTargets targets)
    {
        int count = 0;
        string? coreLibrary = null;
        FlashBoard? board = null;
        for (int at = 0; at < bytes.Length; count++)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(at);
            if (rest.Length < HeaderLength || !rest.StartsWith(s_marker))
            {
                throw new FlashException(
                    FlashErrorKind.BadImage,
                    $"The image {file} has no assembly at byte {at:N0} of {bytes.Length:N0}: it is not the .bin of a nanoFramework app, or not all of it; build it again.");
            }

            int length = Offset(rest, EndOfAssembly);
            if (length < HeaderLength || length > rest.Length)
            {
                throw new FlashException(
                    FlashErrorKind.BadImage,
                    $"The image {file} ends within an assembly ({rest.Length:N0} bytes of {length:N0} are there): build or copy it again.");
            }

            // The first table holds the references: only the core library has none.
            if (Offset(rest, 0) == Offset(rest, 1))
            {
                coreLibrary = string.Join('.', Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + VersionAt + (2 * i)))));
            }

            // The strings are somewhere in the assembly; nothing else in it spells a board's name.
            board ??= FindBoard(rest[..length], targets);
            at += (length + 3) & ~3;
        }

        return count == 0
            ? throw new FlashException(FlashErrorKind.BadImage, $"The image {file} is empty: build it again.")
            : new DeploymentImage(file, bytes.Length, count, coreLibrary, board);
    }

    /// <summary>The profile's name of the board is a string of the app, and only one profile is compiled into it.</summary>
    private static FlashBoard? FindBoard(ReadOnlySpan<byte> assembly, FlashTargets targets)
    {
        foreach (FlashBoard board in targets.Boards)
        {
            if (assembly.IndexOf(Encoding.UTF8.GetBytes($"\0{board.Name}\0")) >= 0)
            {
                return board;
            }
        }

        return null;
    }

    private static int Offset(ReadOnlySpan<byte> assembly, int table) => BinaryPrimitives.ReadInt32LittleEndian(assembly[(TablesAt + (4 * table))..]);
}
