using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// Stands for the board's commands behind the real <see cref="LinkServer"/>: remembers what it was asked to do.
/// </summary>
internal sealed class PretendBoard : IRequestHandler
{
    public const int FrameLength = 96 * 96;

    private readonly ChunkAssembly _frame = new(FrameLength);

    public List<(int Label, int FrameCrc)> Trained { get; } = [];

    public MemoryStream ModelBytes { get; } = new();

    public int ModelPuts { get; private set; }

    public Func<int, LinkStatus>? OnRequest { get; set; }

    public byte[] LiveModel { get; set; } = [];

    /// <summary>The journal's records that the board still has, oldest first.</summary>
    public List<byte[]> Journal { get; } = [];

    public int NextRecord { get; set; } = 1;

    /// <summary>Has the board write a record of something else than training.</summary>
    public void Record(int kind, int step)
    {
        var record = new byte[JournalRecord.Length];
        LittleEndian.WriteInt32(NextRecord, record, JournalRecord.Sequence);
        LittleEndian.WriteInt32(step, record, JournalRecord.Step);
        record[JournalRecord.Kind] = (byte)kind;
        Journal.Add(record);
        NextRecord++;
    }

    public void OpenSession(PacketWriter reply)
    {
        _frame.Clear();
        Describe(reply);
    }

    public int ExpectedMilliseconds(int type)
    {
        return type == (int)MessageType.Train ? 2000 : -1;
    }

    public LinkStatus Handle(int type, byte[] payload, int offset, int count, PacketWriter reply)
    {
        var forced = OnRequest?.Invoke(type) ?? LinkStatus.Ok;
        if (forced != LinkStatus.Ok)
        {
            return forced;
        }

        switch ((MessageType)type)
        {
            case MessageType.BoardInfo:
                Describe(reply);
                return LinkStatus.Ok;
            case MessageType.FrameChunk:
                return _frame.Add(LittleEndian.ReadInt32(payload, offset), payload, offset + 4, count - 4) ? LinkStatus.Ok : LinkStatus.BadOffset;
            case MessageType.Train:
                return Train(payload[offset], reply);
            case MessageType.ModelPutBegin:
                ModelBytes.SetLength(0);
                return LinkStatus.Ok;
            case MessageType.ModelChunk:
                if (LittleEndian.ReadInt32(payload, offset) != ModelBytes.Length)
                {
                    return LinkStatus.BadOffset;
                }

                ModelBytes.Write(payload, offset + 4, count - 4);
                return LinkStatus.Ok;
            case MessageType.ModelPutEnd:
                ModelPuts++;
                return LinkStatus.Ok;
            case MessageType.ModelGetBegin:
                reply.AddInt32(LiveModel.Length);
                return LinkStatus.Ok;
            case MessageType.ModelRead:
                reply.AddBytes(LiveModel, LittleEndian.ReadInt32(payload, offset), LittleEndian.ReadUInt16(payload, offset + 4));
                return LinkStatus.Ok;
            case MessageType.LogRead:
                var wanted = Journal.Where(record => LittleEndian.ReadInt32(record, JournalRecord.Sequence) >= LittleEndian.ReadInt32(payload, offset + 6)
                    && LittleEndian.ReadInt32(record, JournalRecord.Step) >= LittleEndian.ReadInt32(payload, offset));
                foreach (var record in wanted.Take((LinkProtocol.MaxPayload - 1) / JournalRecord.Length))
                {
                    reply.AddBytes(record, 0, record.Length);
                }

                return LinkStatus.Ok;
            default:
                return LinkStatus.UnknownMessage;
        }
    }

    private void Describe(PacketWriter reply)
    {
        reply.AddInt16(LinkProtocol.ReceiveBuffer);
        reply.AddInt16(LinkProtocol.Credits);
        reply.AddInt32(54321);
        reply.AddInt32(17);
        reply.AddText("0.1.0");
        reply.AddText("ESP32_PSRAM_REV3");
        reply.AddText("a virtual board");
        reply.AddInt32(262144);
        reply.AddInt32(110391);
        reply.AddInt32(NextRecord);
        reply.AddInt32(0);
        reply.AddByte(1);
        reply.AddInt16(96);
        reply.AddInt16(48);
        reply.AddByte(3);
        reply.AddInt16(0b110);
        reply.AddInt32(7);
        reply.AddInt32(unchecked((int)0xDEADBEEF));
        reply.AddInt32(4242);
        reply.AddByte(2);
        reply.AddText("empty");
        reply.AddText("größe");
    }

    private LinkStatus Train(int label, PacketWriter reply)
    {
        if (!_frame.IsComplete)
        {
            return LinkStatus.FrameIncomplete;
        }

        Trained.Add((label, Crc32.Finish(Crc32.Update(Crc32.Start, _frame.Data, 0, FrameLength))));
        _frame.Clear();
        reply.AddByte(1 - label);
        reply.AddByte(200);
        reply.AddInt32(1_999_000);
        reply.AddInt32(Trained.Count);
        reply.AddInt32(3);
        return LinkStatus.Ok;
    }
}
