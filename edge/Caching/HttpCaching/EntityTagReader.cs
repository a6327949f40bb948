namespace Edge.Caching.HttpCaching;

/// <summary>
/// Reads the entity tags of one header line one by one (RFC 9110, sections 8.8.3 and 13.1) without copying them. A comma may stand
/// inside a tag, and elements of a list may be empty (section 5.6.1).
/// </summary>
internal ref struct EntityTagReader(ReadOnlySpan<char> line)
{
    private const string Blank = " \t";
    private const string BlankOrComma = " \t,";

    private ReadOnlySpan<char> rest = line;

    /// <summary>The tag with its quotes, without the mark of a weak one.</summary>
    public ReadOnlySpan<char> Opaque { get; private set; }

    public bool IsWeak { get; private set; }

    /// <summary>What follows is no entity tag; reading has ended.</summary>
    public bool IsMalformed { get; private set; }

    public bool Next()
    {
        rest = rest.TrimStart(BlankOrComma);
        if (rest.IsEmpty)
            return false;
        IsWeak = rest.StartsWith("W/", StringComparison.Ordinal);
        var tag = IsWeak ? rest[2..] : rest;
        var length = tag is ['"', ..] ? tag[1..].IndexOf('"') + 2 : 0;
        if (length < 2 || !IsText(tag[1..(length - 1)]))
            return Refuse();
        Opaque = tag[..length];
        rest = tag[length..].TrimStart(Blank);
        return rest is [] or [',', ..] || Refuse();
    }

    private bool Refuse()
    {
        IsMalformed = true;
        rest = default;
        return false;
    }

    // etagc: visible characters but the quote, and whatever lies beyond ASCII.
    private static bool IsText(ReadOnlySpan<char> tag) => !tag.ContainsAnyInRange('\0', ' ') && !tag.Contains('\u007f');
}
