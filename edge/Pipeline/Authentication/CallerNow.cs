using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Pipeline.Signatures;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// Asks anew who sends a request that goes on for long, and what they may do by now: their session, or the secret or the signature that
/// they came with, and the addresses that their key is bound to.
/// </summary>
internal sealed class CallerNow(CallerStore callers, RequestSignatures signatures, SessionCookie cookie)
{
    /// <returns>Null when the same request would be refused now, or be anyone's.</returns>
    public async ValueTask<Caller?> Of(HttpContext http)
    {
        if (http.Caller().Kind != CallerKind.ApiKey)
            return cookie.Read(http.Request) is { } id ? await callers.FindSession(id, http.RequestAborted) : null;
        var isSigned = http.Features.Get<SignedRequest>() is not null;
        var signer = isSigned ? await signatures.Signer(http) : null;
        if (isSigned && signer is null)
            return null;
        var key = BearerToken.Read(http.Request) is { } token ? await callers.FindApiKey(token, http.RequestAborted) : signer;
        return key is not null && AddressRanges.Contain(key.Bounds.Addresses, http.Connection.RemoteIpAddress) ? key.Caller : null;
    }
}
