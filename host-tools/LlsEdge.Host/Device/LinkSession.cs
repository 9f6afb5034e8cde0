using System.Buffers.Binary;
using LlsEdge.Camera;
using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// The host's end of the link: numbers requests, keeps within the board's credits, and repairs losses.
/// </summary>
/// <remarks>
/// The host never sends a request again on suspicion. It polls first: bytes arrive in order, so when the poll's answer comes, every byte sent before it has
/// left the board's receive buffer, the credits are whole again, and the answer says from where to go on. A request the board has executed is never executed
/// again; its reply is repeated.
/// </remarks>
public sealed class LinkSession
{
    private static readonly TimeSpan s_longestRead = TimeSpan.FromMilliseconds(50);

    private readonly ISerialLink _link;
    private readonly LinkTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly PacketReader _reader = new();
    private readonly PacketWriter _writer = new(LinkProtocol.MaxPayload);
    private readonly byte[] _received = new byte[4096];
    private int _receivedAt;
    private int _receivedEnd;
    private bool _heardSomething;
    private int _next;
    private bool _isInStep;
    private int _pollNumber;
    private int _credits;

    /// <summary>Creates a session that is not yet open.</summary>
    /// <param name="link">The line.</param>
    /// <param name="timeouts">When to ask again and when to give up.</param>
    /// <param name="time">The clock.</param>
    public LinkSession(ISerialLink link, LinkTimeouts timeouts, TimeProvider time)
    {
        _link = link;
        _timeouts = timeouts;
        _time = time;
    }

    /// <summary>Gets the board's description from its last answer to a hello, as in <see cref="MessageType.BoardInfo"/>'s reply.</summary>
    public byte[] Greeting { get; private set; } = [];

    /// <summary>Gets how many requests were sent again.</summary>
    public int Resent { get; private set; }

    /// <summary>Gets how many damaged packets arrived.</summary>
    public int Damaged => _reader.Damaged;

    /// <summary>Opens a session; the sequence starts anew.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public void Open(CancellationToken cancellationToken)
    {
        var nonce = Random.Shared.Next();
        var started = _time.GetTimestamp();
        _heardSomething = false;
        while (_time.GetElapsedTime(started) < _timeouts.Connect)
        {
            _writer.Start();
            _writer.AddByte(LinkProtocol.Version);
            _writer.AddInt32(nonce);
            SendPacket(MessageType.Hello, 0);
            var asked = _time.GetTimestamp();
            while (_time.GetElapsedTime(asked) < _timeouts.FirstPoll * 2)
            {
                if (Receive(s_longestRead, cancellationToken) && IsReplyTo(MessageType.Hello) && IsGreeting(Payload(), nonce))
                {
                    return;
                }
            }
        }

        throw _heardSomething
            ? new DeviceException(
                DeviceErrorKind.WrongProtocol,
                $"Bytes come from {_link.Name}, but no LlsEdge board answers: check that this is the board's data line, that it runs at "
                    + $"{LinkProtocol.BaudRate} baud and that the firmware is flashed.")
            : NoAnswer(_timeouts.Connect);
    }

    /// <summary>Sends one request and waits for its reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the waiting; the request may have been executed.</param>
    /// <returns>What follows the status.</returns>
    public byte[] Send(LinkRequest request, CancellationToken cancellationToken)
    {
        return Send([request], null, cancellationToken);
    }

    /// <summary>Sends requests back to back and waits for the last one's reply. All but the last must have replies without content.</summary>
    /// <param name="requests">The requests, at least one.</param>
    /// <param name="progress">Told how many requests have been acknowledged.</param>
    /// <param name="cancellationToken">Ends the waiting; requests may have been executed.</param>
    /// <returns>What follows the status of the last reply.</returns>
    public byte[] Send(IReadOnlyList<LinkRequest> requests, Action<int>? progress, CancellationToken cancellationToken)
    {
        if (!_isInStep)
        {
            FindStep(cancellationToken);
        }

        // Whatever ends this call early, the next one first asks where the board is.
        _isInStep = false;
        var window = new SendWindow(_next, requests.Count);
        var patience = new Patience(_timeouts, _time, requests[0].IsLong);
        var poll = -1;
        while (!window.IsDone)
        {
            // Nothing follows a poll before its answer, which decides from where to go on.
            while (poll < 0 && window.CanSend(_credits))
            {
                SendRequest(requests[window.Sent], window);
            }

            if (!AwaitPacket(patience, ref poll, cancellationToken))
            {
                continue;
            }

            if (IsReplyTo(MessageType.Poll))
            {
                if (_reader.Sequence == poll)
                {
                    poll = -1;
                    GoBack(window, Payload(), cancellationToken);
                    patience.Heard();
                }

                continue;
            }

            var index = window.IndexOf(_reader.Sequence);
            if (index < 0 || !IsReplyTo(requests[index].Type))
            {
                continue;
            }

            var reply = Payload();
            switch ((LinkStatus)reply[0])
            {
                case LinkStatus.Ok:
                    window.Acknowledge(index);
                    progress?.Invoke(window.Acknowledged);
                    if (window.IsDone)
                    {
                        _next = window.NextSequence;
                        _isInStep = true;
                        return reply[1..];
                    }

                    patience.Progress(requests[window.Acknowledged].IsLong);
                    break;
                case LinkStatus.Working:
                    window.Acknowledge(index - 1);
                    patience.Working(BinaryPrimitives.ReadInt32LittleEndian(reply.AsSpan(1)));
                    break;
                case LinkStatus.OutOfOrder or LinkStatus.Superseded:
                    if (poll < 0)
                    {
                        poll = SendPoll(patience);
                    }

                    break;
                case LinkStatus.NoSession:
                    throw Restarted(cancellationToken);
                default:
                    throw Refused(reply, requests[index].Type);
            }
        }

        throw new ArgumentException("There is nothing to send.", nameof(requests));
    }

    private DeviceException Refused(byte[] reply, MessageType request)
    {
        var status = (LinkStatus)reply[0];
        return status == LinkStatus.CameraFailed && reply.Length > 1
            ? new DeviceException(status, StatusText.Describe((FrameStatus)reply[1], _link.Name))
            : new DeviceException(status, StatusText.Describe(status, request, _link.Name));
    }

    private static bool IsNoSession(byte[] reply)
    {
        return (LinkStatus)reply[0] == LinkStatus.NoSession;
    }

    private bool IsGreeting(byte[] reply, int nonce)
    {
        const int Header = 6;
        if ((LinkStatus)reply[0] == LinkStatus.WrongVersion && reply.Length >= 2)
        {
            throw new DeviceException(
                DeviceErrorKind.WrongProtocol,
                $"The board at {_link.Name} speaks version {reply[1]} of the link, this tool version {LinkProtocol.Version}: flash the firmware that "
                    + "belongs to this tool.");
        }

        if ((LinkStatus)reply[0] != LinkStatus.Ok
            || reply.Length < Header + BoardInfo.ShortestLength
            || BinaryPrimitives.ReadInt32LittleEndian(reply.AsSpan(2)) != nonce)
        {
            return false;
        }

        Greeting = reply[Header..];
        _credits = BoardInfo.ReadCredits(Greeting);
        _next = 1;
        _isInStep = true;
        return true;
    }

    private void FindStep(CancellationToken cancellationToken)
    {
        var patience = new Patience(_timeouts, _time, true);
        var poll = SendPoll(patience);
        while (true)
        {
            if (AwaitPacket(patience, ref poll, cancellationToken) && IsReplyTo(MessageType.Poll) && _reader.Sequence == poll)
            {
                var reply = Payload();
                if (IsNoSession(reply))
                {
                    throw Restarted(cancellationToken);
                }

                _next = reply[1];
                return;
            }
        }
    }

    private void GoBack(SendWindow window, byte[] reply, CancellationToken cancellationToken)
    {
        if (IsNoSession(reply))
        {
            throw Restarted(cancellationToken);
        }

        var again = window.GoBack(reply[1]);
        if (again < 0)
        {
            throw new DeviceException(
                DeviceErrorKind.WrongProtocol,
                $"The board at {_link.Name} has lost count of what this tool sent: does another program use the line?");
        }

        Resent += again;
    }

    private void SendRequest(LinkRequest request, SendWindow window)
    {
        _writer.Start();
        _writer.AddBytes(request.Payload, 0, request.Payload.Length);
        SendPacket(request.Type, window.NextSequence);
        window.AddSent(_writer.WireLength);
    }

    private int SendPoll(Patience patience)
    {
        _pollNumber = (_pollNumber + 1) & 0xFF;
        _writer.Start();
        SendPacket(MessageType.Poll, _pollNumber);
        patience.Polled();
        return _pollNumber;
    }

    private void SendPacket(MessageType type, int sequence)
    {
        _writer.Seal((int)type, sequence);
        _link.Write(_writer.Wire.AsSpan(0, _writer.WireLength));
    }

    private bool AwaitPacket(Patience patience, ref int poll, CancellationToken cancellationToken)
    {
        if (Receive(patience.UntilPoll, cancellationToken))
        {
            return true;
        }

        if (patience.IsSilent)
        {
            throw NoAnswer(patience.Limit);
        }

        if (patience.IsStuck)
        {
            throw new DeviceException(
                DeviceErrorKind.NoAnswer,
                $"The board at {_link.Name} answers, but what it is sent arrives damaged again and again: shorten the wires, connect the grounds, then "
                    + "try again.");
        }

        if (patience.UntilPoll <= TimeSpan.Zero)
        {
            poll = SendPoll(patience);
        }

        return false;
    }

    private bool Receive(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_receivedAt == _receivedEnd)
        {
            var wait = timeout < s_longestRead ? timeout : s_longestRead;
            _receivedAt = 0;
            _receivedEnd = _link.Read(_received, wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            _heardSomething |= _receivedEnd > 0;
        }

        _receivedAt += _reader.Accept(_received, _receivedAt, _receivedEnd - _receivedAt);
        return _reader.HasPacket && _reader.PayloadLength > 0;
    }

    private bool IsReplyTo(MessageType type)
    {
        return _reader.Type == ((int)type | LinkProtocol.ReplyBit);
    }

    private byte[] Payload()
    {
        return _reader.Buffer.AsSpan(LinkProtocol.HeaderLength, _reader.PayloadLength).ToArray();
    }

    private DeviceException NoAnswer(TimeSpan waited)
    {
        return new DeviceException(
            DeviceErrorKind.NoAnswer,
            $"The board at {_link.Name} has not answered for {waited.TotalSeconds:0.#} s: check its power, the two data wires and the ground, then try again.");
    }

    private DeviceException Restarted(CancellationToken cancellationToken)
    {
        Open(cancellationToken);
        return new DeviceException(
            DeviceErrorKind.BoardRestarted,
            $"The board at {_link.Name} restarted: what it learnt since its last commit is lost. It is ready again; repeat the command.");
    }
}
