using Edge.Hosting.Endpoints;
using Microsoft.Extensions.Primitives;

namespace Edge.Caching.HttpCaching;

/// <summary>
/// Conditions on entity tags (RFC 9110, section 13.1). <c>"7.{database}.{build}"</c> is version 7 in the words of this build,
/// <c>"7.{database}.{build}-br"</c> the same in brotli; <see cref="Edition"/> says what the parts are for.
/// </summary>
internal static class EntityTags
{
    private const string Any = "*";

    /// <summary>If-None-Match: true when the client already has this representation (weak comparison, section 13.1.2).</summary>
    public static bool NoneMatchHits(StringValues header, ReadOnlySpan<char> tag)
    {
        foreach (var line in header)
        {
            if (IsAny(line))
                return true;
            var tags = new EntityTagReader(line);
            while (tags.Next())
            {
                if (tags.Opaque.SequenceEqual(tag))
                    return true;
            }
        }
        return false;
    }

    /// <summary>
    /// If-Match: true when it is <c>*</c>, or names <paramref name="version"/> by a strong tag (section 13.1.1). A change applies to the
    /// resource, not to one of its forms, so the tag of any coding or build will do.
    /// </summary>
    public static bool MatchNames(StringValues header, long version, Edition edition)
    {
        foreach (var line in header)
        {
            if (IsAny(line))
                return true;
            var tags = new EntityTagReader(line);
            while (tags.Next())
            {
                if (!tags.IsWeak && edition.Names(tags.Opaque[1..^1], version))
                    return true;
            }
        }
        return false;
    }

    /// <exception cref="ProblemException">The header is neither <c>*</c> nor a list of entity tags.</exception>
    public static void Check(string name, StringValues header)
    {
        foreach (var line in header)
        {
            if (IsAny(line) && header.Count == 1)
                continue;
            var tags = new EntityTagReader(line);
            while (tags.Next())
                continue;
            if (tags.IsMalformed)
                throw new ProblemException(Problems.InvalidParameter(name, "write * or entity tags in double quotes, as the ETag header gave them."));
        }
    }

    private static bool IsAny(ReadOnlySpan<char> line) => line.Trim().SequenceEqual(Any);
}
