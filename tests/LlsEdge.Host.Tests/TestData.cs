using Xunit;

namespace LlsEdge.Host.Tests;

/// <summary>Data sets that are not part of the product: found by LLSEDGE_DATA, else beside the repository.</summary>
internal static class TestData
{
    public static string Folder(string name)
    {
        string? root = Environment.GetEnvironmentVariable("LLSEDGE_DATA");
        for (string? folder = AppContext.BaseDirectory; root is null && folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "LlsEdge.sln")))
            {
                root = Path.Combine(folder, "..", "shared", "data");
            }
        }

        string path = Path.Combine(root ?? ".", name);
        if (!Directory.Exists(path))
        {
            Assert.Skip($"The data set {name} is not on this machine: set LLSEDGE_DATA to the folder that holds it.");
        }

        return path;
    }
}
