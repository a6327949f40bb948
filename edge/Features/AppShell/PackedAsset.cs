using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Microsoft.Extensions.Primitives;

namespace Edge.Features.AppShell;

/// <summary>
/// Answers requests for one asset: negotiation, conditions and ranges (RFC 9110, sections 12.5.3, 13 and 14). Every header value is made
/// once, so that a request allocates nothing here.
/// </summary>
internal sealed class PackedAsset(
    string path, string mediaType, bool isImmutable, PackedForm identity, PackedForm? gzip, PackedForm? brotli)
{
    private const string DeltaName = "dcz";

    /// <summary>The name holds the hash of the content: it can never change.</summary>
    public static readonly CachePolicy Immutable = new("immutable", "public, max-age=31536000, immutable");

    /// <summary>Kept, and asked for each time: the answer is a 304 until the next release.</summary>
    public static readonly CachePolicy Revalidated = new("revalidated", "no-cache");

    // Kestrel copies what is written into its pipe. A slow reader of a large asset may hold this much of it, not all.
    private const int ChunkBytes = 64 * 1024;

    private static readonly StringValues AllowedMethods = "GET, HEAD";
    private static readonly StringValues VaryByCoding = "Accept-Encoding";
    private static readonly StringValues VaryByDictionary = "Accept-Encoding, Available-Dictionary";
    private static readonly StringValues Bytes = "bytes";
    private static readonly StringValues GzipCoding = "gzip";
    private static readonly StringValues BrotliCoding = "br";
    private static readonly StringValues DeltaCoding = DeltaName;

    private readonly StringValues mediaType = mediaType;
    private readonly StringValues cacheControl = (isImmutable ? Immutable : Revalidated).CacheControl;
    private readonly bool isNegotiated = gzip is not null || brotli is not null;

    public string Path => path;

    /// <summary>How many releases ago it was part of the web app; 0 for what is part of it now.</summary>
    public int Age { get; init; }

    /// <summary>The differences from files of earlier releases that browsers may have.</summary>
    public PackedDelta[] Deltas { get; init; } = [];

    /// <summary>The value of Use-As-Dictionary (RFC 9842, section 2.1); empty for what is no dictionary.</summary>
    public StringValues Dictionary { get; init; }

    public CachePolicy CachePolicy => isImmutable ? Immutable : Revalidated;

    public ReadOnlyMemory<byte> Content => identity.Bytes;

    public Task Serve(HttpContext http)
    {
        var request = http.Request;
        var isGet = HttpMethods.IsGet(request.Method);
        if (!isGet && !HttpMethods.IsHead(request.Method))
            return Refuse(http);

        var form = Choose(request.Headers, isGet, out var range);
        var response = http.Response;
        var headers = response.Headers;
        headers.ETag = form.Tag;
        headers.CacheControl = cacheControl;
        if (isNegotiated)
            headers.Vary = Deltas.Length > 0 ? VaryByDictionary : VaryByCoding;
        if (request.Headers.IfNoneMatch.Count > 0 && EntityTags.NoneMatchHits(request.Headers.IfNoneMatch, form.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        if (range is { } asked)
            return SendRange(http, asked);
        return Send(response, form, isGet);
    }

    // A range is always one of the plain bytes (section 14 leaves the choice to us), whatever codings the client takes besides.
    private PackedForm Choose(IHeaderDictionary request, bool isGet, out ByteRange? range)
    {
        range = isGet && request.Range.Count > 0 && IfRangeHolds(request.IfRange)
            ? ByteRange.Parse(request.Range, identity.Bytes.Length)
            : null;
        if (range is not null || !isNegotiated || request.AcceptEncoding.Count == 0)
            return identity;
        if (FindDelta(request) is { } delta)
            return delta;
        return AcceptEncoding.Choose(request.AcceptEncoding, gzip is not null, brotli is not null) switch
        {
            ContentCoding.Brotli => brotli!,
            ContentCoding.Gzip => gzip!,
            _ => identity,
        };
    }

    private PackedForm? FindDelta(IHeaderDictionary request)
    {
        if (Deltas.Length == 0 || !request.TryGetValue("Available-Dictionary", out var known) || known.Count != 1)
            return null;
        foreach (var delta in Deltas)
        {
            if (string.Equals(delta.Dictionary, known[0], StringComparison.Ordinal) && AcceptEncoding.Names(request.AcceptEncoding, DeltaName))
                return delta.Form;
        }
        return null;
    }

    // Strong comparison (section 13.1.5); a date never holds, because no Last-Modified is sent.
    private bool IfRangeHolds(StringValues header) =>
        header.Count == 0 || string.Equals(header.ToString(), identity.Tag, StringComparison.Ordinal);

    private Task Send(HttpResponse response, PackedForm form, bool withBody)
    {
        var headers = response.Headers;
        headers.ContentType = mediaType;
        response.ContentLength = form.Bytes.Length;
        if (Dictionary.Count > 0)
            headers["Use-As-Dictionary"] = Dictionary;
        if (ReferenceEquals(form, identity))
            headers.AcceptRanges = Bytes;
        else
            headers.ContentEncoding = CodingOf(form);
        return withBody ? Write(response, form.Bytes) : Task.CompletedTask;
    }

    private StringValues CodingOf(PackedForm form) =>
        ReferenceEquals(form, brotli) ? BrotliCoding : ReferenceEquals(form, gzip) ? GzipCoding : DeltaCoding;

    private Task SendRange(HttpContext http, ByteRange range)
    {
        var response = http.Response;
        var length = identity.Bytes.Length;
        if (!range.IsSatisfiable)
        {
            response.Headers.Remove("ETag");
            response.Headers.ContentRange = $"bytes */{length}";
            return Problems.RangeNotSatisfiable().ExecuteAsync(http);
        }
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentType = mediaType;
        response.Headers.ContentRange = $"bytes {range.First}-{range.Last}/{length}";
        response.ContentLength = range.Length;
        return Write(response, identity.Bytes.Slice(range.First, range.Length));
    }

    private static Task Write(HttpResponse response, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > ChunkBytes)
            return WriteInChunks(response, bytes);
        var write = response.BodyWriter.WriteAsync(bytes);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }

    private static async Task WriteInChunks(HttpResponse response, ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += ChunkBytes)
        {
            var flush = await response.BodyWriter.WriteAsync(bytes.Slice(at, Math.Min(ChunkBytes, bytes.Length - at)));
            if (flush.IsCompleted)
                return;
        }
    }

    private static Task Refuse(HttpContext http)
    {
        http.Response.Headers.Allow = AllowedMethods;
        return Problems.MethodNotAllowed().ExecuteAsync(http);
    }
}
