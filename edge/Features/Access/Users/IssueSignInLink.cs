using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.Authorization;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Access.Users;

/// <summary>
/// Makes a link for a user who has lost every way in, or the first link; links made before let nobody in any more. An Idempotency-Key
/// has no effect here: replaying the answer would need the link at rest.
/// </summary>
internal static class IssueSignInLink
{
    public static async Task<JsonAnswer<IssuedSignInLink>> Handle(
        Guid id, HttpContext http, Database database, UserStore users, SignInLinkStore links, CancellationToken cancellation)
    {
        var caller = http.Caller();
        var link = await database.Transaction(
            async session =>
            {
                var (user, _) = await users.ForChange(session, caller.Organisation, id);
                Grants.Check(caller, user.Role);
                if (user.DisabledAt is not null)
                    throw new ProblemException(Problems.UserDisabled());
                await SignInLinkStore.Withdraw(session, user.Id);
                await users.TellOfLink(session, caller, user.Id);
                return await links.Issue(session, user.Id, SignInLinkStore.HandedOver);
            },
            cancellation);
        return Answers.Ok(link, WireJson.Default.IssuedSignInLink);
    }
}
