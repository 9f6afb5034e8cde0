using Xunit;

namespace LlsEdge.Cli.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Builds()
    {
    }
}
