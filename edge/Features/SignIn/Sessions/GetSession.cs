using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Sessions;

/// <summary>Tells the caller who it is; an anonymous one too, so that a page can ask without an error in its console.</summary>
internal static class GetSession
{
    public static async Task<JsonAnswer<Me>> Handle(HttpContext http, SessionCookie cookie, MeStore me)
    {
        var caller = http.Caller();
        // A session that has ended leaves a cookie behind that the browser would send for weeks.
        if (caller.Kind == CallerKind.Anonymous && cookie.Read(http.Request) is not null)
            cookie.Clear(http.Response);
        return Answers.Ok(await me.Of(caller, http.RequestAborted), WireJson.Default.Me);
    }
}
