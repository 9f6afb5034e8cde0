using Xunit;

namespace LlsEdge.Nano.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Builds()
    {
    }
}
