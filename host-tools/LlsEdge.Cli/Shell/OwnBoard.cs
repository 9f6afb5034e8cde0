using LlsEdge.Host.Device;
using LlsEdge.Link;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Shell;

/// <summary>Connects to a virtual board of this process: it goes on whenever this machine finds the time, so silence says little of it.</summary>
internal static class OwnBoard
{
    private static readonly LinkTimeouts s_patient = new() { Connect = TimeSpan.FromMinutes(2), Answer = TimeSpan.FromMinutes(1), Work = TimeSpan.FromMinutes(5) };

    /// <summary>Connects.</summary>
    /// <param name="board">The board.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The connection.</returns>
    public static DeviceClient Connect(VirtualEsp32 board, CancellationToken cancellation) =>
        DeviceClient.Connect(SerialLinks.Open(board.PortName, LinkProtocol.BaudRate), s_patient, TimeProvider.System, cancellation);
}
