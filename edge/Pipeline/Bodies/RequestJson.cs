using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Pipeline.Errors;

// The namespace of the endpoints' generated code, which finds this method there before the framework's of the same name.
namespace Microsoft.AspNetCore.Http.Generated;

/// <summary>
/// Reads the JSON of a request. The framework's way deserialises while bytes arrive, by code for tasks of every type that there is a contract
/// of: half a megabyte of the binary, and more of memory. The whole text is deserialised faster, and the endpoint's limit holds its size.
/// </summary>
internal static class RequestJson
{
    private const int FirstBuffer = 4096;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">The body is not JSON, or not of this type.</exception>
    /// <exception cref="BadHttpRequestException">It is in another encoding than UTF-8, too large or too slow, or breaks off.</exception>
    public static async ValueTask<T?> ReadFromJsonAsync<T>(this HttpRequest request, JsonTypeInfo<T> type) =>
        (T?)await Read(request, type);

    private static async ValueTask<object?> Read(HttpRequest request, JsonTypeInfo type)
    {
        if (BadRequests.HasForeignCharset(request))
            throw new BadHttpRequestException("JSON is UTF-8 (RFC 8259, section 8.1)", StatusCodes.Status415UnsupportedMediaType);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        try
        {
            while (await request.Body.ReadAsync(buffer.AsMemory(length)) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length)
                    buffer = Grown(buffer);
            }
            return Parse(buffer.AsSpan(0, length), type);
        }
        finally
        {
            Return(buffer, length);
        }
    }

    // Twice as much for what has arrived, never for what a header announces.
    private static byte[] Grown(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        Return(full, full.Length);
        return larger;
    }

    private static object? Parse(ReadOnlySpan<byte> text, JsonTypeInfo type) =>
        JsonSerializer.Deserialize(text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text, type);

    // A body may hold what signs somebody in: who rents the buffer next gets none of it.
    private static void Return(byte[] buffer, int used)
    {
        buffer.AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
