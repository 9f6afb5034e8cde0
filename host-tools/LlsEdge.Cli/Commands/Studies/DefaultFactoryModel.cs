namespace LlsEdge.Cli.Commands.Studies;

/// <summary>The committed factory model that studies of photographs take where none is named.</summary>
internal static class DefaultFactoryModel
{
    /// <summary>Its folder and file in <c>models/</c>.</summary>
    public const string Name = "vww-36";

    /// <summary>Gets where the build has put it.</summary>
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "models", Name, Name + ".llsm");
}
