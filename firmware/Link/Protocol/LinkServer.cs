using System;

namespace LlsEdge.Link
{
    /// <summary>
    /// The board's end of the link: takes bytes, repairs what the line did to them, has each request executed exactly once, and answers.
    /// </summary>
    /// <remarks>
    /// The reply last sent stays encoded in its writer: a request that arrives again is answered from there. Everything else (refusals, polls, signs of
    /// life) goes through a second, small writer.
    /// </remarks>
    public sealed class LinkServer
    {
        private const int NoticeLength = 8;
        private const int HelloLength = 5;

        private readonly IRequestHandler _handler;
        private readonly IByteSink _sink;
        private readonly PacketReader _reader = new PacketReader();
        private readonly PacketWriter _reply = new PacketWriter(LinkProtocol.MaxPayload);
        private readonly PacketWriter _notice = new PacketWriter(NoticeLength);
        private readonly RequestSequence _sequence = new RequestSequence();

        /// <summary>Creates the server.</summary>
        /// <param name="handler">Carries out requests.</param>
        /// <param name="sink">Takes the answers.</param>
        public LinkServer(IRequestHandler handler, IByteSink sink)
        {
            _handler = handler;
            _sink = sink;
        }

        /// <summary>Gets how many damaged packets arrived.</summary>
        public int Damaged
        {
            get { return _reader.Damaged; }
        }

        /// <summary>Gets how many requests arrived again after they had been executed.</summary>
        public int Repeated { get; private set; }

        /// <summary>Gets how many requests arrived before one that was lost.</summary>
        public int Refused { get; private set; }

        /// <summary>Takes bytes from the line and answers the requests they complete.</summary>
        /// <param name="data">Where the bytes are.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        public void Accept(byte[] data, int offset, int count)
        {
            while (count > 0)
            {
                int taken = _reader.Accept(data, offset, count);
                offset += taken;
                count -= taken;
                if (_reader.HasPacket)
                {
                    Answer();
                }
            }
        }

        private void Answer()
        {
            int type = _reader.Type;
            if (type == (int)MessageType.Hello)
            {
                AnswerHello();
            }
            else if (!_sequence.IsOpen)
            {
                StartNotice(LinkStatus.NoSession);
                SendNotice();
            }
            else if (type == (int)MessageType.Poll)
            {
                AnswerPoll();
            }
            else
            {
                AnswerRequest();
            }
        }

        private void AnswerHello()
        {
            byte[] buffer = _reader.Buffer;
            int payload = LinkProtocol.HeaderLength;
            if (_reader.PayloadLength < HelloLength || buffer[payload] != LinkProtocol.Version)
            {
                StartNotice(LinkStatus.WrongVersion);
                _notice.AddByte(LinkProtocol.Version);
                SendNotice();
                return;
            }

            int nonce = LittleEndian.ReadInt32(buffer, payload + 1);
            if (_sequence.Open(nonce, _reader.Sequence))
            {
                Greet(nonce);
                SendReply();
            }
            else if (_sequence.IsFresh)
            {
                _sink.Send(_reply.Wire, 0, _reply.WireLength);
            }
        }

        private void Greet(int nonce)
        {
            try
            {
                StartReply(LinkStatus.Ok);
                _reply.AddByte(LinkProtocol.Version);
                _reply.AddInt32(nonce);
                _handler.OpenSession(_reply);
            }
            catch (Exception)
            {
                StartReply(LinkStatus.Failed);
            }
        }

        private void AnswerPoll()
        {
            StartNotice(LinkStatus.Ok);
            _notice.AddByte(_sequence.Expected);
            SendNotice();
        }

        private void AnswerRequest()
        {
            int order = _sequence.Compare(_reader.Sequence);
            if (order == 0)
            {
                _sequence.Advance();
                Execute();
                SendReply();
            }
            else if (order > 0)
            {
                Refused++;
                StartNotice(LinkStatus.OutOfOrder);
                _notice.AddByte(_sequence.Expected);
                SendNotice();
            }
            else
            {
                Repeated++;
                if (order == -1)
                {
                    _sink.Send(_reply.Wire, 0, _reply.WireLength);
                }
                else
                {
                    StartNotice(LinkStatus.Superseded);
                    _notice.AddByte(_sequence.Expected);
                    SendNotice();
                }
            }
        }

        private void Execute()
        {
            LinkStatus status;
            try
            {
                int expected = _handler.ExpectedMilliseconds(_reader.Type);
                if (expected >= 0)
                {
                    StartNotice(LinkStatus.Working);
                    _notice.AddInt32(expected);
                    SendNotice();
                }

                StartReply(LinkStatus.Ok);
                status = _handler.Handle(_reader.Type, _reader.Buffer, LinkProtocol.HeaderLength, _reader.PayloadLength, _reply);
            }
            catch (OutOfMemoryException)
            {
                status = LinkStatus.OutOfMemory;
            }
            catch (Exception)
            {
                status = LinkStatus.Failed;
            }

            if (status == LinkStatus.CameraFailed)
            {
                // The one failure that says more than its name.
                _reply.ReplaceFirst((int)status);
            }
            else if (status != LinkStatus.Ok)
            {
                // What a failed command left in its reply means nothing.
                StartReply(status);
            }
        }

        private void StartReply(LinkStatus status)
        {
            _reply.Start();
            _reply.AddByte((int)status);
        }

        private void SendReply()
        {
            _reply.Seal(_reader.Type | LinkProtocol.ReplyBit, _reader.Sequence);
            _sink.Send(_reply.Wire, 0, _reply.WireLength);
        }

        private void StartNotice(LinkStatus status)
        {
            _notice.Start();
            _notice.AddByte((int)status);
        }

        private void SendNotice()
        {
            _notice.Seal(_reader.Type | LinkProtocol.ReplyBit, _reader.Sequence);
            _sink.Send(_notice.Wire, 0, _notice.WireLength);
        }
    }
}
