using Edge.Hosting.Endpoints;
using Edge.Shared.Signing;

namespace Edge.Pipeline.Signatures;

/// <summary>
/// Lets a signed request go on once its body is the one that was signed and its nonce is new. The body is read to its end first, into
/// memory and from a size on into a temporary file: a route that works while it reads must not have begun when the digest turns out wrong.
/// The nonce comes last, so that nobody can use it up with a body of his own.
/// </summary>
internal sealed class SignedContentMiddleware(RequestDelegate next, NonceStore nonces)
{
    private const int HeldInMemory = 64 * 1024;

    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<SignedRequest>() is { } signed ? Signed(http, signed) : next(http);

    private async Task Signed(HttpContext http, SignedRequest signed)
    {
        if (signed.CoversContent && !await IsSignedContent(http))
        {
            await Problems.DigestMismatch().ExecuteAsync(http);
            return;
        }
        foreach (var nonce in signed.Nonces)
        {
            if (await nonces.Claim(signed.Key.Id, nonce.Value, nonce.Until, http.RequestAborted))
                continue;
            await Problems.SignatureReplayed().ExecuteAsync(http);
            return;
        }
        await next(http);
    }

    private static async Task<bool> IsSignedContent(HttpContext http)
    {
        var request = http.Request;
        ExpectedDigest expected;
        try
        {
            expected = ContentDigest.Parse(string.Join(", ", request.Headers[ContentDigest.Header].ToArray()));
        }
        catch (SignatureFormatException)
        {
            return false;
        }
        request.EnableBuffering(HeldInMemory);
        var matches = await expected.Matches(request.Body, http.RequestAborted);
        request.Body.Position = 0;
        return matches;
    }
}
