using Edge.Shared.Signing;

namespace Edge.Aot.Tests;

/// <summary>Signs requests as a caller's program would (RFC 9421).</summary>
internal static class RequestSigner
{
    /// <param name="request">Its body, if it has one, comes with its digest.</param>
    /// <param name="id">The id of the API key.</param>
    public static void Sign(HttpRequestMessage request, Uri service, Guid id, SigningKey key, string nonce)
    {
        List<FieldItem> components = [FieldItem.Component("@method"), FieldItem.Component("@target-uri")];
        foreach (var (name, isThere) in new[]
        {
            ("content-digest", request.Content is not null),
            ("if-match", request.Headers.Contains("If-Match")),
            ("idempotency-key", request.Headers.Contains("Idempotency-Key")),
        })
        {
            if (isThere)
                components.Add(FieldItem.Component(name));
        }
        var input = new InnerList(
            components,
            new FieldParameter("created", BareItem.OfInteger(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds())),
            new FieldParameter("nonce", BareItem.OfString(nonce)),
            new FieldParameter("keyid", BareItem.OfString(id.ToString())));
        var message = new SignableMessage
        {
            Method = request.Method.Method,
            Scheme = service.Scheme,
            Authority = service.Authority,
            Target = request.RequestUri!.OriginalString,
            Field = name => Lines(request, name),
        };
        var signature = MessageSignature.Create("sig", input, message, key);
        request.Headers.Add(MessageSignature.InputHeader, signature.WriteInput());
        request.Headers.Add(MessageSignature.ValueHeader, signature.WriteValue());
    }

    private static string[]? Lines(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var lines) || request.Content?.Headers.TryGetValues(name, out lines) == true ? [.. lines!] : null;
}
