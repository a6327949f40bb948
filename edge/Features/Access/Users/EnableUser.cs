using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Access.Users;

/// <summary>Lets a disabled user sign in again. Enabling twice changes nothing.</summary>
internal static class EnableUser
{
    public static Task<Reply> Handle(HttpContext http, Guid id, IdempotentWrites writes, UserStore users) =>
        writes.Run(http, [], session => Enable(session, http.Caller(), id, users));

    private static async ValueTask<Reply> Enable(Session session, Caller caller, Guid id, UserStore users)
    {
        var (user, _) = await users.ForChange(session, caller.Organisation, id);
        Grants.Check(caller, user.Role);
        var saved = user.DisabledAt is null ? user : await users.Enable(session, caller, user);
        return Reply.Ok(saved.ToContract(), WireJson.Default.User, saved.Version);
    }
}
