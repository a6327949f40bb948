using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>The wallets with which users sign in: one is never two users'. What changes them gives the browser that asks a new session id.</summary>
internal sealed class WalletStore(Database database, FactLog facts, SessionStore sessions, TimeProvider time)
{
    private const int MaxPerUser = 20;

    public async Task<WalletList> Of(Guid user, CancellationToken cancellation)
    {
        var rows = await database.Read(
            session => session.List<WalletRow>($"""
                select id, user_id, chain, address, name, created_at, last_used_at from wallets where user_id = {user} order by id
                """),
            cancellation);
        return new WalletList(rows.ConvertAll(row => row.Wallet));
    }

    /// <summary>Opens a session for the user of a wallet that has proved to be there.</summary>
    /// <returns>The caller that the session makes, or null when the wallet is nobody's, or its user is shut out.</returns>
    public Task<Caller?> SignIn(ProvenWallet wallet, NewSession opened, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var chain = WireName.Of(wallet.Chain);
            var user = await session.First<UserRow>($"""
                select u.id, u.name, u.role, u.organisation from wallets w join users u on u.id = w.user_id
                where w.chain = {chain} and w.address = {wallet.Address} and u.disabled_at is null {session.RowLock}
                """);
            if (user is null)
                return null;
            // Unlinked at the same moment: what is gone lets nobody in.
            var used = await session.Execute($"""
                update wallets set last_used_at = {time.GetUtcNow()} where chain = {chain} and address = {wallet.Address} and user_id = {user.Id}
                """);
            return used == 0 ? null : await sessions.Open(session, user, opened, SignInWay.Wallet);
        },
        cancellation);

    /// <summary>Adds a wallet to a user's; one that is there already stays as it is.</summary>
    /// <exception cref="ProblemException">It is somebody else's, or there are too many.</exception>
    public Task<LinkedWallet> Link(Guid user, ProvenWallet wallet, string name, NewSession renewed, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            if (await Find(session, wallet) is { } known)
                return known.User == user ? new LinkedWallet(known.Wallet, IsNew: false) : throw new ProblemException(Problems.WalletLinkedElsewhere());
            if (await session.Number($"select count(*) from wallets where user_id = {user}") >= MaxPerUser)
                throw new ProblemException(Problems.WalletsFull());
            var now = time.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            await session.Execute($"""
                insert into wallets (id, user_id, chain, address, name, created_at)
                values ({id}, {user}, {WireName.Of(wallet.Chain)}, {wallet.Address}, {name}, {now}) on conflict (chain, address) do nothing
                """);
            var row = (await Find(session, wallet))!;
            if (row.User != user)
                throw new ProblemException(Problems.WalletLinkedElsewhere());
            if (row.Wallet.Id != id)
                return new LinkedWallet(row.Wallet, IsNew: false);
            await sessions.Rotate(session, renewed);
            await facts.Append(session, FactOf("WalletLinked", user, row.Wallet));
            return new LinkedWallet(row.Wallet, IsNew: true);
        },
        cancellation);

    /// <exception cref="ProblemException">The user has no such wallet.</exception>
    public Task<int> Unlink(Guid user, Guid id, NewSession renewed, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var row = await session.First<WalletRow>($"""
                select id, user_id, chain, address, name, created_at, last_used_at from wallets where id = {id} and user_id = {user}
                """);
            var removed = row is null ? 0 : await session.Execute($"delete from wallets where id = {id} and user_id = {user}");
            if (removed == 0)
                throw new ProblemException(Problems.WalletNotFound());
            await sessions.Rotate(session, renewed);
            await facts.Append(session, FactOf("WalletUnlinked", user, row!.Wallet));
            return removed;
        },
        cancellation);

    private static ValueTask<WalletRow?> Find(Session session, ProvenWallet wallet) => session.First<WalletRow>($"""
        select id, user_id, chain, address, name, created_at, last_used_at from wallets
        where chain = {WireName.Of(wallet.Chain)} and address = {wallet.Address}
        """);

    private static Fact FactOf(string kind, Guid user, Wallet wallet) =>
        new(kind, user.ToString(), $$"""{"wallet":"{{wallet.Id}}","chain":"{{WireName.Of(wallet.Chain)}}"}""");
}

/// <param name="IsNew">Whether it was not the user's before.</param>
internal sealed record LinkedWallet(Wallet Wallet, bool IsNew);
