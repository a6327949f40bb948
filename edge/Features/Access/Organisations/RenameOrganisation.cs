using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Access.Organisations;

/// <summary>Gives an organisation another name.</summary>
internal static class RenameOrganisation
{
    public static async Task<JsonAnswer<Organisation>> Handle(
        Guid id, RenameOrganisationRequest request, HttpContext http, OrganisationStore organisations, CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        Names.Check(errors, "name", request.Name);
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        var renamed = await organisations.Rename(http.Caller(), id, request.Name, cancellation);
        return Answers.Ok(renamed.ToContract(), WireJson.Default.Organisation);
    }
}
