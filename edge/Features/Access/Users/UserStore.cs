using Edge.Hosting.Endpoints;
using Edge.Observability.Audit;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.Access.Users;

/// <summary>The users of organisations, each change with the fact that tells of it and an entry in the audit log.</summary>
internal sealed class UserStore(FactLog facts, RevocationStore revocations, TimeProvider time)
{
    private const int MostPerOrganisation = 1000;

    public ValueTask<List<UserRow>> List(Session session, long organisation) => session.List<UserRow>(
        $"select {UserRow.Columns(time.GetUtcNow())} from users u where u.organisation = {organisation} order by lower(u.name), u.id");

    /// <summary>
    /// A user who is about to change, and whether nobody else can let others in. The administrators of the organisation are the caller's
    /// until the transaction ends, so that two cannot take away each other's rights at once.
    /// </summary>
    /// <exception cref="ProblemException">The organisation has no such user.</exception>
    public async ValueTask<(UserRow User, bool IsLastAdmin)> ForChange(Session session, long organisation, Guid id)
    {
        var rows = await session.List<UserRow>($"""
            select {UserRow.Columns(time.GetUtcNow())} from users u
            where u.organisation = {organisation} and (u.id = {id} or (u.role = {WireName.Of(Role.Admin)} and u.disabled_at is null))
            order by u.id {session.RowLock}
            """);
        var user = rows.Find(row => row.Id == id) ?? throw new ProblemException(Problems.UserNotFound());
        return (user, user.IsActiveAdmin && !rows.Exists(row => row.Id != id && row.IsActiveAdmin));
    }

    public async ValueTask<UserRow> Add(Session session, Caller caller, long organisation, string name, Role role)
    {
        if (await session.Number($"select count(*) from users where organisation = {organisation}") >= MostPerOrganisation)
            throw new ProblemException(Problems.UsersFull());
        var now = Now();
        var user = new UserRow(Guid.CreateVersion7(now), name.Trim(), role, 1, now, null, null, 0);
        await session.Execute($"""
            insert into users (id, name, role, organisation, created_at, version)
            values ({user.Id}, {user.Name}, {WireName.Of(role)}, {organisation}, {now}, {user.Version})
            """);
        await Tell(session, caller, "UserAdded", user, null, WireName.Of(role));
        return user;
    }

    public async ValueTask<UserRow> Save(Session session, Caller caller, UserRow before, string name, Role role)
    {
        var saved = before with { Name = name.Trim(), Role = role, Version = before.Version + 1 };
        await session.Execute(
            $"update users set name = {saved.Name}, role = {WireName.Of(role)}, version = {saved.Version} where id = {saved.Id}");
        await Tell(session, caller, "UserChanged", saved, WireName.Of(before.Role), WireName.Of(role));
        return before.Role == role ? saved : await EndSessions(session, caller, saved);
    }

    /// <summary>Shuts a user out: their sessions end, and their links let nobody in.</summary>
    public async ValueTask<UserRow> Disable(Session session, Caller caller, UserRow before)
    {
        var saved = before with { DisabledAt = Now(), Version = before.Version + 1 };
        await session.Execute($"update users set disabled_at = {saved.DisabledAt}, version = {saved.Version} where id = {saved.Id}");
        await Tell(session, caller, "UserDisabled", saved, null, null);
        return await EndSessions(session, caller, saved);
    }

    public async ValueTask<UserRow> Enable(Session session, Caller caller, UserRow before)
    {
        var saved = before with { DisabledAt = null, Version = before.Version + 1 };
        await session.Execute($"update users set disabled_at = null, version = {saved.Version} where id = {saved.Id}");
        await Tell(session, caller, "UserEnabled", saved, null, null);
        return saved;
    }

    /// <summary>Signs a user out everywhere, and makes links that nobody has opened yet worthless.</summary>
    public async ValueTask<UserRow> EndSessions(Session session, Caller caller, UserRow user)
    {
        await SignInLinkStore.Withdraw(session, user.Id);
        if (await revocations.EndAll(session, user.Id) > 0)
            await Audit(session, caller, "SessionRevoked", user.Id, null, null);
        return user with { Sessions = 0 };
    }

    /// <summary>Writes down who makes a link for whom: it is the way to act in somebody else's name.</summary>
    public ValueTask TellOfLink(Session session, Caller caller, Guid user) => Audit(session, caller, "SignInLinkIssued", user, null, null);

    private async ValueTask Tell(Session session, Caller caller, string kind, UserRow user, string? before, string? after)
    {
        await facts.Append(session, new Fact(kind, user.Id.ToString(), $$"""{"role":"{{WireName.Of(user.Role)}}"}"""));
        await Audit(session, caller, kind, user.Id, before, after);
    }

    private async ValueTask Audit(Session session, Caller caller, string kind, Guid user, string? before, string? after)
    {
        var now = Now();
        await AuditStore.Append(session, new AuditEntry(Guid.CreateVersion7(now), now, caller, kind, $"user:{user}", before, after));
    }

    // As the table keeps it, so that the answer and every later one agree.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
