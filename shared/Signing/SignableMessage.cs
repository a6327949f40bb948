namespace Edge.Shared.Signing;

/// <summary>What a signature can speak of: a request, or a response and the request that it answers.</summary>
public sealed class SignableMessage
{
    public string? Method { get; init; }

    public string? Scheme { get; init; }

    /// <summary>The host with its port, as in the Host field or <c>:authority</c>.</summary>
    public string? Authority { get; init; }

    /// <summary>The request target as sent, percent-encoded, as <c>/path?query</c>.</summary>
    public string? Target { get; init; }

    public int? Status { get; init; }

    /// <summary>The lines of a field by its name in lower case, in their order; null when there is none.</summary>
    public required Func<string, IReadOnlyList<string?>?> Field { get; init; }

    public Func<string, IReadOnlyList<string?>?>? Trailer { get; init; }

    public SignableMessage? Request { get; init; }

    internal string Path
    {
        get
        {
            var path = Needed(Target, "@path").Split('?', 2)[0];
            return path.Length == 0 ? "/" : path;
        }
    }

    /// <summary>With its question mark, which stands alone where there is no query (RFC 9421, section 2.2.7).</summary>
    internal string Query
    {
        get
        {
            var target = Needed(Target, "@query");
            var mark = target.IndexOf('?', StringComparison.Ordinal);
            return mark < 0 ? "?" : target[mark..];
        }
    }

    internal string NormalScheme => Needed(Scheme, "@scheme").ToLowerInvariant();

    /// <summary>In lower case, and without the port that the scheme implies (RFC 9421, section 2.2.3).</summary>
    internal string NormalAuthority
    {
        get
        {
            var authority = Needed(Authority, "@authority").ToLowerInvariant();
            var implied = NormalScheme == "https" ? ":443" : ":80";
            return authority.EndsWith(implied, StringComparison.Ordinal) ? authority[..^implied.Length] : authority;
        }
    }

    internal string TargetUri => $"{NormalScheme}://{NormalAuthority}{Path}{(Target!.Contains('?') ? Query : "")}";

    internal static string Needed(string? value, string component) =>
        value ?? throw new SignatureFormatException($"This message has no {component}.");
}
