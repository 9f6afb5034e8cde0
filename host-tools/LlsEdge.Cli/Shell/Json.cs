using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlsEdge.Cli.Shell;

/// <summary>How results look as JSON: one line, camel case, readable text.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>One line.</returns>
    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), s_options);
}
