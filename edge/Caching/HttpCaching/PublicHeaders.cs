using Microsoft.Extensions.Primitives;

namespace Edge.Caching.HttpCaching;

/// <summary>A header of an answer, made once for all who get it.</summary>
internal sealed record AnswerHeader(string Name, StringValues Value);

/// <summary>What a rendered answer tells the caches in front of this node.</summary>
internal static class PublicHeaders
{
    /// <param name="tags">What the answer was made of.</param>
    /// <param name="lifetime">How long it may be used while no change is heard of.</param>
    public static AnswerHeader[] Of(CachePolicy policy, string[] tags, TimeSpan lifetime) => [new("Cache-Control", policy.CacheControl)];
}
