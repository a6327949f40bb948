using System.Buffers;
using System.Globalization;

namespace Edge.Shared.Signing;

/// <summary>RFC 9651, section 4.2, step by step, over the lines of a field joined by commas. Never looks back, never nests.</summary>
internal sealed class FieldParser
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    private static readonly SearchValues<char> KeyLetters = SearchValues.Create(Lower + Digits + "_-.*");
    private static readonly SearchValues<char> TokenLetters = SearchValues.Create(Lower + Upper + Digits + "!#$%&'*+-.^_`|~:/");
    private static readonly SearchValues<char> Base64Letters = SearchValues.Create(Lower + Upper + Digits + "+/=");

    private readonly string text;
    private int at;

    public FieldParser(string text)
    {
        this.text = text;
        SkipSpaces();
    }

    private char Next => at < text.Length ? text[at] : '\0';

    private bool IsAtEnd => at >= text.Length;

    /// <summary>Goes to the next member of a list or dictionary; false at its end.</summary>
    public bool HasMember(bool isFirst)
    {
        if (isFirst)
            return !IsAtEnd;
        SkipWhitespace();
        if (IsAtEnd)
            return false;
        Take(',', "A comma separates two members");
        SkipWhitespace();
        return !IsAtEnd ? true : throw Fault("A comma stands at the end");
    }

    public void End()
    {
        SkipSpaces();
        if (!IsAtEnd)
            throw Fault("The field goes on behind its value");
    }

    public FieldMember Member() => Next == '(' ? List() : Item();

    public DictionaryEntry Entry()
    {
        var key = Key();
        if (Next != '=')
            return new DictionaryEntry(key, new FieldItem(BareItem.True, Parameters()));
        at++;
        return new DictionaryEntry(key, Member());
    }

    public FieldItem Item()
    {
        var value = Value();
        return new FieldItem(value, Parameters());
    }

    private InnerList List()
    {
        at++;
        var items = new List<FieldItem>();
        while (true)
        {
            SkipSpaces();
            if (Next == ')')
                break;
            items.Add(Item());
            if (Next is not (' ' or ')'))
                throw Fault("A blank separates two items of a list");
        }
        at++;
        return new InnerList(items, Parameters());
    }

    private List<FieldParameter> Parameters()
    {
        if (Next != ';')
            return [];
        var parameters = new List<FieldParameter>();
        var places = new Dictionary<string, int>();
        while (Next == ';')
        {
            at++;
            SkipSpaces();
            var name = Key();
            var value = BareItem.True;
            if (Next == '=')
            {
                at++;
                value = Value();
            }
            if (places.TryAdd(name, parameters.Count))
                parameters.Add(new FieldParameter(name, value));
            else
                parameters[places[name]] = new FieldParameter(name, value);
        }
        return parameters;
    }

    private string Key()
    {
        if (Next is not ('*' or (>= 'a' and <= 'z')))
            throw Fault("A key begins with a lower-case letter or *");
        return Run(KeyLetters);
    }

    private BareItem Value() => Next switch
    {
        '-' or (>= '0' and <= '9') => Number(),
        '"' => BareItem.OfString(Quoted()),
        '*' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => BareItem.OfToken(Run(TokenLetters)),
        ':' => BareItem.OfBytes(Bytes()),
        '?' => Boolean(),
        '@' => Date(),
        '%' => BareItem.OfDisplayString(DisplayStrings.Read(text, ref at)),
        _ => throw Fault("A value is missing or begins with a wrong letter"),
    };

    private BareItem Date()
    {
        at++;
        return Number() is { Kind: BareItemKind.Integer } date ? BareItem.OfDate(date.Number) : throw Fault("A date has no fraction");
    }

    // At most 15 digits, and for a decimal 12 before the point and 3 behind it (RFC 9651, section 4.2.4).
    private BareItem Number()
    {
        var sign = Next == '-' ? -1 : 1;
        if (sign < 0)
            at++;
        var whole = DigitRun();
        if (whole.Length is 0 or > 15)
            throw Fault("A number has 1 to 15 digits");
        var number = long.Parse(whole, CultureInfo.InvariantCulture);
        if (Next != '.')
            return BareItem.OfInteger(sign * number);
        at++;
        var fraction = DigitRun();
        if (whole.Length > 12 || fraction.Length is 0 or > 3)
            throw Fault("A decimal has 1 to 12 digits before the point and 1 to 3 behind it");
        return BareItem.OfDecimal(sign * ((number * 1000) + long.Parse(fraction.PadRight(3, '0'), CultureInfo.InvariantCulture)));
    }

    private string DigitRun()
    {
        var start = at;
        while (char.IsAsciiDigit(Next))
            at++;
        return text[start..at];
    }

    private string Quoted()
    {
        at++;
        var letters = new System.Text.StringBuilder();
        while (true)
        {
            var letter = Next;
            if (letter is < ' ' or > '~')
                throw Fault("A string ends with a quotation mark and holds printable ASCII");
            at++;
            if (letter == '"')
                return letters.ToString();
            if (letter == '\\')
            {
                letter = Next is '"' or '\\' ? Next : throw Fault("Only \" and \\ are escaped in a string");
                at++;
            }
            letters.Append(letter);
        }
    }

    // Convert would skip blanks, so the alphabet is looked at first.
    private byte[] Bytes()
    {
        var end = text.IndexOf(':', at + 1);
        var bytes = end < 0 ? [] : new byte[(end - at) / 4 * 3];
        if (end < 0 || text.AsSpan(at + 1, end - at - 1).ContainsAnyExcept(Base64Letters)
            || !Convert.TryFromBase64Chars(text.AsSpan(at + 1, end - at - 1), bytes, out var length))
            throw Fault("Bytes are base64 between colons");
        at = end + 1;
        return bytes[..length];
    }

    private BareItem Boolean()
    {
        at++;
        var value = Next switch
        {
            '1' => BareItem.True,
            '0' => BareItem.False,
            _ => throw Fault("A truth value is ?1 or ?0"),
        };
        at++;
        return value;
    }

    private string Run(SearchValues<char> letters)
    {
        var length = text.AsSpan(at).IndexOfAnyExcept(letters);
        var start = at;
        at = length < 0 ? text.Length : at + length;
        return text[start..at];
    }

    private void Take(char letter, string rule)
    {
        if (Next != letter)
            throw Fault(rule);
        at++;
    }

    private void SkipSpaces()
    {
        while (Next == ' ')
            at++;
    }

    private void SkipWhitespace()
    {
        while (Next is ' ' or '\t')
            at++;
    }

    private SignatureFormatException Fault(string rule) => new($"{rule} (RFC 9651), at {at}.");
}
