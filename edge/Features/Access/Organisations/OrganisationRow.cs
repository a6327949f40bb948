using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Access.Organisations;

/// <param name="IsEntered">Whether an administrator has signed in.</param>
internal sealed record OrganisationRow(long Seq, Guid Id, string Name, DateTimeOffset CreatedAt, int Users, bool IsEntered) : IRow<OrganisationRow>
{
    public static OrganisationRow Read(Columns columns) => new(
        columns.Long(0), columns.Id(1), columns.Text(2), columns.Time(3), columns.Int(4), columns.Bool(5));

    public Organisation ToContract() => new(Id, Name, CreatedAt, Users, IsEntered);
}
