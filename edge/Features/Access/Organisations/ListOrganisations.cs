using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Features.Access.Organisations;

/// <summary>All organisations of the installation, the oldest first.</summary>
internal static class ListOrganisations
{
    public static async Task<JsonAnswer<OrganisationList>> Handle(OrganisationStore organisations, CancellationToken cancellation)
    {
        var rows = await organisations.List(cancellation);
        return Answers.Ok(new OrganisationList(rows.ConvertAll(row => row.ToContract())), WireJson.Default.OrganisationList);
    }
}
