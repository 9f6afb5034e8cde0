using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlsEdge.Studio.Web;

/// <summary>The page's files, out of this assembly.</summary>
internal static class PageFiles
{
    private const string Folder = "wwwroot/";

    /// <summary>Gives every file its address.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="token">The first part of every path.</param>
    public static void Map(IEndpointRouteBuilder routes, string token)
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            byte[] content = Read(assembly, resource);
            string name = resource[Folder.Length..].Replace('\\', '/');
            string path = name == "index.html" ? $"/{token}/" : $"/{token}/{name}";
            routes.MapGet(path, () => Results.Bytes(content, ContentType(name)));
        }
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
