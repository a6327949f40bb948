using Edge.Caching.HttpCaching;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>Opens a session for who has a passkey.</summary>
internal static class SignInWithPasskey
{
    public static async Task<JsonAnswer<Me>> Handle(
        PasskeyAssertion request, HttpContext http, Limits limits, PasskeyCeremony ceremony, PasskeyStore passkeys, SessionCookie cookie, MeStore me)
    {
        if (limits.TryToSignIn(http) is { } refusal)
            throw new ProblemException(refusal);
        var opened = NewSession.For(http, cookie);
        var caller = await SignIn(request, http, ceremony, passkeys, opened) ?? throw new ProblemException(Problems.PasskeyRefused());
        cookie.Send(http.Response, opened.Id);
        return Answers.Ok(await me.Of(caller, http.RequestAborted), WireJson.Default.Me);
    }

    private static async Task<Caller?> SignIn(
        PasskeyAssertion request, HttpContext http, PasskeyCeremony ceremony, PasskeyStore passkeys, NewSession opened)
    {
        try
        {
            var credential = PasskeyCeremony.Decode(request.Id);
            if (credential.Length > AttestedCredential.MaxIdLength || await passkeys.Find(credential, http.RequestAborted) is not { } known)
                return null;
            var proof = await ceremony.Assert(http, ChallengePasskeys.Purpose, request, known);
            return await passkeys.SignIn(credential, proof, opened, http.RequestAborted);
        }
        catch (PasskeyFormatException)
        {
            return null;
        }
    }
}
