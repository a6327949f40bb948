using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Sessions;

/// <summary>Callers as they see themselves.</summary>
internal sealed class MeStore(Database database)
{
    public async ValueTask<Me> Of(Caller caller, CancellationToken cancellation)
    {
        if (caller.Kind == CallerKind.Anonymous)
            return caller.ToMe();
        var organisation = await database.First<OrganisationRow>(
            $"select id, name from organisations where seq = {caller.Organisation}", cancellation);
        return caller.ToMe() with { Organisation = organisation?.Own };
    }

    private sealed record OrganisationRow(OwnOrganisation Own) : IRow<OrganisationRow>
    {
        public static OrganisationRow Read(Columns columns) => new(new OwnOrganisation(columns.Id(0), columns.Text(1)));
    }
}
