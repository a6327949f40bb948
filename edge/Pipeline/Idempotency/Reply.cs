using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Caching.HttpCaching;

namespace Edge.Pipeline.Idempotency;

/// <summary>The answer to a write as bytes, so that a repeated request gets exactly the same ones.</summary>
/// <param name="ETag">The version alone: what completes the entity tag is the edition of the moment it is sent.</param>
internal sealed record Reply(int Status, byte[] Body, string? ETag, string? Location) : IResult
{
    private const string ContentType = "application/json";

    public static Reply Ok<T>(T value, JsonTypeInfo<T> type, long? version = null) => Of(StatusCodes.Status200OK, value, type, version, null);

    public static Reply Created<T>(T value, JsonTypeInfo<T> type, string location, long? version = null) =>
        Of(StatusCodes.Status201Created, value, type, version, location);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = CachePolicy.NoStore.CacheControl;
        if (ETag is not null)
            response.Headers.ETag = $"\"{ETag}{httpContext.RequestServices.GetRequiredService<Edition>().Mark}\"";
        if (Location is not null)
            response.Headers.Location = Location;
        return response.Body.WriteAsync(Body).AsTask();
    }

    private static Reply Of<T>(int status, T value, JsonTypeInfo<T> type, long? version, string? location) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value, type), version?.ToString(CultureInfo.InvariantCulture), location);
}
