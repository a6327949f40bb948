using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.Primitives;

namespace Edge.Features.Access.Users;

/// <summary>Changes a user's name and role. Another role ends their sessions.</summary>
internal static class UpdateUser
{
    public static Task<Reply> Handle(
        HttpContext http, Guid id, UpdateUserRequest request, IdempotentWrites writes, UserStore users, Edition edition)
    {
        var versions = http.Request.Headers.IfMatch;
        if (versions.Count == 0)
            throw new ProblemException(Problems.VersionMissing());
        EntityTags.Check("If-Match", versions);
        var errors = new Dictionary<string, string[]>();
        Names.Check(errors, "name", request.Name);
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.UpdateUserRequest);
        return writes.Run(http, bytes, session => Update(session, http.Caller(), id, versions, edition, request, users));
    }

    private static async ValueTask<Reply> Update(
        Session session, Caller caller, Guid id, StringValues versions, Edition edition, UpdateUserRequest request, UserStore users)
    {
        var (user, isLastAdmin) = await users.ForChange(session, caller.Organisation, id);
        if (!EntityTags.MatchNames(versions, user.Version, edition))
            throw new ProblemException(Problems.VersionMismatch());
        if (request.Role != user.Role)
            Grants.Check(caller, request.Role);
        if (isLastAdmin && request.Role != Role.Admin)
            throw new ProblemException(Problems.LastAdministrator());
        var saved = await users.Save(session, caller, user, request.Name, request.Role);
        return Reply.Ok(saved.ToContract(), WireJson.Default.User, saved.Version);
    }
}
