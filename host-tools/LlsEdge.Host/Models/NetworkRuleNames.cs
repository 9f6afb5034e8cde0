using System.Text.Json;

namespace LlsEdge.Host.Models;

/// <summary>The rules' names as a person writes them: <c>bp</c>, <c>lls-mxm</c>, <c>local-losses</c>, …</summary>
public static class NetworkRuleNames
{
    /// <summary>All names, in the order of <see cref="NetworkRule"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<NetworkRule>().Select(Get)];

    /// <summary>A rule's name.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Lower case, with hyphens.</returns>
    public static string Get(NetworkRule rule) => JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString());

    /// <summary>The rule of a name.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ModelException">There is no such rule.</exception>
    public static NetworkRule Parse(string name) => All.Contains(name)
        ? Enum.GetValues<NetworkRule>().Single(rule => Get(rule) == name)
        : throw new ModelException($"There is no rule {name}: choose one of {string.Join(", ", All)}.");
}
