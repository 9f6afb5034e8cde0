using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// One request, before it gets its sequence number.
/// </summary>
/// <param name="Type">What it asks for.</param>
/// <param name="Payload">What it carries.</param>
public readonly record struct LinkRequest(MessageType Type, byte[] Payload)
{
    /// <summary>Gets a value indicating whether the board may compute or write flash for long before it answers.</summary>
    public bool IsLong => Type is MessageType.Predict or MessageType.Train or MessageType.Evaluate
        or MessageType.ModelPutBegin or MessageType.ModelPutEnd or MessageType.Commit or MessageType.RollBack
        or MessageType.Undo or MessageType.Factory or MessageType.SettingsSet
        or MessageType.Capture or MessageType.Teach;
}
