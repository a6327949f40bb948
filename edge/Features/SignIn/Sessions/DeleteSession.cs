using Edge.Pipeline.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.SignIn.Sessions;

/// <summary>Ends the browser's session, at once and on the server; without one there is nothing left to do.</summary>
internal static class DeleteSession
{
    public static async Task<NoContent> Handle(HttpContext http, SessionStore sessions, SessionCookie cookie)
    {
        if (cookie.Read(http.Request) is { } id)
        {
            await sessions.SignOut(id, http.RequestAborted);
            cookie.Clear(http.Response);
        }
        return TypedResults.NoContent();
    }
}
