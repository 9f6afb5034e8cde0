using System.Text.Json.Serialization;
using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>The kinds of basis, numbered as in <see cref="LatentBasisKind"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LocalBasis>))]
public enum LocalBasis
{
    /// <summary>Signs of sines.</summary>
    [JsonStringEnumMemberName("square")]
    Square = LatentBasisKind.Square,

    /// <summary>For two classes: signs of one sine, and their negatives.</summary>
    [JsonStringEnumMemberName("antipodal")]
    Antipodal = LatentBasisKind.Antipodal,

    /// <summary>Sines in int8.</summary>
    [JsonStringEnumMemberName("sine")]
    Sine = LatentBasisKind.Sine,

    /// <summary>Normally distributed numbers of deviation 1 in int8.</summary>
    [JsonStringEnumMemberName("random")]
    Random = LatentBasisKind.Random,
}
