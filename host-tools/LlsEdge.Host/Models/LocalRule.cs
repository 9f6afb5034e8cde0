using System.Text.Json.Serialization;
using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>The members of the LLS family, numbered as in <see cref="RuleKind"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LocalRule>))]
public enum LocalRule
{
    /// <summary>LLS.</summary>
    [JsonStringEnumMemberName("lls")]
    Lls = RuleKind.Plain,

    /// <summary>LLS-M: one learnt factor a class.</summary>
    [JsonStringEnumMemberName("lls-m")]
    LlsM = RuleKind.Diagonal,

    /// <summary>LLS-MxM: a learnt matrix, rows × classes.</summary>
    [JsonStringEnumMemberName("lls-mxm")]
    LlsMxM = RuleKind.Matrix,
}
