using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Access.Users;

/// <param name="Sessions">How many are open.</param>
internal sealed record UserRow(
    Guid Id, string Name, Role Role, long Version, DateTimeOffset CreatedAt, DateTimeOffset? SignedInAt, DateTimeOffset? DisabledAt, int Sessions)
    : IRow<UserRow>
{
    public bool IsActiveAdmin => Role == Role.Admin && DisabledAt is null;

    public static UserRow Read(Columns columns) => new(
        columns.Id(0),
        columns.Text(1),
        WireName.Parse<Role>(columns.Text(2)),
        columns.Long(3),
        columns.Time(4),
        columns.TimeOrNull(5),
        columns.TimeOrNull(6),
        columns.Int(7));

    /// <summary>The columns, of users <c>u</c>.</summary>
    public static SqlText Columns(DateTimeOffset now) => $"""
        u.id, u.name, u.role, u.version, u.created_at, u.signed_in_at, u.disabled_at,
        (select count(*) from sessions s where s.user_id = u.id and s.idle_expires_at > {now} and s.expires_at > {now})
        """;

    public User ToContract() => new(Id, Name, Role, Version, CreatedAt, SignedInAt, DisabledAt, Sessions);
}
