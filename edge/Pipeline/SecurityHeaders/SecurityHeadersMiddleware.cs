namespace Edge.Pipeline.SecurityHeaders;

/// <summary>Tells browsers what never to do with our answers.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next, SecurityHeaderValues values)
{
    public Task InvokeAsync(HttpContext http)
    {
        values.Write(http);
        return next(http);
    }
}
