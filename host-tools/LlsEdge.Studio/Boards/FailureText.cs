using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;

namespace LlsEdge.Studio.Boards;

/// <summary>What a person gets to read of an exception.</summary>
internal static class FailureText
{
    /// <summary>Gives the sentence.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <returns>What, where, what to do.</returns>
    public static string Of(Exception failure) => IsExpected(failure)
        ? failure.Message
        : $"The studio met a fault of its own ({failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}): please report it with this line.";

    /// <summary>Says whether a failure is one that people cause and mend, not a fault of this program.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <returns>Whether its message is a sentence for people.</returns>
    public static bool IsExpected(Exception failure) => failure is StudioException or DeviceException or DataException or ModelException;

    /// <summary>Says whether after a failure there is no board to talk to any more.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <returns>Whether the session is over.</returns>
    public static bool EndsSession(Exception failure) =>
        failure is DeviceException { Kind: not (DeviceErrorKind.BoardError or DeviceErrorKind.BadModelFile or DeviceErrorKind.BoardRestarted) };
}
