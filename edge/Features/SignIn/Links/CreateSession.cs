using Edge.Caching.HttpCaching;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Links;

/// <summary>Exchanges the one-time token of a sign-in link for a session.</summary>
internal static class CreateSession
{
    public static async Task<JsonAnswer<Me>> Handle(
        SignInRequest request, HttpContext http, Limits limits, LinkStore links, SessionCookie cookie, MeStore me)
    {
        if (!OpaqueToken.IsWellFormed(request.Token))
            throw new ProblemException(Problems.SignInLinkInvalid());
        if (limits.TryToSignIn(http) is { } refusal)
            throw new ProblemException(refusal);
        var opened = NewSession.For(http, cookie);
        var caller = await links.SignIn(request.Token, opened, http.RequestAborted) ?? throw new ProblemException(Problems.SignInLinkInvalid());
        cookie.Send(http.Response, opened.Id);
        return Answers.Ok(await me.Of(caller, http.RequestAborted), WireJson.Default.Me);
    }
}
