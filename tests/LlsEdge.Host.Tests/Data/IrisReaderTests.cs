using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public sealed class IrisReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("3,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n7.0,3.2,4.7,1.4,1\n6.3,3.3,6.0,2.5,2\n")]
    [InlineData(
        "\"\",\"Sepal.Length\",\"Sepal.Width\",\"Petal.Length\",\"Petal.Width\",\"Species\"\n"
        + "\"1\",5.1,3.5,1.4,0.2,\"setosa\"\n\"2\",7,3.2,4.7,1.4,\"versicolor\"\n\"3\",6.3,3.3,6,2.5,\"virginica\"\n")]
    [InlineData("5.1,3.5,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n6.3,3.3,6.0,2.5,Iris-virginica\n\n")]
    public void All_three_usual_forms_are_read(string text)
    {
        File.WriteAllText(_folder["iris.csv"], text);

        (double[][] lengths, int[] species) = IrisReader.Read(_folder["iris.csv"]);

        species.ShouldBe([0, 1, 2]);
        lengths.ShouldBe([[5.1, 3.5, 1.4, 0.2], [7, 3.2, 4.7, 1.4], [6.3, 3.3, 6, 2.5]]);
    }

    [Theory]
    [InlineData("5.1,3.5,1.4,0.2,0\n7.0,3.2,4.7,1\n", "Line 2 is not a flower")]
    [InlineData("5.1,3.5,1.4,0.2,0\n7.0,x,4.7,1.4,1\n", "Line 2 is not a flower")]
    [InlineData("5.1,3.5,1.4,0.2,0\n7.0,3.2,4.7,1.4,rose\n", "Line 2 is not a flower")]
    [InlineData("5.1,3.5,1.4,0.2,0\n7.0,3.2,4.7,1.4,2\n", "There is no versicolor among its 2 flowers")]
    public void Anything_else_is_refused(string text, string expected)
    {
        File.WriteAllText(_folder["iris.csv"], text);

        Should.Throw<DataException>(() => IrisReader.Read(_folder["iris.csv"])).Message.ShouldContain(expected);
    }

    [Fact]
    public void A_missing_file_is_told() =>
        Should.Throw<DataException>(() => IrisReader.Read(_folder["none.csv"])).Message.ShouldContain("The iris flowers cannot be read");

    public void Dispose() => _folder.Dispose();
}
