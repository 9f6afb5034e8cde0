using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>Finds files that are not part of the product: in LLSEDGE_DATA, or in shared/data beside the repository.</summary>
internal static class SharedData
{
    public static string Find(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("LLSEDGE_DATA");
        for (string? at = AppContext.BaseDirectory; folder is null && at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "LlsEdge.sln")))
            {
                folder = Path.Combine(at, "..", "shared", "data");
            }
        }

        string path = Path.Combine(folder ?? string.Empty, name);
        if (!File.Exists(path))
        {
            Assert.Skip($"{name} is not at hand: set LLSEDGE_DATA to the folder that has it.");
        }

        return path;
    }
}
