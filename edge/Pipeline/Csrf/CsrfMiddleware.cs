using Edge.Hosting;
using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.Csrf;

/// <summary>
/// Takes changes with a session cookie from this site's own pages only: a browser adds the cookie by itself, so the cookie alone does
/// not tell who wrote the request. API keys are never added by a browser and need no such proof.
/// </summary>
internal sealed class CsrfMiddleware(RequestDelegate next, HostingOptions hosting)
{
    public Task InvokeAsync(HttpContext http)
    {
        var trusted = IsSafe(http.Request.Method) || http.Caller().Kind != CallerKind.Session || IsSameOrigin(http.Request);
        return trusted ? next(http) : Problems.CrossSiteRequest().ExecuteAsync(http);
    }

    // RFC 9110, section 9.2.1: methods that ask for no change.
    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    // Fetch Metadata where the browser sends it (https and localhost), else Origin, which every browser sends with a change.
    private bool IsSameOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"] switch
    {
        { Count: 0 } => IsOwn(request, request.Headers.Origin),
        [var site] => site is "same-origin" or "none",
        _ => false,
    };

    private bool IsOwn(HttpRequest request, string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (hosting.PublicUrl ?? Asked(request)) is { } site
        && page.Scheme == site.Scheme && page.Host == site.Host && page.Port == site.Port;

    // Without a configured address the site is what the browser asked for; behind a proxy that can be anything, so configure it there.
    private static Uri? Asked(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var asked) ? asked : null;
}
