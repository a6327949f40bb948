using System.Globalization;
using System.Text;

namespace Edge.Shared.Signing;

/// <summary>The text that is signed: a line for each covered component, and the parameters last (RFC 9421, section 2.5).</summary>
public static class SignatureBase
{
    // Fields whose structure is registered; "sf" on another one cannot be computed (RFC 9421, section 2.1.1).
    private static readonly string[] Dictionaries =
    [
        "accept-signature", "content-digest", "priority", "repr-digest", "signature", "signature-input", "want-content-digest", "want-repr-digest",
    ];

    private static readonly string[] Lists = ["accept-ch", "cache-status", "client-cert-chain", "proxy-status"];

    /// <exception cref="SignatureFormatException">A component is unknown, named twice, or not in the message.</exception>
    public static byte[] Create(InnerList input, SignableMessage message)
    {
        var text = new StringBuilder();
        var seen = new HashSet<string>();
        foreach (var component in input.Items)
        {
            var identifier = component.ToString();
            if (component.Value.Kind != BareItemKind.String || !seen.Add(identifier))
                throw new SignatureFormatException("A component is a string, and named once (RFC 9421, section 2.5).");
            text.Append(identifier).Append(": ").Append(ValueOf(component, message)).Append('\n');
        }
        text.Append("\"@signature-params\": ").Append(input);
        var lines = text.ToString();
        return Ascii.IsValid(lines) ? Encoding.ASCII.GetBytes(lines) : throw new SignatureFormatException("A covered value is not ASCII.");
    }

    private static string ValueOf(FieldItem component, SignableMessage message)
    {
        var name = component.Value.Text!;
        if (component.Parameter("req") is not null)
            message = message.Request ?? throw new SignatureFormatException("Only a response speaks of its request (RFC 9421, section 2.4).");
        return name.StartsWith('@') ? Derived(name, component, message) : Fields(name, component, message);
    }

    private static string Derived(string name, FieldItem component, SignableMessage message)
    {
        Allow(component, name == "@query-param" ? ["req", "name"] : ["req"]);
        return name switch
        {
            "@method" => SignableMessage.Needed(message.Method, name),
            "@target-uri" => message.TargetUri,
            "@authority" => message.NormalAuthority,
            "@scheme" => message.NormalScheme,
            "@request-target" => SignableMessage.Needed(message.Target, name),
            "@path" => message.Path,
            "@query" => message.Query,
            "@query-param" => QueryParameters.ValueOf(message.Query, NameIn(component)),
            "@status" => message.Status?.ToString("000", CultureInfo.InvariantCulture) ?? throw new SignatureFormatException("Only a response has @status."),
            _ => throw new SignatureFormatException("There is no such derived component (RFC 9421, section 2.2)."),
        };
    }

    private static string NameIn(FieldItem component) => component.Parameter("name") is { Kind: BareItemKind.String, Text: { } name }
        ? name
        : throw new SignatureFormatException("@query-param has a name (RFC 9421, section 2.2.8).");

    private static string Fields(string name, FieldItem component, SignableMessage message)
    {
        Allow(component, ["req", "tr", "sf", "bs", "key"]);
        var source = component.Parameter("tr") is null ? message.Field : message.Trailer;
        if (name.AsSpan().ContainsAnyInRange('A', 'Z') || source?.Invoke(name) is not { Count: > 0 } lines)
            throw new SignatureFormatException("A covered field is missing, or its name not in lower case (RFC 9421, section 2.1).");
        var isStructured = component.Parameter("sf") is not null || component.Parameter("key") is not null;
        if (component.Parameter("bs") is null)
            return isStructured ? Structured(name, component, Joined(lines)) : Joined(lines);
        return isStructured
            ? throw new SignatureFormatException("bs goes with neither sf nor key (RFC 9421, section 2.1).")
            : StructuredField.WriteList([.. lines.Select(line => new FieldItem(BareItem.OfBytes(Encoding.UTF8.GetBytes(Trimmed(line)))))]);
    }

    private static string Structured(string name, FieldItem component, string value)
    {
        if (component.Parameter("key") is { } key)
        {
            return StructuredField.ParseDictionary(value).Find(key.Text ?? "")?.ToString()
                ?? throw new SignatureFormatException("A covered dictionary has no such member (RFC 9421, section 2.1.2).");
        }
        if (Dictionaries.Contains(name))
            return StructuredField.WriteDictionary(StructuredField.ParseDictionary(value));
        return Lists.Contains(name)
            ? StructuredField.WriteList(StructuredField.ParseList(value))
            : throw new SignatureFormatException("The structure of a field under sf is not known (RFC 9421, section 2.1.1).");
    }

    private static string Joined(IReadOnlyList<string?> lines) =>
        lines.Count == 1 ? Trimmed(lines[0]) : string.Join(", ", lines.Select(Trimmed));

    private static string Trimmed(string? line)
    {
        var value = (line ?? "").Trim(' ', '\t');
        return value.AsSpan().ContainsAny('\r', '\n') ? throw new SignatureFormatException("A covered field is folded.") : value;
    }

    private static void Allow(FieldItem component, ReadOnlySpan<string> names)
    {
        foreach (var parameter in component.Parameters)
        {
            if (!names.Contains(parameter.Name))
                throw new SignatureFormatException("A component has a parameter that it does not take (RFC 9421, section 6.5).");
        }
    }
}
