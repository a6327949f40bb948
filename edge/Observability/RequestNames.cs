namespace Edge.Observability;

/// <summary>What logs may say of a request: words from a bounded set, none of them the client's.</summary>
internal static class RequestNames
{
    /// <summary>The method, or <c>_OTHER</c> for one that RFC 9110 and RFC 5789 do not know.</summary>
    public static string Method(string method)
    {
        var canonical = HttpMethods.GetCanonicalizedValue(method);
        return canonical is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT"
            ? canonical
            : "_OTHER";
    }

    /// <summary>The template of the matched route, such as <c>/s/{token}</c>; null where none matched.</summary>
    public static string? Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
