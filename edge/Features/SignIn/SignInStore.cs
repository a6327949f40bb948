using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn;

/// <summary>Users, the one-time links that let them in, and the sessions they open. Tokens and session ids are stored as hashes.</summary>
internal sealed class SignInStore(
    Database database, FactLog facts, KeyedHash hash, CallerStore callers, SignInOptions options, TimeProvider time)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    public async ValueTask<bool> AnyoneSignedInAs(Role role, CancellationToken cancellation) =>
        await database.Read(
            session => session.Number($"select 1 from users where role = {WireName.Of(role)} and signed_in_at is not null limit 1"),
            cancellation) is not null;

    /// <summary>Makes a link for the user who stands for <paramref name="role"/>, and that user where there is none.</summary>
    public Task<Guid> AddLink(string token, Role role, CancellationToken cancellation)
    {
        var tokenHash = HashOfLink(token);
        return database.Transaction(
            async session =>
            {
                var now = time.GetUtcNow();
                var user = await FindOrAddUser(session, role, now);
                await session.Execute($"delete from sign_in_links where expires_at < {now - LinkLifetime}");
                await session.Execute($"""
                    insert into sign_in_links (token_hash, user_id, created_at, expires_at)
                    values ({tokenHash}, {user}, {now}, {now + LinkLifetime})
                    """);
                await facts.Append(session, new Fact("SignInLinkIssued", user.ToString()));
                return user;
            },
            cancellation);
    }

    /// <summary>Uses up a link and opens a session; the one the browser had until now ends with it.</summary>
    /// <returns>The caller that the session makes, or null when the link is unknown, used or too old.</returns>
    public Task<Caller?> SignIn(string token, string sessionId, string? formerSessionId, string userAgent, CancellationToken cancellation)
    {
        var tokenHash = HashOfLink(token);
        return database.Transaction(
            async session =>
            {
                // As the table keeps it, so that the answer and every later one agree.
                var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
                var used = await session.Execute($"""
                    update sign_in_links set used_at = {now}
                    where token_hash = {tokenHash} and used_at is null and expires_at > {now}
                    """);
                if (used == 0)
                    return null;
                var user = (await session.First<UserRow>($"""
                    select u.id, u.name, u.role from sign_in_links l join users u on u.id = l.user_id where l.token_hash = {tokenHash}
                    """))!;
                if (formerSessionId is not null)
                    await End(session, formerSessionId);
                await session.Execute($"delete from sessions where idle_expires_at < {now}");
                await session.Execute($"""
                    insert into sessions (id_hash, user_id, user_agent, created_at, last_seen_at, idle_expires_at, expires_at)
                    values ({callers.HashOfSession(sessionId)}, {user.Id}, {userAgent}, {now}, {now},
                        {now + options.IdleTimeout}, {now + options.AbsoluteTimeout})
                    """);
                await session.Execute($"update users set signed_in_at = {now} where id = {user.Id}");
                await facts.Append(session, new Fact("SignedIn", user.Id.ToString()));
                return user.ToCaller(now + options.IdleTimeout);
            },
            cancellation);
    }

    public Task<bool> SignOut(string sessionId, CancellationToken cancellation) =>
        database.Transaction(session => End(session, sessionId), cancellation);

    private async ValueTask<bool> End(Session session, string sessionId)
    {
        var idHash = callers.HashOfSession(sessionId);
        var user = await session.First<UserRow>($"""
            select u.id, u.name, u.role from sessions s join users u on u.id = s.user_id where s.id_hash = {idHash}
            """);
        if (user is null || await session.Execute($"delete from sessions where id_hash = {idHash}") == 0)
            return false;
        await facts.Append(session, new Fact("SignedOut", user.Id.ToString()));
        return true;
    }

    private static async ValueTask<Guid> FindOrAddUser(Session session, Role role, DateTimeOffset now)
    {
        var name = role switch
        {
            Role.Admin => "Administrator",
            Role.Operator => "Operator",
            _ => "Driver",
        };
        var known = await session.First<UserRow>($"""
            select id, name, role from users where role = {WireName.Of(role)} and name = {name} order by created_at limit 1
            """);
        if (known is not null)
            return known.Id;
        var id = Guid.CreateVersion7(now);
        await session.Execute($"insert into users (id, name, role, created_at) values ({id}, {name}, {WireName.Of(role)}, {now})");
        return id;
    }

    private byte[] HashOfLink(string token) => hash.Of("sign-in-link", token);

    private sealed record UserRow(Guid Id, string Name, Role Role) : IRow<UserRow>
    {
        public static UserRow Read(Columns columns) => new(columns.Id(0), columns.Text(1), WireName.Parse<Role>(columns.Text(2)));

        public Caller ToCaller(DateTimeOffset expiresAt) => new(CallerKind.Session, $"user:{Id}", Name, Role, expiresAt);
    }
}
