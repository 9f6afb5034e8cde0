namespace LlsEdge.Host.Device;

/// <summary>
/// Bytes to and from a board, nothing more. Failures are <see cref="DeviceException"/>s.
/// </summary>
public interface ISerialLink : IDisposable
{
    /// <summary>Gets what the user calls the line, for instance <c>/dev/ttyUSB0</c>.</summary>
    string Name { get; }

    /// <summary>Reads what has arrived, or waits for something to arrive.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="timeout">How long to wait for the first.</param>
    /// <returns>How many arrived; 0 after the timeout.</returns>
    int Read(Span<byte> buffer, TimeSpan timeout);

    /// <summary>Sends bytes.</summary>
    /// <param name="data">The bytes.</param>
    void Write(ReadOnlySpan<byte> data);
}
