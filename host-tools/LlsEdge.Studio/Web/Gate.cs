using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LlsEdge.Studio.Web;

/// <summary>
/// Lets nobody in but the page that was opened with the token: it is the first part of every path. The Host header must name this computer, so that no
/// foreign name can be pointed here; a request that says where it comes from must come from the page itself.
/// </summary>
internal sealed class Gate
{
    private const string Policy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] _token;

    /// <summary>Sets up the gate.</summary>
    /// <param name="token">The token.</param>
    public Gate(string token)
    {
        _token = Encoding.ASCII.GetBytes(token);
    }

    /// <summary>Lets a request pass or answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What is behind the gate.</param>
    /// <returns>The work.</returns>
    public Task Pass(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary answer = context.Response.Headers;
        answer.ContentSecurityPolicy = Policy;
        answer.XContentTypeOptions = "nosniff";
        answer.CacheControl = "no-store";
        answer["Referrer-Policy"] = "no-referrer";
        answer["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!IsThisComputer(context.Request.Host) || !IsFromPage(context.Request))
        {
            return Refuse(context, "This address is for this computer's own browser: open the one that llsedge studio has printed.");
        }

        return HasToken(context.Request.Path) ? next(context) : Refuse(context, "The token is missing: open the whole address that llsedge studio has printed.");
    }

    private static bool IsThisComputer(HostString host) => host.Host is "127.0.0.1" or "localhost";

    private static bool IsFromPage(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            && site is "" or "same-origin" or "none";
    }

    private static Task Refuse(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why);
    }

    private bool HasToken(PathString path)
    {
        string[] parts = (path.Value ?? string.Empty).Split('/', 3);
        return parts.Length == 3 && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parts[1]), _token);
    }
}
