using LlsEdge.Camera;
using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// Says in a sentence what a board's error status means and what to do.
/// </summary>
internal static class StatusText
{
    /// <summary>Describes a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="port">Of which board.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(LinkStatus status, MessageType request, string port)
    {
        var board = $"The board at {port}";
        return status switch
        {
            LinkStatus.UnknownMessage => $"{board} does not know the request {request}: flash the firmware that belongs to this tool.",
            LinkStatus.BadRequest => $"{board} finds the request {request} malformed: flash the firmware that belongs to this tool.",
            LinkStatus.NoModel => $"{board} has no model: put one on it first.",
            LinkStatus.FrameIncomplete => $"{board} did not receive a whole frame of its model's size before {request}.",
            LinkStatus.BadLabel => $"{board} has a model without that class: its classes are in the board's description.",
            LinkStatus.OutOfMemory => $"{board} ran out of memory during {request}: use a smaller model or a board with PSRAM.",
            LinkStatus.Failed => $"{board} failed during {request}; it still answers.",
            LinkStatus.BadOffset => $"{board} received {request} out of place: the frame or file does not have the announced size.",
            LinkStatus.BadCrc => $"{board} received the model file damaged and keeps the model it had: try again.",
            LinkStatus.BadModel => $"{board} cannot use that model file and keeps the model it had: make the file with the tool that belongs to its firmware.",
            LinkStatus.OtherTrunk => $"{board} was built with another trunk than the one whose tail that model file is, and keeps the model it had: "
                + "flash the firmware built with that trunk, or put the complete model.",
            LinkStatus.StorageMissing => $"{board} has no drive I: to keep models on: flash an image with a file system.",
            LinkStatus.StorageFull => $"{board} could not write to its drive: it is full or broken; remove files or use a smaller model.",
            LinkStatus.NothingToRollBack => $"{board} has no earlier model to go back to.",
            LinkStatus.NothingToUndo => $"{board} has nothing to undo: only the model before the last label by button, run of 'llsedge train', factory or rollback "
                + "is kept, until it has been gone back to.",
            LinkStatus.NoFactoryModel => $"{board} has firmware that was built without a factory model: flash one with a factory model, or put a model.",
            LinkStatus.NoRoomToUndo => $"{board} has no room on its drive for a third model, so there is no undo: use a smaller model or a tail.",
            LinkStatus.ModelChanged => $"{board} was trained while its model was being read: read it again.",
            _ => $"{board} answered {request} with the unexpected status {(int)status}.",
        };
    }

    /// <summary>Describes why a camera took no frame.</summary>
    /// <param name="status">What the board says of its camera.</param>
    /// <param name="port">Of which board.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(FrameStatus status, string port)
    {
        var camera = $"The camera of the board at {port}";
        return status switch
        {
            FrameStatus.NoCamera => $"{camera} does not answer: look at its wires, its power and the pins of the board's profile.",
            FrameStatus.WrongCamera => $"{camera} is another one than the board's settings say: set the camera, or 0 for whichever answers, and restart the board.",
            FrameStatus.TimedOut => $"{camera} answers but takes no frame in time: look at its power; the board starts it anew when it fails again.",
            FrameStatus.Overrun => $"{camera} delivers frames of another size: it is a module of another kind, or must be started anew.",
            FrameStatus.Stuck => $"{camera} always says that it is done: start the board anew, else switch its power off and on.",
            FrameStatus.NoFrame => $"The board at {port} has no camera to take a frame with, or a model for frames of another size than 96×96.",
            _ => $"{camera} failed with the unexpected status {(int)status}.",
        };
    }
}
