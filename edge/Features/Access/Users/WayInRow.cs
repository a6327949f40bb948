using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Access.Users;

/// <summary>A passkey or a wallet, whichever it is.</summary>
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

    public static SqlText Of(Guid user) => $"""
        select id, 'passkey' as way, name, cast(null as text) as chain, cast(null as text) as address, created_at, used_at from passkeys
        where user_id = {user}
        union all
        select id, 'wallet', name, chain, address, created_at, last_used_at from wallets where user_id = {user}
        order by created_at desc, id
        """;
}
