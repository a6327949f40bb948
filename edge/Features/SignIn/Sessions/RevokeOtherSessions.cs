using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.SignIn.Sessions;

/// <summary>Ends all of the caller's sessions but the one that asks.</summary>
internal static class RevokeOtherSessions
{
    public static async Task<NoContent> Handle(HttpContext http, SessionStore sessions, SessionCookie cookie)
    {
        await sessions.RevokeOthers(http.Caller().User!.Value, cookie.Read(http.Request)!, http.RequestAborted);
        return TypedResults.NoContent();
    }
}
