namespace Edge.Shared.Signing;

/// <summary>One signature of a message: what it covers and says of itself, and its bytes.</summary>
public sealed record MessageSignature(string Label, InnerList Input, byte[] Value)
{
    public const string InputHeader = "Signature-Input";
    public const string ValueHeader = "Signature";
    private const int MaxSignatures = 8;

    public string? KeyId => Text("keyid");

    public string? Nonce => Text("nonce");

    /// <summary>The algorithm by its registered name. Nothing but a hint: the key decides.</summary>
    public string? Algorithm => Text("alg");

    public string? Tag => Text("tag");

    /// <summary>Unix seconds.</summary>
    public long? Created => Seconds("created");

    /// <summary>Unix seconds.</summary>
    public long? Expires => Seconds("expires");

    /// <summary>Whether the component itself is covered: not a part of it, nor another rendering, nor that of the request.</summary>
    public bool Covers(string component)
    {
        foreach (var item in Input.Items)
        {
            if (item.Value.Text == component && item.Parameters.Count == 0)
                return true;
        }
        return false;
    }

    /// <summary>Reads both fields; every label has to be in both (RFC 9421, section 4).</summary>
    /// <exception cref="SignatureFormatException">They are malformed, do not belong together, or are more than eight.</exception>
    public static IReadOnlyList<MessageSignature> Parse(string inputs, string values)
    {
        var bytes = StructuredField.ParseDictionary(values);
        var entries = StructuredField.ParseDictionary(inputs);
        if (entries.Count > MaxSignatures || entries.Count != bytes.Count)
            throw new SignatureFormatException("Every label stands in both fields, and there are eight at most.");
        var signatures = new List<MessageSignature>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.Member is not InnerList input || bytes.Find(entry.Key) is not FieldItem { Value: { Kind: BareItemKind.Bytes, Bytes: { } value } })
                throw new SignatureFormatException("Every label stands in both fields, with a list in the one and bytes in the other.");
            signatures.Add(new MessageSignature(entry.Key, input, value));
        }
        return signatures;
    }

    /// <summary>Signs a message.</summary>
    /// <exception cref="SignatureFormatException">A component is unknown, or not in the message.</exception>
    public static MessageSignature Create(string label, InnerList input, SignableMessage message, SigningKey key) =>
        new(label, input, key.Sign(SignatureBase.Create(input, message)));

    /// <summary>Whether the key made it over this message.</summary>
    /// <exception cref="SignatureFormatException">A component is unknown, named twice, or not in the message.</exception>
    public bool IsValid(SignableMessage message, SigningKey key) => key.Verify(SignatureBase.Create(Input, message), Value);

    public string WriteInput() => StructuredField.WriteDictionary([new DictionaryEntry(Label, Input)]);

    public string WriteValue() => StructuredField.WriteDictionary([new DictionaryEntry(Label, new FieldItem(BareItem.OfBytes(Value)))]);

    private string? Text(string name) => Input.Parameter(name) switch
    {
        null => null,
        { Kind: BareItemKind.String, Text: { } text } => text,
        _ => throw new SignatureFormatException("keyid, nonce, alg and tag are strings (RFC 9421, section 2.3)."),
    };

    private long? Seconds(string name) => Input.Parameter(name) switch
    {
        null => null,
        { Kind: BareItemKind.Integer, Number: var seconds } => seconds,
        _ => throw new SignatureFormatException("created and expires are whole numbers (RFC 9421, section 2.3)."),
    };
}
