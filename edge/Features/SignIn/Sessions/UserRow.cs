using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Sessions;

/// <summary>Who signs in: <c>select u.id, u.name, u.role, u.organisation</c>.</summary>
internal sealed record UserRow(Guid Id, string Name, Role Role, long Organisation) : IRow<UserRow>
{
    public static UserRow Read(Columns columns) =>
        new(columns.Id(0), columns.Text(1), WireName.Parse<Role>(columns.Text(2)), columns.Long(3));

    public Caller ToCaller(DateTimeOffset expiresAt) => new(CallerKind.Session, $"user:{Id}", Name, Role, Organisation, expiresAt);
}
