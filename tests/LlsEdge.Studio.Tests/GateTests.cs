using System.Net;
using Shouldly;
using Xunit;

namespace LlsEdge.Studio.Tests;

public sealed class GateTests : IAsyncLifetime
{
    private StudioServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StudioServer.StartAsync();
        _http = new HttpClient { BaseAddress = _server.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Listens_on_this_computer_only_under_a_token_of_128_bits()
    {
        _server.Url.Host.ShouldBe("127.0.0.1");
        _server.Url.AbsolutePath.Trim('/').Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("")]
    [InlineData("app.js")]
    [InlineData("studio.css")]
    [InlineData("api/state")]
    [InlineData("api/ports")]
    public async Task Answers_whoever_has_the_token(string path)
    {
        (await Status(new Uri(_server.Url, path))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/api/state")]
    [InlineData("/api/events")]
    [InlineData("/00000000000000000000000000000000/")]
    [InlineData("/00000000000000000000000000000000/api/events")]
    [InlineData("/00000000000000000000000000000000/api/model.llsm")]
    public async Task Refuses_whoever_has_not(string path)
    {
        (await Status(new Uri(_server.Url, path))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("api/state")]
    [InlineData("api/events")]
    public async Task Refuses_a_foreign_name_that_points_here(string path)
    {
        (await Status(new Uri(_server.Url, path), ("Host", "studio.example:80"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Refuses_another_page_even_with_the_token(string header, string value)
    {
        (await Status(new Uri(_server.Url, "api/state"), (header, value))).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(new Uri(_server.Url, "api/events"), (header, value))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Lets_the_page_itself_in()
    {
        (await Status(new Uri(_server.Url, "api/state"), ("Origin", _server.Url.GetLeftPart(UriPartial.Authority)))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lets_the_page_load_nothing_from_elsewhere()
    {
        using HttpResponseMessage page = await _http.GetAsync(_server.Url, TestContext.Current.CancellationToken);
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        page.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
    }

    private async Task<HttpStatusCode> Status(Uri address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
