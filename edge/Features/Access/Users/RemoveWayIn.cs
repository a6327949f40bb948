using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authorization;
using Edge.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.Access.Users;

/// <summary>
/// Takes a passkey or a wallet away from a user, and signs them out everywhere. Who removes one of their own this way is signed out too.
/// </summary>
internal static class RemoveWayIn
{
    public static async Task<NoContent> Handle(
        Guid id, Guid way, HttpContext http, Database database, UserStore users, WayInStore ways, CancellationToken cancellation)
    {
        var caller = http.Caller();
        await database.Transaction(
            async session =>
            {
                var (user, _) = await users.ForChange(session, caller.Organisation, id);
                Grants.Check(caller, user.Role);
                return await ways.Remove(session, caller, user, way);
            },
            cancellation);
        return TypedResults.NoContent();
    }
}
