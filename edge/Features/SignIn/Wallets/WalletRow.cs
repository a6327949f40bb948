using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Wallets;

/// <summary><c>select id, user_id, chain, address, name, created_at, last_used_at</c>.</summary>
internal sealed record WalletRow(Guid User, Wallet Wallet) : IRow<WalletRow>
{
    public static WalletRow Read(Columns columns) => new(
        columns.Id(1),
        new Wallet(
            columns.Id(0), WireName.Parse<WalletChain>(columns.Text(2)), columns.Text(3), columns.Text(4), columns.Time(5), columns.TimeOrNull(6)));
}
