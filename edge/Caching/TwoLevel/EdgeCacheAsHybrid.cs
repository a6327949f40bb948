using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Caching.HttpCaching;
using Edge.Storage.Facts;
using Microsoft.Extensions.Caching.Hybrid;

namespace Edge.Caching.TwoLevel;

// The framework's door, for callers that need no more than it offers. Removals are facts, so that every node and every cache in front
// hears of them. Values are shared and must not be changed; those of types that no JSON context knows stay on the node.
internal sealed partial class EdgeCache
{
    private const HybridCacheEntryFlags NotSupported =
        HybridCacheEntryFlags.DisableLocalCacheRead | HybridCacheEntryFlags.DisableLocalCacheWrite;

    // What objects take beside their content.
    private const int BytesPerByte = 2;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    private CacheFamily Values => Families[^1];

    public override async ValueTask<T> GetOrCreateAsync<TState, T>(
        string key, TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        if (options?.Flags is { } flags && (flags & HybridCacheEntryFlags.DisableUnderlyingData) != 0)
            return Find(key)?.Value is T known ? known : default!;
        string[] all = [.. tags ?? []];
        var source = SourceOf(async cancellation => await factory(state, cancellation), options, all);
        return (await Get(Values, source, key, cancellationToken)).Entry.Value is T value ? value : default!;
    }

    public override async ValueTask SetAsync<T>(
        string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        await RemoveAsync(key, cancellationToken);
        string[] all = [.. tags ?? []];
        await Get(Values, SourceOf(_ => Task.FromResult(value), options, all), key, cancellationToken);
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        RemoveByTagAsync(key, cancellationToken);

    /// <param name="tag">The tag, the key of an entry, or <c>*</c> for all entries.</param>
    public override async ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        await database.Transaction(session => facts.Append(session, new Fact(FactTags.Removed, tag)), cancellationToken);

    private CacheSource SourceOf<T>(Func<CancellationToken, Task<T>> factory, HybridCacheEntryOptions? options, string[] tags)
    {
        var flags = options?.Flags ?? HybridCacheEntryFlags.None;
        if ((flags & NotSupported) != 0)
            throw new NotSupportedException("Memory is always read and written");
        var lifetime = options?.Expiration ?? DefaultLifetime;
        var local = options?.LocalCacheExpiration ?? lifetime;
        var type = TypeOf(typeof(T));
        var isShared = (type is not null || typeof(T) == typeof(byte[])) && (flags & HybridCacheEntryFlags.DisableDistributedCache) == 0 && local >= lifetime;
        return new CacheSource(
            async (_, cancellation) => FilledWith(await factory(cancellation), type, tags, local < lifetime ? local : lifetime),
            isShared ? value => Serialized(value, type) : null,
            isShared ? found => FilledWith(Read(found.Payload!, type), type, found.Tags, lifetime) : null);
    }

    private static CacheFamily FamilyOfValues() =>
        new("values", CachePolicy.NoStore, new CacheSource((_, _) => Task.FromResult(Filled.Nothing), null, null));

    private JsonTypeInfo? TypeOf(Type type) =>
        type != typeof(byte[]) && json.Value.SerializerOptions.TryGetTypeInfo(type, out var known) ? known : null;

    private static Filled FilledWith(object? value, JsonTypeInfo? type, string[] tags, TimeSpan lifetime) =>
        new(value, value is null ? 0 : BytesPerByte * Serialized(value, type).Length, tags, lifetime);

    private static byte[] Serialized(object value, JsonTypeInfo? type) =>
        value as byte[] ?? (type is null ? [] : JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static object? Read(byte[] payload, JsonTypeInfo? type) => type is null ? payload : JsonSerializer.Deserialize(payload, type);
}
