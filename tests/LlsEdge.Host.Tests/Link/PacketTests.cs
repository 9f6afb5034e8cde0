using FsCheck.Fluent;
using FsCheck;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public class PacketTests
{
    private static readonly Gen<byte[]> s_bytes = from length in Gen.Choose(0, LinkProtocol.MaxPayload)
                                                  from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), length)
                                                  select bytes;

    [Fact]
    public void A_packet_looks_as_documented()
    {
        // Type 0x12, sequence 7, payload 01, CRC-32 of 12 07 01 least significant byte first, all in COBS between zeros.
        Seal(0x12, 7, [1]).ShouldBe([0, 8, 0x12, 0x07, 0x01, 0x5D, 0x08, 0xA5, 0xD8, 0]);
    }

    [Fact]
    public void Any_packet_survives_between_any_garbage()
    {
        var cases = from before in s_bytes
                    from payload in s_bytes
                    from after in s_bytes
                    from type in Gen.Choose(0, 255)
                    from sequence in Gen.Choose(0, 255)
                    select (before, payload, after, type, sequence);
        Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                var found = Read([.. c.before, .. Seal(c.type, c.sequence, c.payload), .. c.after]);
                return found.Any(p => p.Type == c.type && p.Sequence == c.sequence && p.Payload.SequenceEqual(c.payload));
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_flipped_bit_is_always_noticed()
    {
        var wire = Seal(0x12, 7, [1, 2, 0, 3]);
        for (var bit = 8; bit < (wire.Length - 1) * 8; bit++)
        {
            var damaged = (byte[])wire.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Read(damaged).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Truncated_packets_and_endless_garbage_do_not_hide_the_next_packet()
    {
        var wire = Seal(0x10, 9, new byte[LinkProtocol.MaxPayload]);
        for (var length = 0; length < wire.Length - 1; length += 7)
        {
            Read([.. wire[..length], .. Seal(1, 2, [3])]).ShouldHaveSingleItem().Type.ShouldBe(1);
        }

        Read([.. Enumerable.Repeat((byte)0x55, 5000), .. Seal(1, 2, [3])]).ShouldHaveSingleItem().Type.ShouldBe(1);
    }

    [Fact]
    public void The_longest_packet_fits_the_wire_buffer()
    {
        Seal(0xFF, 0xFF, Enumerable.Repeat((byte)0xFF, LinkProtocol.MaxPayload).ToArray()).Length.ShouldBeLessThanOrEqualTo(LinkProtocol.MaxWire);
        Should.Throw<InvalidOperationException>(() => Seal(1, 1, new byte[LinkProtocol.MaxPayload + 1]));
    }

    [Fact]
    public void Texts_are_utf8()
    {
        var writer = new PacketWriter(64);
        writer.Start();
        int start = writer.Position;
        writer.AddText("größe 人");
        System.Text.Encoding.UTF8.GetString(writer.Buffer, start + 1, writer.Buffer[start]).ShouldBe("größe 人");
    }

    private static byte[] Seal(int type, int sequence, byte[] payload)
    {
        var writer = new PacketWriter(LinkProtocol.MaxPayload);
        writer.Start();
        writer.AddBytes(payload, 0, payload.Length);
        writer.Seal(type, sequence);
        return writer.Wire[..writer.WireLength];
    }

    private static List<(int Type, int Sequence, byte[] Payload)> Read(byte[] stream)
    {
        var packets = new List<(int, int, byte[])>();
        var reader = new PacketReader();
        for (var at = 0; at < stream.Length;)
        {
            at += reader.Accept(stream, at, stream.Length - at);
            if (reader.HasPacket)
            {
                packets.Add((reader.Type, reader.Sequence, reader.Buffer[LinkProtocol.HeaderLength..(LinkProtocol.HeaderLength + reader.PayloadLength)]));
            }
        }

        return packets;
    }
}
