using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Pipeline.RateLimiting;
using Edge.Pipeline.Signatures;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// Recognises who sends the request and sets <see cref="Caller"/>: a signature (RFC 9421) or an API key (RFC 6750) before a session cookie,
/// since a program says the one and a browser adds the other by itself. What is wrong is refused; a session that has ended makes the caller
/// anonymous.
/// </summary>
internal sealed class AuthenticationMiddleware(
    RequestDelegate next, CallerStore callers, RequestSignatures signatures, KeyAdmission keys, SessionCookie cookie, Credentials credentials)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Where there is no endpoint nobody needs a name, and the admin listener knows no callers.
        if (http.GetEndpoint() is null || AdminListener.Accepted(http))
            return next(http);
        var token = BearerToken.Read(http.Request);
        if (RequestSignatures.AreIn(http.Request))
            return BySignature(http, token);
        if (token is not null)
            return ByApiKey(http, token, null);
        return cookie.Read(http.Request) is { } id ? BySession(http, id) : next(http);
    }

    private async Task BySignature(HttpContext http, string? token)
    {
        var (signed, refusal) = await signatures.Recognise(http);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }
        if (token is not null)
        {
            await ByApiKey(http, token, signed);
            return;
        }
        if (signed is not null)
            await BySigned(http, signed);
        else if (cookie.Read(http.Request) is { } id)
            await BySession(http, id);
        else
            await next(http);
    }

    private Task BySigned(HttpContext http, SignedRequest signed)
    {
        http.Features.Set(signed);
        return AsKey(http, signed.Key);
    }

    private async Task ByApiKey(HttpContext http, string token, SignedRequest? signed)
    {
        var (key, tooMany) = await credentials.Look(
            http, token, callers, static (http, token, callers) => callers.FindApiKey(token, http.RequestAborted));
        var refusal = key switch
        {
            null => tooMany ?? Problems.ApiKeyInvalid(),
            { Bounds.MustSign: true } when signed is null => Problems.SignatureMissing(),
            // Who sends both is one caller.
            _ when signed is not null && signed.Key.Id != key.Id => Problems.SignatureInvalid(),
            _ => null,
        };
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }
        if (signed is not null)
            http.Features.Set(signed);
        await AsKey(http, key!);
    }

    private Task AsKey(HttpContext http, KnownApiKey key)
    {
        http.Features.Set(key.Caller);
        return keys.Run(http, key, next);
    }

    private async Task BySession(HttpContext http, string id)
    {
        var (caller, refusal) = await credentials.LookOnce(
            http, id, callers, static (http, id, callers) => callers.FindSession(id, http.RequestAborted));
        if (caller is not null)
            http.Features.Set(caller);
        await (refusal is null ? next(http) : refusal.ExecuteAsync(http));
    }
}
