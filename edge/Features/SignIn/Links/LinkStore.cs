using Edge.Features.SignIn.Sessions;
using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.SignIn.Links;

/// <summary>The one-time links that let users in. Their tokens are stored as hashes.</summary>
internal sealed class LinkStore(Database database, FactLog facts, KeyedHash hash, SessionStore sessions, TimeProvider time)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    public async ValueTask<bool> AnyoneSignedInAs(Role role, CancellationToken cancellation) =>
        await database.Read(
            session => session.Number($"select 1 from users where role = {WireName.Of(role)} and organisation = {Organisations.Home} and signed_in_at is not null limit 1"),
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

    /// <summary>Uses up a link and opens a session.</summary>
    /// <returns>The caller that the session makes, or null when the link is unknown, used or too old, or its user is shut out.</returns>
    public Task<Caller?> SignIn(string token, NewSession opened, CancellationToken cancellation)
    {
        var tokenHash = HashOfLink(token);
        return database.Transaction(
            async session =>
            {
                var now = time.GetUtcNow();
                var used = await session.Execute($"""
                    update sign_in_links set used_at = {now}
                    where token_hash = {tokenHash} and used_at is null and expires_at > {now}
                    """);
                if (used == 0)
                    return null;
                var user = await session.First<UserRow>($"""
                    select u.id, u.name, u.role, u.organisation from sign_in_links l join users u on u.id = l.user_id
                    where l.token_hash = {tokenHash} and u.disabled_at is null
                    """);
                return user is null ? null : await sessions.Open(session, user, opened, SignInWay.Link);
            },
            cancellation);
    }

    private static async ValueTask<Guid> FindOrAddUser(Session session, Role role, DateTimeOffset now)
    {
        var name = role switch
        {
            Role.Admin => "Administrator",
            Role.Operator => "Operator",
            Role.Driver => "Driver",
            _ => "Viewer",
        };
        var known = await session.First<UserRow>($"""
            select id, name, role, organisation from users
            where role = {WireName.Of(role)} and name = {name} and organisation = {Organisations.Home} order by created_at limit 1
            """);
        if (known is not null)
            return known.Id;
        var id = Guid.CreateVersion7(now);
        await session.Execute($"""
            insert into users (id, name, role, organisation, created_at) values ({id}, {name}, {WireName.Of(role)}, {Organisations.Home}, {now})
            """);
        return id;
    }

    private byte[] HashOfLink(string token) => hash.Of("sign-in-link", token);
}
