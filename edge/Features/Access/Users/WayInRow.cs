using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Access.Users;

/// <summary><c>select id, way, name, chain, address, created_at, used_at</c>, of a passkey or a wallet.</summary>
internal sealed record WayInRow(UserWayIn Way) : IRow<WayInRow>
{
    public static WayInRow Read(Columns columns) => new(
        new UserWayIn(
            columns.Id(0),
            WireName.Parse<SignInWay>(columns.Text(1)),
            columns.Text(2),
            columns.TextOrNull(3) is { } chain ? WireName.Parse<WalletChain>(chain) : null,
            columns.TextOrNull(4),
            columns.Time(5),
            columns.TimeOrNull(6)));
}
