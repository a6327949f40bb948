using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Microsoft.Extensions.Primitives;

namespace Edge.Caching.Rendered;

/// <summary>Sends rendered answers. Their keys are the paths they are asked for with, so that a hit needs no routing.</summary>
internal sealed class CachedAnswers(EdgeCache cache, SharedCaching sharing)
{
    private static readonly StringValues Json = "application/json";
    private static readonly StringValues VaryByCoding = "Accept-Encoding";
    private static readonly StringValues NotForStale = "no-cache";

    /// <summary>What can be sent at once to whoever asks for this path; allocates nothing.</summary>
    public CacheEntry? Find(string path) => cache.Find(path) is { Value: RenderedAnswer, Family.Route: not null } entry ? entry : null;

    /// <summary>Sends what <see cref="Find"/> gave.</summary>
    public Task SendHit(HttpContext http, CacheEntry entry) =>
        Send(http, entry, CacheStatus.Hit(cache.LifetimeLeft(entry)), isStale: false);

    /// <summary>Answers a request from the cache, wherever it finds the answer.</summary>
    /// <returns>Null when there is nothing under the key.</returns>
    /// <exception cref="Storage.StorageUnavailableException">The source does not answer, and there is nothing to send instead.</exception>
    public async Task<IResult?> Answer(HttpContext http, CacheFamily family, string key)
    {
        var cached = await cache.Get(family, key, http.RequestAborted);
        if (cached.Entry.Value is null)
            return null;
        family.Route ??= http.GetEndpoint();
        return new CachedAnswer(this, cached, CacheStatus.Of(cached, cache.LifetimeLeft(cached.Entry)));
    }

    private Task Send(HttpContext http, CacheEntry entry, in StringValues status, bool isStale)
    {
        var answer = (RenderedAnswer)entry.Value!;
        var request = http.Request;
        var form = answer.FormFor(request.Headers.AcceptEncoding, out var grown);
        var lasting = answer.HeadersFor(http, entry.Key, sharing, ref grown);
        if (grown > 0)
            cache.Grew(entry, grown);
        // Before the headers: a condition that cannot be read is refused, and the refusal is not to be kept.
        var hasIt = HasIt(request, form.Tag);
        var response = http.Response;
        var headers = response.Headers;
        headers.ETag = form.TagHeader;
        headers.Vary = VaryByCoding;
        headers[CacheStatus.Header] = status;
        foreach (var header in lasting)
            headers[header.Name] = header.Value;
        // Others shall not keep what is known to be old for as long as what is good.
        if (isStale)
            headers.CacheControl = NotForStale;
        if (hasIt)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        headers.ContentType = Json;
        headers.ContentLength = form.Bytes.Length;
        if (form.Coding != ContentCoding.Identity)
            headers.ContentEncoding = form.CodingHeader;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : Write(response, form.Bytes);
    }

    private static Task Write(HttpResponse response, byte[] bytes)
    {
        var write = response.BodyWriter.WriteAsync(bytes);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }

    private static bool HasIt(HttpRequest request, string tag)
    {
        var held = request.Headers.IfNoneMatch;
        if (held.Count == 0)
            return false;
        EntityTags.Check("If-None-Match", held);
        return EntityTags.NoneMatchHits(held, tag);
    }

    private sealed class CachedAnswer(CachedAnswers answers, Cached cached, StringValues status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            answers.Send(httpContext, cached.Entry, status, cached.Level == CacheLevel.Stale);
    }
}
