using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace Edge.Caching.HttpCaching;

/// <summary>
/// A JSON answer that is conditional (strong ETag, 304), compressed from 1 kB on, and cached as its route's policy says. The tag is
/// the version where there is one, else the hash of the bytes.
/// </summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, long? version, int status, string? location)
    : IResult, IEndpointMetadataProvider
{
    private const int CompressFrom = 1024;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        var accepted = httpContext.Request.Headers.AcceptEncoding;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var coding = body.Length < CompressFrom && AcceptEncoding.TakesIdentity(accepted)
            ? ContentCoding.Identity
            : AcceptEncoding.Choose(accepted);
        var tag = TagOf(httpContext, body, coding);
        // Before the headers: a condition that cannot be read is refused, and the refusal is not to be kept.
        var hasIt = HasIt(httpContext.Request, tag);

        headers.ETag = tag;
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = SharedCaching.IsForAll(httpContext) ? httpContext.CachePolicy().CacheControl : httpContext.CachePolicy().Personal;
        if (location is not null)
            headers.Location = location;
        if (hasIt)
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return Send(httpContext, body, coding);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    private Task Send(HttpContext http, byte[] body, ContentCoding coding)
    {
        ReadOnlyMemory<byte> bytes = coding == ContentCoding.Identity ? body : Compression.Compress(body, coding);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        if (coding != ContentCoding.Identity)
            http.Response.Headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.BodyWriter.WriteAsync(bytes).AsTask();
    }

    private string TagOf(HttpContext http, byte[] body, ContentCoding coding) => version is { } known
        ? $"\"{known}{http.RequestServices.GetRequiredService<Edition>().Mark}{coding.TagSuffix()}\""
        : $"\"{Hash(body)}{coding.TagSuffix()}\"";

    private static bool HasIt(HttpRequest request, string tag)
    {
        var held = request.Headers.IfNoneMatch;
        if (held.Count == 0 || !IsRead(request))
            return false;
        EntityTags.Check("If-None-Match", held);
        return EntityTags.NoneMatchHits(held, tag);
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static string Hash(byte[] body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}

/// <summary>The words with which a handler answers.</summary>
internal static class Answers
{
    /// <param name="version">The resource's version, which becomes its ETag; null to use the hash of the bytes.</param>
    public static JsonAnswer<T> Ok<T>(T value, JsonTypeInfo<T> type, long? version = null) =>
        new(value, type, version, StatusCodes.Status200OK, null);

    public static JsonAnswer<T> Created<T>(T value, JsonTypeInfo<T> type, string location, long? version = null) =>
        new(value, type, version, StatusCodes.Status201Created, location);
}
