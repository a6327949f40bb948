using Edge.Hosting;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// The cookie that carries a session's id. <c>__Host-</c> makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis,
/// section 4.1.3.2), so no neighbouring host can plant one. Browsers take it from http://localhost too.
/// </summary>
internal sealed class SessionCookie(HostingOptions hosting, SignInOptions options)
{
    public string Name => hosting.PlainCookies ? "edge" : "__Host-edge";

    /// <summary>The session id the browser sent, or null when it is absent or not of our making.</summary>
    public string? Read(HttpRequest request)
    {
        if (request.Headers.Cookie.Count == 0)
            return null;
        var id = request.Cookies[Name];
        return OpaqueToken.IsWellFormed(id) ? id : null;
    }

    /// <summary>Sends the id; the browser keeps it until the session's absolute end.</summary>
    public void Send(HttpResponse response, string id) => response.Cookies.Append(Name, id, Attributes(options.AbsoluteTimeout));

    public void Clear(HttpResponse response) => response.Cookies.Append(Name, "", Attributes(TimeSpan.Zero));

    private CookieOptions Attributes(TimeSpan maxAge) => new()
    {
        HttpOnly = true,
        Secure = !hosting.PlainCookies,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = maxAge,
    };
}
