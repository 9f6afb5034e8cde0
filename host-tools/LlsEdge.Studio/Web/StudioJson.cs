using System.Text.Json;

namespace LlsEdge.Studio.Web;

/// <summary>How objects are written for the page: camel case, pixels as base64.</summary>
internal static class StudioJson
{
    /// <summary>Gets the options.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Sets options.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The same.</returns>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        return options;
    }
}
