namespace LlsEdge.Nano.Tests;

/// <summary>Each expression stands in a method with the fields and locals it names; the patterns are those measured on the board.</summary>
public sealed class SignednessRuleTests
{
    private const string Rule = "signedness";

    [Theory]
    [InlineData("long r = ((long)b - 300) >> 3;")]
    [InlineData("long r = (long)lut[i] * x >> 3;")]
    [InlineData("long r = (0L + lut[i] - 300) >> 3;")]
    [InlineData("int r = (int)u >> n;")]
    [InlineData("int r = (int)u / 3;")]
    [InlineData("int r = (int)u % 3;")]
    [InlineData("long r = (long)-(int)u;")]
    [InlineData("long r = (int)u;")]
    [InlineData("bool r = (int)u < n;")]
    [InlineData("bool r = n > (int)u;")]
    [InlineData("int r = 0; if ((int)u <= n) { r = 1; }")]
    [InlineData("int r = (n > 0 ? (int)u : 5) >> 1;")]
    [InlineData("int r = (int)uints[i] >> 1;")]
    [InlineData("int r = (int)_uint >> 1;")]
    [InlineData("int r = (int)UintOf(b) >> 1;")]
    [InlineData("long r = (long)ulongs[i] >> 1;")]
    [InlineData("long r = (long)ul / 3;")]
    [InlineData("long r = (us - 300L) >> 1;")]
    [InlineData("int r = IntOf((int)u);")]
    [InlineData("long r = LongOf(b);")]
    [InlineData("long r = LongOf(0xFFFFFFFFL);")]
    [InlineData("int r; Out(out r, u);")]
    [InlineData("long r = Widen(b);")]
    [InlineData("double r = (int)u;")]
    [InlineData("int r = (port.BytesToRead - 300) >> 3;")]
    [InlineData("int r = (port.Read(lut, 0, 5) - 3) % 7;")]
    [InlineData("long r = port.BytesToRead - n;")]
    [InlineData("int r = IntOf(port.BytesToRead);")]
    [InlineData("int r = (u > 3 ? (int)u + n : n) % 7;")]
    [InlineData("int r = 0; r = (int)(uint)l >> 1;")]
    [InlineData("long r = ((long)u << 32) >> 32;")]
    [InlineData("int r; Store(out r, port); r = r >> 1;")]
    [InlineData("System.Func r = v => v; int s = r((int)u);", "public delegate int Func(int v);")]
    public void Rejects(string statement, string more = "") => Snippet.Check(Rule, Source(statement, more)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("long r = ((long)(int)b - 300) >> 3;")]
    [InlineData("long r = x * lut[i] >> 3;")]
    [InlineData("long r = x * (long)lut[i] >> 3;")]
    [InlineData("long r = (lut[i] - 300) >> 3;")]
    [InlineData("long r = (long)(b - 300) >> 3;")]
    [InlineData("int r = (int)(long)u >> n;")]
    [InlineData("_int = (int)u; int r = _int >> n;")]
    [InlineData("ints[0] = (int)u; int r = ints[0] / 3;")]
    [InlineData("int y = (int)u; int r = (y >> n) + (y / 3);")]
    [InlineData("uint r = u >> n; r = u / 3; r = u % 5;")]
    [InlineData("ulong r = ul >> n; r = ul / 3;")]
    [InlineData("bool r = u < 5 || u >= 9 || ul > 7;")]
    [InlineData("bool r = (int)u == n || (int)u != 3;")]
    [InlineData("int r = b >> 2; r = us / 3; r = c % 5; r = sb >> 1;")]
    [InlineData("int r = 0; for (int k = 0; k < lut.Length; k++) { r += lut[k] >> 1; }")]
    [InlineData("long r = ((long)b >> 3) + ((long)u >> 3);")]
    [InlineData("int r = (int)(u >> 24) >> 1;")]
    [InlineData("int r = (int)(u & 0xFF) >> 1;")]
    [InlineData("byte r = (byte)(u >> 8); int s = r >> 1;")]
    [InlineData("long r = l & 0xFFFFFFFFL; r = r >> 3;")]
    [InlineData("long r = (l + b) >> 3;")]
    [InlineData("int r = (int)(uint)x >> 1;")]
    [InlineData("ulong r = (ulong)x; r = r >> 1;")]
    [InlineData("int r = IntOf((int)(long)u);")]
    [InlineData("long r = LongOf((int)b);")]
    [InlineData("ints[(int)u] = (int)u; int r = ints[(int)(u >> 3)];")]
    [InlineData("int waiting = port.BytesToRead; int r = (waiting - 300) >> 3; r += waiting;")]
    [InlineData("int r = port.BytesToRead >> 3;")]
    public void Accepts(string statement) => Snippet.Check(Rule, Source(statement, string.Empty)).ShouldBeEmpty();

    [Fact]
    public void AResultThatTheCallerWouldInheritIsRejectedWhereItIsReturned() =>
        Snippet.Check(Rule, "public static class P { public static int F(uint u) { return (int)u; } }")
            .ShouldHaveSingleItem().Sentence.ShouldContain("caller inherits");

    private static string Source(string statement, string more) => $$"""
        using System;

        namespace System { {{more}} }

        public sealed class P
        {
            private static int _int;
            private static uint _uint;
            private static uint UintOf(byte b) { return _uint; }
            private static int IntOf(int v) { return v; }
            private static long LongOf(long v) { return v; }
            private static void Use(object o) { }
            {{Helper(statement)}}

            public static void Run(
                byte[] lut, int[] ints, uint[] uints, ulong[] ulongs, int i, int n, int x, byte b, sbyte sb, ushort us, char c, uint u, ulong ul, long l,
                System.IO.Ports.SerialPort port)
            {
                {{statement}}
                Use(r);
            }
        }
        """;

    /// <summary>A helper that breaks the rule itself stands only beside the statement that calls it.</summary>
    private static string Helper(string statement) =>
        statement.Contains("Widen(", StringComparison.Ordinal) ? "private static long Widen(byte b) { return b; }"
        : statement.Contains("Out(", StringComparison.Ordinal) ? "private static void Out(out int r, uint u) { r = (int)u; }"
        : statement.Contains("Store(", StringComparison.Ordinal) ? "private static void Store(out int r, System.IO.Ports.SerialPort p) { r = p.BytesToRead; }"
        : string.Empty;
}
