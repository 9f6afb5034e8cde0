using Xunit;

namespace LlsEdge.Host.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Builds()
    {
    }
}
