namespace Edge.Caching.TwoLevel;

/// <summary>What the source gave for a key.</summary>
/// <param name="Value">Never changed once it is here, since callers share it; null when the source has nothing under the key.</param>
/// <param name="Bytes">What it takes of the memory.</param>
/// <param name="Tags">What it was made of: a change of any of them makes it stale.</param>
/// <param name="Lifetime">How long it may be used while no change is heard of.</param>
internal sealed record Filled(object? Value, int Bytes, string[] Tags, TimeSpan Lifetime)
{
    // Long enough to keep a crawler of dead links off the database, short enough for a link that is sent before its parcel is there.
    private static readonly TimeSpan NegativeLifetime = TimeSpan.FromSeconds(10);

    public static Filled Nothing { get; } = new(null, 0, [], NegativeLifetime);
}

/// <summary>Where the values of a key come from, and how they travel to other nodes.</summary>
/// <param name="Fill">Asks the source; runs outside of any request, so that it reads what the primary has.</param>
/// <param name="Encode">The value as bytes for Redis; null when it stays on the node.</param>
/// <param name="Decode">The value and what it takes of the memory; null for bytes that this build cannot read.</param>
internal sealed record CacheSource(
    Func<string, CancellationToken, Task<Filled>> Fill, Func<object, byte[]>? Encode, Func<Envelope, Filled?>? Decode);
