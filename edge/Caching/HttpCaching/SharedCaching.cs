using Edge.Hosting.Configuration;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Edge.Caching.HttpCaching;

/// <summary>A header in which a cache in front reads tags, such as <c>xkey: a b</c> or <c>Cache-Tag: a,b</c>.</summary>
internal sealed record TagHeader(string Name, char Separator);

/// <param name="Lifetime">How long a cache in front may keep what nobody purges.</param>
/// <param name="WhileRevalidating">How long it may answer with what has expired while it asks anew (RFC 5861).</param>
/// <param name="IfError">How long it may do so while the service cannot answer.</param>
internal sealed record SharedLifetimes(TimeSpan Lifetime, TimeSpan WhileRevalidating, TimeSpan IfError)
{
    public static SharedLifetimes Read(Settings settings) => new(
        settings.Duration(
            "Caching:SharedLifetime", "5m", "0s", "1d",
            "How long a cache in front that is purged keeps public answers; the bound of their age if purging fails."),
        settings.Duration(
            "Caching:SharedStaleWhileRevalidate", "10s", "0s", "1h",
            "How long after that it may answer with what it has while it asks for a newer one."),
        settings.Duration(
            "Caching:SharedStaleIfError", "1d", "0s", "7d", "How long it may answer with what it has while the service cannot."));
}

/// <summary>A header of an answer, made once for all who get it.</summary>
internal sealed record AnswerHeader(string Name, StringValues Value);

/// <summary>
/// What caches in front are told of an answer that is the same for all: how long to keep it, and the tags it is dropped by. Where none is
/// purged, none is asked to keep anything without asking each time.
/// </summary>
/// <param name="tagHeaders">Null where no cache in front is purged; empty where those that are read no tags.</param>
internal sealed class SharedCaching(SharedLifetimes lifetimes, IReadOnlyList<TagHeader>? tagHeaders, CacheTags tags)
{
    // RFC 9421, section 4.1: signed by a caller, who says so in no other header.
    private const string SignatureInput = "Signature-Input";

    // Browsers ask each time: nobody can purge them.
    private readonly StringValues untilPurged =
        $"public, max-age=0, s-maxage={Seconds(lifetimes.Lifetime)}, stale-while-revalidate={Seconds(lifetimes.WhileRevalidating)}, "
        + $"stale-if-error={Seconds(lifetimes.IfError)}";

    /// <summary>
    /// A request that shows who is asking never fills a cache for all (RFC 9111, section 3.5), though the answer is the same: a mistake
    /// in a handler must not become a leak.
    /// </summary>
    public static bool IsForAll(HttpContext http) =>
        http.Request.Headers.Cookie.Count == 0
        && http.Request.Headers.Authorization.Count == 0
        && !http.Request.Headers.ContainsKey(SignatureInput)
        && http.Response.Headers.SetCookie.Count == 0;

    /// <summary>
    /// Whether the request is written as the key, to the letter. Caches in front keep each spelling by itself, and one that is
    /// purged by path is told of no other.
    /// </summary>
    public static bool IsWrittenAs(HttpContext http, string key) => http.Features.Get<IHttpRequestFeature>()!.RawTarget == key;

    /// <param name="subjects">What the answer was made of, as <see cref="CacheTags.Of"/> takes it.</param>
    public AnswerHeader[] HeadersOf(CachePolicy policy, string[] subjects)
    {
        if (tagHeaders is null)
            return [new AnswerHeader("Cache-Control", policy.CacheControl)];
        string[] all = [.. subjects.Select(tags.Of), CacheTags.Everything];
        return
        [
            new AnswerHeader("Cache-Control", policy.IsPurged ? untilPurged : policy.CacheControl),
            // A list of strings (RFC 9875, section 2).
            new AnswerHeader("Cache-Groups", string.Join(", ", all.Select(tag => $"\"{tag}\""))),
            .. tagHeaders.Select(header => new AnswerHeader(header.Name, string.Join(header.Separator, all))),
        ];
    }

    private static long Seconds(TimeSpan span) => (long)span.TotalSeconds;
}
