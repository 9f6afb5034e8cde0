using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

/// <summary>Where the board's interpreter and .NET's differ; each answer was taken from nanoCLR 1.17.</summary>
public sealed class InterpreterTests
{
    [Theory]
    [InlineData("int none = data.Length - 8; Console.WriteLine((1 / none).ToString());", "Exception")]
    [InlineData("int none = data.Length - 8; Console.WriteLine((1 % none).ToString());", "Exception")]
    [InlineData("data[data.Length] = 1;", "IndexOutOfRangeException")]
    [InlineData("object o = new sbyte[3]; Console.WriteLine((o is byte[]).ToString() + (o is sbyte[]).ToString());", "FalseTrue")]
    [InlineData("object o = new uint[3]; Console.WriteLine((o is int[]).ToString());", "False")]
    [InlineData("object o = new sbyte[3]; Console.WriteLine(((byte[])o).Length.ToString());", "InvalidCastException")]
    [InlineData("object o = data; Console.WriteLine(((byte[])o).Length.ToString());", "8")]
    [InlineData("object o = null; Console.WriteLine(((byte[])o == null).ToString());", "True")]
    [InlineData("Array.Copy(new sbyte[3], data, 3);", "InvalidCastException")]
    [InlineData("Array.Copy(new sbyte[3], 0, data, 0, 3);", "InvalidCastException")]
    [InlineData("Array.Copy(new byte[3], 0, data, 0, 3); Console.WriteLine(\"copied\");", "copied")]
    public void Firmware_gets_the_boards_answer(string statements, string expected)
    {
        BoardRun.Console($$"""
            public static void Main()
            {
                byte[] data = new byte[8];
                try { {{statements}} }
                catch (InvalidCastException) { Console.WriteLine("InvalidCastException"); }
                catch (IndexOutOfRangeException) { Console.WriteLine("IndexOutOfRangeException"); }
                catch (Exception error) { Console.WriteLine(error is SystemException ? "another" : "Exception"); }
            }
            """).ShouldBe(expected);
    }
}
