using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Edge.Observability.Metrics;

/// <summary>
/// The tags of one measurement that a family keeps, sorted by name, on the stack: looking a series up allocates nothing.
/// </summary>
internal ref struct Tags
{
    public const int Max = 8;

    private Slots slots;

    public Tags(ReadOnlySpan<KeyValuePair<string, object?>> tags, string[]? kept)
    {
        foreach (var tag in tags)
        {
            if (tag.Value is not null && Count < Max && (kept is null || kept.AsSpan().Contains(tag.Key)))
                Insert(tag);
        }
    }

    public int Count { get; private set; }

    public readonly int Hash()
    {
        var hash = Count;
        for (var i = 0; i < Count; i++)
            hash = (hash * 31) + slots[i].Value!.GetHashCode();
        return hash & int.MaxValue;
    }

    public readonly bool Are(KeyValuePair<string, object?>[] others)
    {
        if (others.Length != Count)
            return false;
        for (var i = 0; i < others.Length; i++)
        {
            if (slots[i].Key != others[i].Key || !slots[i].Value!.Equals(others[i].Value))
                return false;
        }
        return true;
    }

    public readonly KeyValuePair<string, object?>[] ToArray()
    {
        var array = new KeyValuePair<string, object?>[Count];
        for (var i = 0; i < Count; i++)
            array[i] = slots[i];
        return array;
    }

    /// <summary>As the exposition writes them, the values escaped by its rules: backslash, quote and line feed.</summary>
    public static string ToLabels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            var word = value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(PrometheusName.OfLabel(key)).Append("=\"");
            text.Append(word.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }
        return text.ToString();
    }

    private void Insert(KeyValuePair<string, object?> tag)
    {
        var at = Count++;
        while (at > 0 && string.CompareOrdinal(slots[at - 1].Key, tag.Key) > 0)
        {
            slots[at] = slots[at - 1];
            at--;
        }
        slots[at] = tag;
    }

    [InlineArray(Max)]
    private struct Slots
    {
        private KeyValuePair<string, object?> first;
    }
}
