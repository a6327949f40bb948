using Edge.Caching.HttpCaching;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

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
    /// <param name="targets">Tags; paths where it knows no tags.</param>
    /// <exception cref="HttpFailedException">It could not be reached, or refused.</exception>
    Task Purge(IReadOnlyList<string> targets, CancellationToken cancellation);
}
