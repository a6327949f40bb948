using Edge.Hosting;
using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// Recognises who sends the request and sets <see cref="Caller"/>: an API key (RFC 6750) before a session cookie, since a program says
/// the one and a browser adds the other by itself. A wrong key is refused; a session that has ended makes the caller anonymous.
/// </summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, CallerStore callers, SessionCookie cookie)
{
    private const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext http)
    {
        // Where there is no endpoint nobody needs a name, and the admin listener knows no callers.
        if (http.GetEndpoint() is null || AdminListener.Accepted(http))
            return next(http);
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count > 0 && IsBearer(authorization[0]))
            return ByApiKey(http, authorization.Count == 1 ? authorization[0]![Scheme.Length..].Trim(' ') : "");
        return cookie.Read(http.Request) is { } id ? BySession(http, id) : next(http);
    }

    // Another scheme is meant for somebody else, such as a proxy with a password of its own.
    private static bool IsBearer(string? value) =>
        value is not null
        && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && (value.Length == Scheme.Length || value[Scheme.Length] == ' ');

    private async Task ByApiKey(HttpContext http, string token)
    {
        var caller = ApiKeyToken.IsWellFormed(token) ? await callers.FindApiKey(token, http.RequestAborted) : null;
        if (caller is null)
        {
            await Problems.ApiKeyInvalid().ExecuteAsync(http);
            return;
        }
        http.Features.Set(caller);
        await next(http);
    }

    private async Task BySession(HttpContext http, string id)
    {
        if (await callers.FindSession(id, http.RequestAborted) is { } caller)
            http.Features.Set(caller);
        await next(http);
    }
}
