using System.Text;
using LlsEdge.Host.BoardText;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.BoardText;

public class ConsoleReaderTests
{
    private static readonly byte[] s_noise = [0x80, 0xff, 0x03, 0xfe, 0x81, 0x06, 0xe0, 0x18, 0x9c, 0xf8, 0x01, 0xc0];

    [Fact]
    public void Lines_are_text_whatever_ends_them_and_however_they_are_cut()
    {
        byte[] stream = Encoding.UTF8.GetBytes("LlsEdge 0.1.0\r\nmodèle\n\r\n\ttab");
        for (int piece = 1; piece <= stream.Length; piece++)
        {
            Read(piece, stream).ShouldBe(["LlsEdge 0.1.0", "modèle", "", "\ttab"]);
        }
    }

    [Fact]
    public void Colours_are_taken_out_and_nothing_moves_the_cursor()
    {
        Read(64, Encoding.UTF8.GetBytes("\u001b[0;32mI (123) boot: chip revision 3.0\u001b[0m\n")).ShouldBe(["I (123) boot: chip revision 3.0"]);
        Read(64, Encoding.UTF8.GetBytes("a long line with one \u001b[2J in it\n")).ShouldBe(["a long line with one \uFFFD[2J in it"]);
    }

    [Fact]
    public void Packets_of_the_link_are_counted_between_lines()
    {
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] payload = new byte[random.Next(LinkProtocol.MaxPayload + 1)];
            random.NextBytes(payload);
            byte[] packet = Seal(LinkProtocol.ReplyBit | random.Next(0x60), i & 0xff, payload);
            Read(1 + (i % 40), "before\n"u8, packet, packet, "after\r\n"u8)
                .ShouldBe(["before", $"LinkPacket {packet.Length}", $"LinkPacket {packet.Length}", "after"], $"{i}");
        }
    }

    [Fact]
    public void A_start_of_the_clr_is_a_packet_for_the_debugger_and_no_text()
    {
        byte[] packet = new byte[32 + 5];
        "NFPKTV1\0"u8.CopyTo(packet);
        packet[28] = 5;
        packet.AsSpan(32).Fill((byte)'\n');
        Read(7, "ESP-ROM\r\n"u8, packet, "LlsEdge 0.1.0\r\n"u8).ShouldBe(["ESP-ROM", "DebuggerPacket 37", "LlsEdge 0.1.0"]);
    }

    [Fact]
    public void A_debuggers_packet_that_ends_too_early_hides_no_text()
    {
        List<string> pieces = [];
        ConsoleReader reader = new(piece => pieces.Add(Describe(piece)));
        reader.Accept("NFPKTV1\0abc"u8);
        reader.Settle();
        reader.Accept("LlsEdge 0.1.0\n"u8);
        pieces[^1].ShouldBe("LlsEdge 0.1.0");
    }

    [Fact]
    public void What_is_neither_is_counted_and_a_line_after_it_shown()
    {
        Read(5, s_noise, "LlsEdge 0.1.0\r\n"u8).ShouldBe([$"Unreadable {s_noise.Length}", "LlsEdge 0.1.0"]);
        Read(5, s_noise).ShouldBe([$"Unreadable {s_noise.Length}"]);
    }

    [Fact]
    public void Noise_without_end_is_given_in_pieces()
    {
        byte[] noise = [.. Enumerable.Repeat((byte)0xfe, 5000)];
        Read(100, noise).Sum(piece => int.Parse(piece["Unreadable ".Length..])).ShouldBe(5000);
    }

    [Fact]
    public void A_hex_dump_shows_every_byte_where_it_is()
    {
        List<string> rows = [];
        HexDump dump = new(rows.Add);
        dump.Accept("LlsEdge 0.1.0\r\n"u8);
        dump.Accept([0x00, 0xff]);
        dump.Settle();
        rows.ShouldBe(
        [
            "00000000  4c 6c 73 45 64 67 65 20  30 2e 31 2e 30 0d 0a 00  |LlsEdge 0.1.0...|",
            "00000010  ff" + new string(' ', 48) + "|.|",
        ]);
    }

    private static List<string> Read(
        int piece, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default, ReadOnlySpan<byte> fourth = default)
    {
        List<string> pieces = [];
        ConsoleReader reader = new(found => pieces.Add(Describe(found)));
        byte[] stream = [.. first, .. second, .. third, .. fourth];
        foreach (byte[] chunk in stream.Chunk(piece))
        {
            reader.Accept(chunk);
        }

        reader.Settle();
        return pieces;
    }

    private static string Describe(ConsolePiece piece) => piece.Kind == ConsolePieceKind.Text ? piece.Text : $"{piece.Kind} {piece.Bytes}";

    private static byte[] Seal(int type, int sequence, byte[] payload)
    {
        PacketWriter writer = new(LinkProtocol.MaxPayload);
        writer.Start();
        writer.AddBytes(payload, 0, payload.Length);
        writer.Seal(type, sequence);
        return writer.Wire[..writer.WireLength];
    }
}
