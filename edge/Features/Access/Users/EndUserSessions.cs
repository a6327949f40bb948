using Edge.Hosting.Endpoints;
using Edge.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.Access.Users;

/// <summary>Signs a user out in every browser, from their next request on, and makes links that nobody has opened yet worthless.</summary>
internal static class EndUserSessions
{
    public static async Task<NoContent> Handle(Guid id, HttpContext http, Database database, UserStore users, CancellationToken cancellation)
    {
        var caller = http.Caller();
        await database.Transaction(
            async session =>
            {
                var (user, _) = await users.ForChange(session, caller.Organisation, id);
                return await users.EndSessions(session, caller, user);
            },
            cancellation);
        return TypedResults.NoContent();
    }
}
