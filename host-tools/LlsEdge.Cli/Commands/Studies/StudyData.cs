using LlsEdge.Host.Data;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary>Where a study looks for public data that it was not given.</summary>
internal static class StudyData
{
    /// <summary>Finds a folder or file: in a package's place, in the folder that LLSEDGE_DATA names, in the one beside the repository.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">The sentence that says it is missing.</param>
    /// <param name="remedy">What to do then, without a full stop.</param>
    /// <param name="place">Where a package puts it; null: no package has it.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="DataException">It is in none of these.</exception>
    public static string Find(string name, string what, string remedy, string? place = null)
    {
        string[] places =
        [
            .. place is null ? Array.Empty<string>() : [place],
            .. Environment.GetEnvironmentVariable("LLSEDGE_DATA") is string root ? [Path.Combine(root, name)] : Array.Empty<string>(),
            Path.Combine("..", "shared", "data", name),
        ];
        return places.FirstOrDefault(Path.Exists) ?? throw new DataException(what, string.Join(", ", places), remedy);
    }
}
