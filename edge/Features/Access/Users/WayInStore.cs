using Edge.Hosting.Endpoints;
using Edge.Observability.Audit;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Access.Users;

/// <summary>The passkeys and wallets of users, for administrators: whoever had somebody's session for a moment may have added one.</summary>
internal sealed class WayInStore(Database database, FactLog facts, UserStore users, TimeProvider time)
{
    /// <exception cref="ProblemException">The organisation has no such user.</exception>
    public async Task<UserWayInList> List(long organisation, Guid user, CancellationToken cancellation)
    {
        var rows = await database.Read(
            async session =>
            {
                if (await session.Number($"select 1 from users where id = {user} and organisation = {organisation}") is null)
                    throw new ProblemException(Problems.UserNotFound());
                return await session.List<WayInRow>(Of(user));
            },
            cancellation);
        return new UserWayInList(rows.ConvertAll(row => row.Way));
    }

    /// <summary>
    /// Takes a passkey or a wallet away from a user who is about to change, and ends all of their sessions: which of them it has opened,
    /// or who has opened further ones from there, nobody knows.
    /// </summary>
    /// <exception cref="ProblemException">The user has no such passkey or wallet.</exception>
    public async ValueTask<UserRow> Remove(Session session, Caller caller, UserRow user, Guid id)
    {
        var ways = await session.List<WayInRow>(Of(user.Id));
        var way = ways.Find(row => row.Way.Id == id)?.Way ?? throw new ProblemException(Problems.WayInNotFound());
        if (way.Way == SignInWay.Passkey)
            await session.Execute($"delete from passkeys where id = {id} and user_id = {user.Id}");
        else
            await session.Execute($"delete from wallets where id = {id} and user_id = {user.Id}");
        await facts.Append(session, FactOf(user.Id, way));
        var now = time.GetUtcNow();
        await AuditStore.Append(
            session, new AuditEntry(Guid.CreateVersion7(now), now, caller, KindOf(way), $"user:{user.Id}", way.Address ?? way.Name, null));
        return await users.EndSessions(session, caller, user);
    }

    private static SqlText Of(Guid user) => $"""
        select id, 'passkey' as way, name, cast(null as text) as chain, cast(null as text) as address, created_at, used_at from passkeys
        where user_id = {user}
        union all
        select id, 'wallet', name, chain, address, created_at, last_used_at from wallets where user_id = {user}
        order by created_at desc, id
        """;

    private static string KindOf(UserWayIn way) => way.Way == SignInWay.Passkey ? "PasskeyRemoved" : "WalletUnlinked";

    // As when its owner removes it.
    private static Fact FactOf(Guid user, UserWayIn way) => new(
        KindOf(way),
        user.ToString(),
        way.Chain is { } chain ? $$"""{"wallet":"{{way.Id}}","chain":"{{WireName.Of(chain)}}"}""" : $$"""{"passkey":"{{way.Id}}"}""");
}
