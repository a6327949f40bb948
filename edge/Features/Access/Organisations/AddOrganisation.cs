using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Access.Organisations;

/// <summary>
/// Adds an organisation with its first administrator and shows, this once, the link that lets them in. An Idempotency-Key has no effect
/// here: replaying the answer would need the link at rest. Who lost the answer finds the organisation in the list, and makes another link.
/// </summary>
internal static class AddOrganisation
{
    public static async Task<JsonAnswer<AddedOrganisation>> Handle(
        CreateOrganisationRequest request, HttpContext http, OrganisationStore organisations, CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        Names.Check(errors, "name", request.Name);
        Names.Check(errors, "administrator", request.Administrator);
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        var added = await organisations.Add(http.Caller(), request.Name, request.Administrator, cancellation);
        return Answers.Created(added, WireJson.Default.AddedOrganisation, $"/api/v1/organisations/{added.Organisation.Id}");
    }
}
