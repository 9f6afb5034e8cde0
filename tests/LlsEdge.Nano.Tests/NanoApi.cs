using System.Text.RegularExpressions;

namespace LlsEdge.Nano.Tests;

/// <summary>The listing of the board's class library: assemblies, types and members, as read from the real packages.</summary>
internal sealed class NanoApi
{
    private static readonly Regex _header =
        new(@"^(?<kind>static class|class|struct|enum|interface|delegate) (?<name>\S+)(?: : (?<base>\S+))?(?: , (?<interfaces>.+))?$");

    private NanoApi(IReadOnlyDictionary<string, ApiAssembly> assemblies) => Assemblies = assemblies;

    public IReadOnlyDictionary<string, ApiAssembly> Assemblies { get; }

    /// <summary>Reads the listing beside the repository, or skips the test where there is none.</summary>
    /// <returns>The listing.</returns>
    public static NanoApi LoadOrSkip()
    {
        string path = Path.Combine(Repository.Root, "..", "shared", "facts", "nano-api.txt");
        Assert.SkipUnless(File.Exists(path), "The listing ../shared/facts/nano-api.txt is not there.");
        var assemblies = new Dictionary<string, ApiAssembly>();
        ApiAssembly? assembly = null;
        ApiType? type = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("# assembly ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                assembly = new ApiAssembly(words[3]);
                assemblies.Add(words[2], assembly);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                type!.Members.Add(line.Trim().Replace(" [native]", string.Empty, StringComparison.Ordinal));
            }
            else if (_header.Match(line) is { Success: true } match)
            {
                string[] interfaces = match.Groups["interfaces"].Success ? match.Groups["interfaces"].Value.Split(", ") : [];
                type = new ApiType(match.Groups["kind"].Value, match.Groups["base"].Value, interfaces);
                assembly!.Types.Add(match.Groups["name"].Value, type);
            }
        }

        return new NanoApi(assemblies);
    }

    internal sealed record ApiAssembly(string Version)
    {
        public Dictionary<string, ApiType> Types { get; } = [];
    }

    internal sealed record ApiType(string Kind, string Base, string[] Interfaces)
    {
        public HashSet<string> Members { get; } = [];
    }
}
