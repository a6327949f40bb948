using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Access.Organisations;

/// <summary>
/// Makes another link for an organisation's first administrator, as long as nobody has signed in: nobody outside can let themselves in later.
/// </summary>
internal static class IssueAdministratorLink
{
    public static async Task<JsonAnswer<IssuedSignInLink>> Handle(
        Guid id, HttpContext http, OrganisationStore organisations, CancellationToken cancellation) =>
        Answers.Ok(await organisations.IssueLink(http.Caller(), id, cancellation), WireJson.Default.IssuedSignInLink);
}
