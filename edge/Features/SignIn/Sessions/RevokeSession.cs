using Edge.Hosting.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.SignIn.Sessions;

/// <summary>Ends one of the caller's sessions: its next request is refused, on every node.</summary>
internal static class RevokeSession
{
    public static async Task<NoContent> Handle(string id, HttpContext http, SessionStore sessions)
    {
        if (SessionRow.ReadHandle(id) is not { } handle || !await sessions.Revoke(http.Caller().User!.Value, handle, http.RequestAborted))
            throw new ProblemException(Problems.SessionNotFound());
        return TypedResults.NoContent();
    }
}
