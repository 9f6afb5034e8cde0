using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Flashing;
using LlsEdge.Host.Models;

namespace LlsEdge.Cli.Shell;

/// <summary>What a person and a script get to know of an exception.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Sentence">One sentence: what, where, what to do.</param>
internal sealed record Failure(ExitCode Code, string Sentence)
{
    /// <summary>Translates an exception.</summary>
    /// <param name="exception">What ended the command.</param>
    /// <returns>The failure.</returns>
    public static Failure Of(Exception exception) => exception switch
    {
        CommandException e => new Failure(e.Code, e.Message),
        DataException e => new Failure(ExitCode.Data, e.Message),
        ModelException e => new Failure(ExitCode.Model, e.Message),
        DeviceException e => new Failure(CodeOf(e.Kind), e.Message),
        FlashException e => new Failure(CodeOf(e.Kind), e.Message),
        OperationCanceledException => new Failure(ExitCode.Cancelled, "Cancelled."),
        _ => new Failure(
            ExitCode.Unexpected,
            $"llsedge met a fault of its own ({exception.GetType().Name}: {OneLine(exception.Message)}): "
            + "please report it with the command line and this line; LLSEDGE_TRACE=1 adds where it happened."),
    };

    private static ExitCode CodeOf(DeviceErrorKind kind) => kind switch
    {
        DeviceErrorKind.PortNotFound or DeviceErrorKind.PortBusy or DeviceErrorKind.PermissionDenied or DeviceErrorKind.PortUnusable => ExitCode.Port,
        DeviceErrorKind.BadModelFile => ExitCode.Model,
        _ => ExitCode.Board,
    };

    private static ExitCode CodeOf(FlashErrorKind kind) => kind switch
    {
        FlashErrorKind.BadRequest => ExitCode.Usage,
        FlashErrorKind.ModelTooLarge => ExitCode.Model,
        FlashErrorKind.Port => ExitCode.Port,
        FlashErrorKind.Board => ExitCode.Board,
        _ => ExitCode.Flash,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
