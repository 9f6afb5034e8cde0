using Xunit;

namespace LlsEdge.Learning.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Builds()
    {
    }
}
