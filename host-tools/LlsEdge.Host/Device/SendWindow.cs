using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// Which of a row of requests have been sent and which acknowledged, and how many bytes of them may still lie in the board's receive buffer.
/// </summary>
internal sealed class SendWindow
{
    /// <summary>Far below half the sequence numbers, so that earlier and later can be told apart.</summary>
    private const int MostInFlight = 64;

    private readonly int _first;
    private readonly int _count;
    private readonly Queue<int> _sizes = new();
    private int _outstanding;

    /// <summary>Creates the window.</summary>
    /// <param name="first">The first request's sequence number.</param>
    /// <param name="count">How many requests there are.</param>
    public SendWindow(int first, int count)
    {
        _first = first;
        _count = count;
    }

    /// <summary>Gets how many requests have been sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Gets how many requests have been acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Gets a value indicating whether all have been acknowledged.</summary>
    public bool IsDone => Acknowledged == _count;

    /// <summary>Gets the next request's sequence number.</summary>
    public int NextSequence => (_first + Sent) & 0xFF;

    /// <summary>Tells whether another request may be sent now.</summary>
    /// <param name="credits">What the board's receive buffer holds.</param>
    /// <returns>Whether a packet of any length fits.</returns>
    public bool CanSend(int credits)
    {
        return Sent < _count && _sizes.Count < MostInFlight && (_sizes.Count == 0 || _outstanding + LinkProtocol.MaxWire <= credits);
    }

    /// <summary>Counts a request as sent.</summary>
    /// <param name="size">Its bytes on the wire.</param>
    public void AddSent(int size)
    {
        Sent++;
        _sizes.Enqueue(size);
        _outstanding += size;
    }

    /// <summary>Finds a request in flight.</summary>
    /// <param name="sequence">A reply's sequence number.</param>
    /// <returns>The request's index, -1 if none in flight has that number.</returns>
    public int IndexOf(int sequence)
    {
        var distance = (sequence - _first - Acknowledged) & 0xFF;
        return distance < Sent - Acknowledged ? Acknowledged + distance : -1;
    }

    /// <summary>Counts a request and all before it as acknowledged.</summary>
    /// <param name="index">The request; one before the first in flight acknowledges nothing.</param>
    public void Acknowledge(int index)
    {
        while (Acknowledged <= index)
        {
            _outstanding -= _sizes.Dequeue();
            Acknowledged++;
        }
    }

    /// <summary>Goes back to where the board is. The one it executed last is sent too: its reply was lost, and it may have been an error.</summary>
    /// <param name="expected">The sequence number that the board expects.</param>
    /// <returns>How many requests will be sent again; -1 if the number makes no sense.</returns>
    public int GoBack(int expected)
    {
        var executed = (expected - _first - Acknowledged) & 0xFF;
        if (executed > Sent - Acknowledged)
        {
            return -1;
        }

        var resume = Acknowledged + Math.Max(0, executed - 1);
        var again = Sent - resume;
        Acknowledged = resume;
        Sent = resume;
        _sizes.Clear();
        _outstanding = 0;
        return again;
    }
}
