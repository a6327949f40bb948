using Edge.Hosting.Configuration;
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

/// <summary>
/// What caches are told of an answer, beyond the answer itself: who may keep it for how long, and the tags it is dropped by. Where no
/// cache in front is purged, none is asked to keep anything without asking each time.
/// </summary>
internal sealed class SharedCaching(SharedLifetimes lifetimes, IReadOnlyList<TagHeader> tagHeaders, CacheTags tags)
{
    // Browsers ask each time: nobody can purge them.
    private readonly StringValues untilPurged =
        $"public, max-age=0, s-maxage={Seconds(lifetimes.Lifetime)}, stale-while-revalidate={Seconds(lifetimes.WhileRevalidating)}, "
        + $"stale-if-error={Seconds(lifetimes.IfError)}";

    /// <summary>Sets the headers of a good answer by the policy of its route. Cookies of the answer must be set before.</summary>
    /// <param name="subject">What it tells of, as <see cref="CacheTags.Of"/> takes it; null where that is no single thing.</param>
    public void Describe(HttpContext http, string? subject = null)
    {
        var headers = http.Response.Headers;
        var policy = http.CachePolicy();
        headers.CacheControl = policy.CacheControl;
        if (!policy.IsPublic)
            return;
        if (!IsForAll(http))
            headers.CacheControl = policy.Personal;
        else if (tagHeaders.Count > 0)
            Share(headers, policy, subject is null ? null : tags.Of(subject));
    }

    /// <summary>
    /// A request that shows who is asking never fills a cache for all (RFC 9111, section 3.5), though the answer is the same: a mistake
    /// in a handler must not become a leak.
    /// </summary>
    private static bool IsForAll(HttpContext http) =>
        http.Request.Headers.Cookie.Count == 0
        && http.Request.Headers.Authorization.Count == 0
        && http.Response.Headers.SetCookie.Count == 0
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));

    private void Share(IHeaderDictionary headers, CachePolicy policy, string? tag)
    {
        if (policy.IsPurged)
            headers.CacheControl = untilPurged;
        foreach (var header in tagHeaders)
            headers[header.Name] = tag is null ? CacheTags.Everything : $"{tag}{header.Separator}{CacheTags.Everything}";
        // A list of strings (RFC 9875, section 2).
        headers["Cache-Groups"] = tag is null ? $"\"{CacheTags.Everything}\"" : $"\"{tag}\", \"{CacheTags.Everything}\"";
    }

    private static long Seconds(TimeSpan span) => (long)span.TotalSeconds;
}
