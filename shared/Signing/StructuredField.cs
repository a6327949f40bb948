using System.Text;

namespace Edge.Shared.Signing;

/// <summary>Reads and writes the fields that RFC 9651 structures: all that RFC 9421 and RFC 9530 need, which is nearly all of it.</summary>
public static class StructuredField
{
    /// <exception cref="SignatureFormatException">It is no such field.</exception>
    public static FieldItem ParseItem(string text)
    {
        var parser = new FieldParser(text);
        var item = parser.Item();
        parser.End();
        return item;
    }

    /// <exception cref="SignatureFormatException">It is no such field.</exception>
    public static IReadOnlyList<FieldMember> ParseList(string text)
    {
        var parser = new FieldParser(text);
        var members = new List<FieldMember>();
        while (parser.HasMember(members.Count == 0))
            members.Add(parser.Member());
        return members;
    }

    /// <exception cref="SignatureFormatException">It is no such field.</exception>
    public static IReadOnlyList<DictionaryEntry> ParseDictionary(string text)
    {
        var parser = new FieldParser(text);
        var entries = new List<DictionaryEntry>();
        var places = new Dictionary<string, int>();
        while (parser.HasMember(entries.Count == 0))
        {
            var entry = parser.Entry();
            // The last value of a key counts, in the place of the first (RFC 9651, section 4.2.2).
            if (places.TryAdd(entry.Key, entries.Count))
                entries.Add(entry);
            else
                entries[places[entry.Key]] = entry;
        }
        return entries;
    }

    public static string WriteList(IReadOnlyList<FieldMember> members)
    {
        var field = new StringBuilder();
        foreach (var member in members)
            member.AppendTo(field.Append(field.Length == 0 ? "" : ", "));
        return field.ToString();
    }

    public static string WriteDictionary(IReadOnlyList<DictionaryEntry> entries)
    {
        var field = new StringBuilder();
        foreach (var entry in entries)
        {
            field.Append(field.Length == 0 ? "" : ", ").Append(entry.Key);
            if (entry.Member is FieldItem { Value: { Kind: BareItemKind.Boolean, Number: 1 } })
                entry.Member.AppendParametersTo(field);
            else
                entry.Member.AppendTo(field.Append('='));
        }
        return field.ToString();
    }

    public static FieldMember? Find(this IReadOnlyList<DictionaryEntry> entries, string key)
    {
        foreach (var entry in entries)
        {
            if (entry.Key == key)
                return entry.Member;
        }
        return null;
    }
}
