using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Builds()
    {
    }
}
