using System.Reflection;

namespace LlsEdge.Studio.Boards;

/// <summary>The models that virtual boards begin with, out of this assembly: persons, by photographs, from the folder <c>models</c>.</summary>
internal static class StockModels
{
    /// <summary>Reads a model.</summary>
    /// <param name="name">Its name; <c>none</c> for none.</param>
    /// <returns>The file, or null for none.</returns>
    public static byte[]? Read(string name)
    {
        if (name == "none")
        {
            return null;
        }

        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"models/{name}.llsm")
            ?? throw new StudioException($"There is no model '{name}' to begin with: choose small, large or none.");
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
