namespace Edge.Pipeline.Authentication;

/// <summary>The secret of an API key in a request (RFC 6750, section 2.1).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer";

    /// <summary>Another scheme is meant for somebody else, such as a proxy with a password of its own. Two headers are no valid one.</summary>
    /// <returns>Null where there is none; what cannot be one as it was sent.</returns>
    public static string? Read(HttpRequest request)
    {
        var authorization = request.Headers.Authorization;
        if (authorization.Count == 0 || !IsBearer(authorization[0]))
            return null;
        return authorization.Count == 1 ? authorization[0]![Scheme.Length..].Trim(' ') : "";
    }

    private static bool IsBearer(string? value) =>
        value is not null
        && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && (value.Length == Scheme.Length || value[Scheme.Length] == ' ');
}
