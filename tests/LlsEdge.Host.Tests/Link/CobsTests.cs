using FsCheck.Fluent;
using FsCheck;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public class CobsTests
{
    [Theory]
    [InlineData("", "01")]
    [InlineData("00", "0101")]
    [InlineData("0000", "010101")]
    [InlineData("11220033", "0311220233")]
    [InlineData("11223344", "0511223344")]
    [InlineData("11000000", "0211010101")]
    public void Encodes_the_published_examples(string plain, string encoded)
    {
        Convert.ToHexString(Encode(Convert.FromHexString(plain))).ShouldBe(encoded);
    }

    [Theory]
    [InlineData(253, 254)]
    [InlineData(254, 255)]
    [InlineData(255, 257)]
    [InlineData(508, 510)]
    [InlineData(509, 512)]
    public void A_run_without_zeros_grows_by_one_in_254(int length, int encoded)
    {
        Encode(Enumerable.Repeat((byte)7, length).ToArray()).Length.ShouldBe(encoded);
    }

    [Fact]
    public void Decoding_undoes_encoding_and_the_code_has_no_zero()
    {
        var sizes = from length in Gen.Choose(0, 518)
                    from zeros in Gen.Choose(0, 3)
                    from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)(b % 4 < zeros ? 0 : b)), length)
                    select bytes;
        Prop.ForAll(
            sizes.ToArbitrary(),
            plain =>
            {
                var code = Encode(plain);
                var decoded = (byte[])code.Clone();
                var length = Cobs.Decode(decoded, decoded.Length);
                return EncodeInPlace(plain).SequenceEqual(code) && !code.Contains((byte)0) && code.Length <= plain.Length + (plain.Length / 254) + 1 && decoded.AsSpan(0, length).SequenceEqual(plain);
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("05112233")]
    [InlineData("02110011")]
    [InlineData("00")]
    public void Refuses_what_is_no_code(string text)
    {
        var bytes = Convert.FromHexString(text);
        Cobs.Decode(bytes, bytes.Length).ShouldBe(-1);
    }

    private static byte[] EncodeInPlace(byte[] plain)
    {
        int start = (plain.Length / 254) + 1;
        var buffer = new byte[start + plain.Length];
        plain.CopyTo(buffer, start);
        return buffer[..Cobs.Encode(buffer, start, plain.Length, buffer, 0)];
    }

    private static byte[] Encode(byte[] plain)
    {
        var code = new byte[plain.Length + (plain.Length / 254) + 1];
        return code[..Cobs.Encode(plain, 0, plain.Length, code, 0)];
    }
}
