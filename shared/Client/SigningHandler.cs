using System.Buffers.Text;
using System.Security.Cryptography;
using Edge.Shared.Signing;

namespace Edge.Shared.Client;

/// <summary>
/// Signs each request as it leaves (RFC 9421): below the retries, so that a repeated request has a nonce of its own. Its content is read
/// twice, once for the digest: one that cannot be is refused by the framework at the second reading.
/// </summary>
public sealed class SigningHandler(EdgeCredentials credentials, TimeProvider time) : DelegatingHandler
{
    private const string Label = "sig";
    private const int NonceBytes = 18;

    // Beside what says which request it is: what decides what the service does with it.
    private static readonly string[] Decisive = ["content-type", "idempotency-key", "if-match"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        credentials.Apply(request);
        if (credentials.Key is { } key)
            await Sign(request, key, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task Sign(HttpRequestMessage request, SigningKey key, CancellationToken cancellation)
    {
        List<FieldItem> components = [FieldItem.Component("@method"), FieldItem.Component("@target-uri")];
        if (request.Content is { } content)
        {
            content.Headers.Remove(ContentDigest.Header);
            content.Headers.Add(ContentDigest.Header, ContentDigest.Write(await HashOf(content, cancellation)));
            components.Add(FieldItem.Component("content-digest"));
        }
        foreach (var name in Decisive)
        {
            if (Lines(request, name) is not null)
                components.Add(FieldItem.Component(name));
        }
        var signature = MessageSignature.Create(Label, new InnerList(components, Parameters(key)), Message(request), key);
        request.Headers.Remove(MessageSignature.InputHeader);
        request.Headers.Remove(MessageSignature.ValueHeader);
        request.Headers.Add(MessageSignature.InputHeader, signature.WriteInput());
        request.Headers.Add(MessageSignature.ValueHeader, signature.WriteValue());
    }

    private List<FieldParameter> Parameters(SigningKey key) =>
    [
        new("created", BareItem.OfInteger(time.GetUtcNow().ToUnixTimeSeconds())),
        new("nonce", BareItem.OfString(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes)))),
        new("alg", BareItem.OfString(key.Algorithm.RegisteredName())),
        new("keyid", BareItem.OfString(credentials.KeyId)),
    ];

    private static async Task<byte[]> HashOf(HttpContent content, CancellationToken cancellation)
    {
        using var hash = SHA256.Create();
        await using (var into = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            await content.CopyToAsync(into, cancellation);
        return hash.Hash!;
    }

    private static SignableMessage Message(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        return new SignableMessage
        {
            Method = request.Method.Method,
            Scheme = uri.Scheme,
            Authority = request.Headers.Host ?? (uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}"),
            Target = uri.PathAndQuery,
            Field = name => Lines(request, name),
        };
    }

    private static IReadOnlyList<string>? Lines(HttpRequestMessage request, string name)
    {
        if (request.Headers.NonValidated.TryGetValues(name, out var lines))
            return [.. lines];
        return request.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out lines) ? [.. lines] : null;
    }
}
