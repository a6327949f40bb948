using Edge.Caching.HttpCaching;

namespace Edge.Caching.Cdn;

/// <summary>Answers that a cache shall drop: all with this tag, or where a cache knows no tags, the one at this path.</summary>
/// <param name="Path">Null where the tag's answers have no path that is known.</param>
internal sealed record PurgeTarget(string Tag, string? Path)
{
    public static readonly PurgeTarget Everything = new(CacheTags.Everything, "/*");
}

/// <summary>A shared cache in front of the service that drops what it is told to.</summary>
internal interface ICdn
{
    /// <summary>One word, for logs and measurements, and the key of its place in the log of facts.</summary>
    string Name { get; }

    /// <summary>Where it reads the tags of an answer; null when it knows paths only.</summary>
    TagHeader? Tags { get; }

    /// <summary>How many targets one request may name.</summary>
    int LargestPurge { get; }

    /// <summary>The least time between two rounds, for those who count or charge requests: what happens meanwhile is purged together.</summary>
    TimeSpan Pace { get; }

    /// <summary>Completes when the cache has taken the request. Repeating it does no harm.</summary>
    /// <exception cref="PurgeFailedException">It could not be reached, or refused.</exception>
    Task Purge(IReadOnlyList<PurgeTarget> targets, CancellationToken cancellation);
}
