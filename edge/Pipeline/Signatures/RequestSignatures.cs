using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Signing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Edge.Pipeline.Signatures;

/// <summary>
/// Verifies the signatures of a request (RFC 9421, section 3.2) whose <c>keyid</c> is the id of an API key. All of them have to be right,
/// and of one key. Those under other names are not meant for this service, such as a proxy's, and prove nothing to it.
/// </summary>
internal sealed class RequestSignatures(
    SigningKeyStore keys, SignaturePolicy policy, Credentials credentials, HostingOptions hosting)
{
    public static bool AreIn(HttpRequest request) => request.Headers.ContainsKey(MessageSignature.InputHeader);

    public async ValueTask<Recognition> Recognise(HttpContext http)
    {
        try
        {
            return await Recognise(http, Own(http.Request));
        }
        catch (SignatureFormatException)
        {
            return new Recognition(null, Problems.SignatureInvalid());
        }
    }

    /// <summary>Of a request whose signatures were recognised: whose they are now, however long ago they were made.</summary>
    /// <returns>Null when the key has gone, or signs otherwise by now.</returns>
    public ValueTask<KnownApiKey?> Signer(HttpContext http) => Verify(http, Own(http.Request));

    private async ValueTask<Recognition> Recognise(HttpContext http, List<MessageSignature> own)
    {
        if (own.Count == 0)
            return default;
        foreach (var signature in own)
        {
            if (signature.KeyId != own[0].KeyId)
                return new Recognition(null, Problems.SignatureInvalid());
            if (policy.Check(signature, http) is { } fault)
                return new Recognition(null, fault);
        }
        var (key, refusal) = await credentials.Look(http, own[0].KeyId!, own, (http, _, own) => Verify(http, own));
        if (key is null)
            return new Recognition(null, refusal ?? Problems.SignatureInvalid());
        var nonces = own.ConvertAll(signature => new SignedNonce(signature.Nonce!, policy.EndOf(signature)));
        return new Recognition(new SignedRequest(key, nonces, own.Exists(signature => signature.Covers("content-digest"))), null);
    }

    // The key with which all of them were made, as it is now.
    private async ValueTask<KnownApiKey?> Verify(HttpContext http, List<MessageSignature> own)
    {
        using var signer = await keys.Find(Guid.ParseExact(own[0].KeyId!, "D"), http.RequestAborted);
        return signer is not null && (AreValid(own, http.Request, signer.Verifier) || await AreOfBefore(own, http, signer)) ? signer.Key : null;
    }

    private async ValueTask<bool> AreOfBefore(List<MessageSignature> own, HttpContext http, KnownSigner signer)
    {
        var areValid = false;
        foreach (var former in await keys.FindRotated(signer, http.RequestAborted))
        {
            using (former)
                areValid = areValid || AreValid(own, http.Request, former);
        }
        return areValid;
    }

    private static List<MessageSignature> Own(HttpRequest request)
    {
        var all = MessageSignature.Parse(Joined(request.Headers[MessageSignature.InputHeader]), Joined(request.Headers[MessageSignature.ValueHeader]));
        var own = new List<MessageSignature>();
        foreach (var signature in all)
        {
            if (Guid.TryParseExact(signature.KeyId, "D", out _))
                own.Add(signature);
        }
        return own;
    }

    private bool AreValid(List<MessageSignature> signatures, HttpRequest request, SigningKey key)
    {
        var asked = Message(request, request.Scheme, request.Host.Value);
        // A proxy may have asked for this service by another name than the caller did.
        var published = hosting.PublicUrl is { } url ? Message(request, url.Scheme, url.Authority) : null;
        foreach (var signature in signatures)
        {
            var isNamed = signature.Algorithm is null || signature.Algorithm == key.Algorithm.RegisteredName();
            if (!isNamed || !(signature.IsValid(asked, key) || (published is not null && signature.IsValid(published, key))))
                return false;
        }
        return true;
    }

    private static SignableMessage Message(HttpRequest request, string scheme, string? authority) => new()
    {
        Method = request.Method,
        Scheme = scheme,
        Authority = authority,
        Target = Target(request),
        Field = name => request.Headers.TryGetValue(name, out var lines) ? (IReadOnlyList<string?>)lines.ToArray() : null,
    };

    // As it was sent, since what routing reads is decoded. A proxy's client may send the whole URI (RFC 9112, section 3.2.2).
    private static string Target(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (target.StartsWith('/'))
            return target;
        return Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.PathAndQuery : target;
    }

    private static string Joined(StringValues lines) => lines.Count == 1 ? lines[0] ?? "" : string.Join(", ", lines.ToArray());
}
