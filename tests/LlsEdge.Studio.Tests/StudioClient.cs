using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace LlsEdge.Studio.Tests;

/// <summary>The page's side of the API, without a page.</summary>
internal sealed class StudioClient : IDisposable
{
    private readonly HttpClient _http;

    internal StudioClient(Uri url)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
    }

    internal HttpClient Http => _http;

    public void Dispose() => _http.Dispose();

    internal async Task<JsonElement> Post(string path, object wish)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync("api/" + path, wish);
        string text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    internal async Task<string> Refused(string path, object wish)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync("api/" + path, wish);
        ((int)answer.StatusCode).ShouldBe(409);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString()!;
    }

    internal async Task<JsonElement> Get(string path) => JsonDocument.Parse(await _http.GetStringAsync("api/" + path)).RootElement;

    /// <summary>Waits for the state to be as it should.</summary>
    internal async Task<JsonElement> Until(Func<JsonElement, bool> isSo)
    {
        for (int tries = 0; tries < 1200; tries++)
        {
            JsonElement state = await Get("state");
            if (isSo(state))
            {
                return state;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The studio does not get to the state that is waited for; it is " + await Get("state"));
    }
}
