using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Access.Users;

/// <summary>Shuts a user out from their next request on. Disabling twice changes nothing.</summary>
internal static class DisableUser
{
    public static Task<Reply> Handle(HttpContext http, Guid id, IdempotentWrites writes, UserStore users) =>
        writes.Run(http, [], session => Disable(session, http.Caller(), id, users));

    private static async ValueTask<Reply> Disable(Session session, Caller caller, Guid id, UserStore users)
    {
        var (user, isLastAdmin) = await users.ForChange(session, caller.Organisation, id);
        if (caller.Id == $"user:{user.Id}")
            throw new ProblemException(Problems.OwnUser());
        if (isLastAdmin)
            throw new ProblemException(Problems.LastAdministrator());
        var saved = user.DisabledAt is null ? await users.Disable(session, caller, user) : user;
        return Reply.Ok(saved.ToContract(), WireJson.Default.User, saved.Version);
    }
}
