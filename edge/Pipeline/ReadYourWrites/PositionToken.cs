using System.Globalization;
using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Storage;

namespace Edge.Pipeline.ReadYourWrites;

/// <summary>
/// A caller's position as it travels to whichever node is asked next: a header that programs may send back, and a cookie that browsers
/// do by themselves. Nobody should read anything into it. A forged one sends the caller's own reads to the primary.
/// </summary>
internal sealed class PositionToken(HostingOptions hosting, StorageOptions storage)
{
    private const string Header = "Edge-Position";

    // By then every replica that is read from has replayed it.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private string Cookie => hosting.PlainCookies ? "edge-position" : "__Host-edge-position";

    /// <returns>0 when none was sent.</returns>
    public long Read(HttpRequest request)
    {
        var text = request.Headers.TryGetValue(Header, out var header) && header.Count == 1 ? header[0]
            : request.Headers.Cookie.Count > 0 ? request.Cookies[Cookie]
            : null;
        return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var position) ? Math.Max(position, 0) : 0;
    }

    public void Send(HttpContext http, long position)
    {
        var text = position.ToString("x", CultureInfo.InvariantCulture);
        http.Response.Headers[Header] = text;
        if (http.Caller().Kind == CallerKind.Session)
            http.Response.Cookies.Append(Cookie, text, Attributes());
    }

    private CookieOptions Attributes() => new()
    {
        HttpOnly = true,
        Secure = !hosting.PlainCookies,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = storage.ReplicaLag + Slack,
    };
}
