using System.Text.Json;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>What the browser says of the page that asked a passkey (WebAuthn level 3, section 5.8.1).</summary>
/// <param name="IsEmbedded">The page was in a frame of another site.</param>
internal sealed record ClientData(string Type, string Challenge, string Origin, bool IsEmbedded)
{
    public const string Create = "webauthn.create";
    public const string Get = "webauthn.get";

    /// <exception cref="PasskeyFormatException">It is not the JSON that it has to be.</exception>
    public static ClientData Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadMembers(json);
        }
        // The latter is what text that is no UTF-8 comes to.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PasskeyFormatException("The client data is not the JSON that it has to be.");
        }
    }

    private static ClientData ReadMembers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        string? type = null, challenge = null, origin = null;
        var isEmbedded = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "type":
                    type = Once(type, reader.GetString());
                    break;
                case "challenge":
                    challenge = Once(challenge, reader.GetString());
                    break;
                case "origin":
                    origin = Once(origin, reader.GetString());
                    break;
                case "crossOrigin":
                    isEmbedded |= reader.GetBoolean();
                    break;
                case "topOrigin":
                    isEmbedded = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (reader.TokenType != JsonTokenType.EndObject || reader.Read() || type is null || challenge is null || origin is null)
            throw new JsonException();
        return new ClientData(type, challenge, origin, isEmbedded);
    }

    private static string Once(string? before, string? value) => before is null && value is not null ? value : throw new JsonException();
}
