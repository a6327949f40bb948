using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

internal sealed record CloudflarePurge([property: JsonPropertyName("tags")] string[] Tags);

internal sealed record CloudflareAnswer([property: JsonPropertyName("success")] bool Success);

internal sealed record FastlyPurge([property: JsonPropertyName("surrogate_keys")] string[] Keys);

internal sealed record AzurePurge(
    [property: JsonPropertyName("contentPaths")] string[] Paths,
    [property: JsonPropertyName("domains"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? Domains);

internal sealed record AzureToken(
    [property: JsonPropertyName("access_token"), JsonRequired] string AccessToken,
    [property: JsonPropertyName("expires_in"), JsonRequired] int ExpiresIn);

/// <summary>What is said to the providers, and what they say.</summary>
[JsonSerializable(typeof(CloudflarePurge))]
[JsonSerializable(typeof(CloudflareAnswer))]
[JsonSerializable(typeof(FastlyPurge))]
[JsonSerializable(typeof(AzurePurge))]
[JsonSerializable(typeof(AzureToken))]
internal sealed partial class CdnJson : JsonSerializerContext
{
    /// <exception cref="HttpFailedException">It is not what the documentation promises.</exception>
    public static T Read<T>(HttpReply reply, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(reply.Body, type) ?? throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new HttpFailedException("gave an answer that cannot be read", cause: error);
        }
    }
}
