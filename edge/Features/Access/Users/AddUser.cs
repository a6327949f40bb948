using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.Authorization;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Access.Users;

/// <summary>
/// Adds a user to the caller's organisation and shows, this once, the link that lets them in. An Idempotency-Key has no effect here:
/// replaying the answer would need the link at rest. Who lost the answer finds the user in the list, and makes another link.
/// </summary>
internal static class AddUser
{
    public static async Task<JsonAnswer<AddedUser>> Handle(
        CreateUserRequest request, HttpContext http, Database database, UserStore users, SignInLinkStore links, CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        Names.Check(errors, "name", request.Name);
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        var caller = http.Caller();
        Grants.Check(caller, request.Role);
        var added = await database.Transaction(
            async session =>
            {
                var user = await users.Add(session, caller, caller.Organisation, request.Name, request.Role);
                return new AddedUser(user.ToContract(), await links.Issue(session, user.Id, SignInLinkStore.HandedOver));
            },
            cancellation);
        return Answers.Created(added, WireJson.Default.AddedUser, $"/api/v1/users/{added.User.Id}");
    }
}
