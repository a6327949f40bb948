using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Links;

/// <summary>Whom sign-in links let in.</summary>
internal sealed class LinkStore(Database database, SignInLinkStore links, SessionStore sessions, TimeProvider time)
{
    /// <summary>
    /// Whether the home organisation has had an administrator: one who has handed over is another's to name, and only administrators
    /// change users.
    /// </summary>
    public async ValueTask<bool> HadAdministrator(CancellationToken cancellation) =>
        await database.Read(
            session => session.Number($"""
                select 1 from users
                where organisation = {Organisations.Home} and signed_in_at is not null and (role = {WireName.Of(Role.Admin)} or version > 1) limit 1
                """),
            cancellation) is not null;

    /// <summary>Makes a link for the user who stands for <paramref name="role"/>, and that user where there is none.</summary>
    public Task<IssuedSignInLink> AddLink(Role role, CancellationToken cancellation) => database.Transaction(
        async session => await links.Issue(session, await FindOrAddUser(session, role, time.GetUtcNow()), SignInLinkStore.AtHand),
        cancellation);

    public Task<IssuedSignInLink> AddLink(Guid user, CancellationToken cancellation) => database.Transaction(
        session => links.Issue(session, user, SignInLinkStore.AtHand), cancellation);

    /// <summary>Users of any organisation who may sign in.</summary>
    /// <param name="idOrName">One's id, or what perhaps several are called.</param>
    public ValueTask<List<LinkUser>> Called(string idOrName, CancellationToken cancellation)
    {
        var who = Guid.TryParse(idOrName, out var id) ? (SqlText)$"u.id = {id}" : $"u.name = {idOrName}";
        return database.Read(
            session => session.List<LinkUser>($"""
                select u.id, u.name, u.role, o.name from users u join organisations o on o.seq = u.organisation
                where {who} and u.disabled_at is null order by u.organisation, u.created_at
                """),
            cancellation);
    }

    /// <summary>Uses up a link and opens a session.</summary>
    /// <returns>The caller that the session makes, or null when the link is unknown, used or too old, or its user is shut out.</returns>
    public Task<Caller?> SignIn(string token, NewSession opened, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            if (await links.Use(session, token) is not { } id)
                return null;
            var user = await session.First<UserRow>($"""
                select u.id, u.name, u.role, u.organisation from users u where u.id = {id} and u.disabled_at is null {session.RowLock}
                """);
            return user is null ? null : await sessions.Open(session, user, opened, SignInWay.Link);
        },
        cancellation);

    private static async ValueTask<Guid> FindOrAddUser(Session session, Role role, DateTimeOffset now)
    {
        var name = role switch
        {
            Role.Admin => "Administrator",
            Role.Operator => "Operator",
            Role.Driver => "Driver",
            _ => "Viewer",
        };
        // One after the other: two who look at once would both find nobody.
        await session.Number($"select seq from organisations where seq = {Organisations.Home} {session.RowLock}");
        var known = await session.First<UserRow>($"""
            select id, name, role, organisation from users
            where role = {WireName.Of(role)} and name = {name} and organisation = {Organisations.Home} and disabled_at is null
            order by created_at limit 1
            """);
        if (known is not null)
            return known.Id;
        var id = Guid.CreateVersion7(now);
        await session.Execute($"""
            insert into users (id, name, role, organisation, created_at) values ({id}, {name}, {WireName.Of(role)}, {Organisations.Home}, {now})
            """);
        return id;
    }
}

/// <summary>Somebody a link can be made for.</summary>
internal sealed record LinkUser(Guid Id, string Name, Role Role, string Organisation) : IRow<LinkUser>
{
    public static LinkUser Read(Columns columns) => new(columns.Id(0), columns.Text(1), WireName.Parse<Role>(columns.Text(2)), columns.Text(3));
}
