using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn;

/// <summary>Exchanges the one-time token of a sign-in link for a session with an id of its own making, never one the browser brought.</summary>
internal static class CreateSession
{
    private const int MaxUserAgentLength = 256;

    public static async Task<JsonAnswer<Me>> Handle(SignInRequest request, HttpContext http, Limits limits, SignInStore store, SessionCookie cookie)
    {
        if (!OpaqueToken.IsWellFormed(request.Token))
            throw new ProblemException(Problems.SignInLinkInvalid());
        if (limits.TryToSignIn(http) is { } refusal)
            throw new ProblemException(refusal);
        var id = OpaqueToken.Create();
        var agent = http.Request.Headers.UserAgent.ToString();
        var caller = await store.SignIn(
            request.Token,
            id,
            cookie.Read(http.Request),
            agent.Length > MaxUserAgentLength ? agent[..MaxUserAgentLength] : agent,
            http.RequestAborted);
        if (caller is null)
            throw new ProblemException(Problems.SignInLinkInvalid());
        cookie.Send(http.Response, id);
        return Answers.Ok(caller.ToMe(), WireJson.Default.Me);
    }
}
