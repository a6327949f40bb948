using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.SignIn.Sessions;

/// <summary>The sessions of browsers, whatever their users have signed in with. Their ids are stored as hashes.</summary>
internal sealed class SessionStore(
    Database database, FactLog facts, CallerStore callers, RevocationStore revocations, SignInOptions options, TimeProvider time)
{
    private const int MostListed = 200;

    /// <summary>Opens a session; the one that the browser had until now ends with it.</summary>
    /// <param name="session">The transaction in which the user has proved who they are.</param>
    public async ValueTask<Caller> Open(Session session, UserRow user, NewSession opened, SignInWay way)
    {
        // As the table keeps it, so that the answer and every later one agree.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        if (opened.Former is not null)
            await SignOut(session, opened.Former);
        await session.Execute($"delete from sessions where idle_expires_at < {now}");
        await revocations.EndIdlest(session, user.Id, options.SessionsPerUser - 1);
        await session.Execute($"""
            insert into sessions (id_hash, user_id, user_agent, via, created_at, last_seen_at, idle_expires_at, expires_at)
            values ({callers.HashOfSession(opened.Id)}, {user.Id}, {opened.UserAgent}, {WireName.Of(way)}, {now}, {now},
                {now + options.IdleTimeout}, {now + options.AbsoluteTimeout})
            """);
        await session.Execute($"update users set signed_in_at = {now} where id = {user.Id}");
        await facts.Append(session, new Fact("SignedIn", user.Id.ToString(), $$"""{"via":"{{WireName.Of(way)}}"}"""));
        return user.ToCaller(now + options.IdleTimeout);
    }

    /// <summary>
    /// Gives the browser's session a new id, in the transaction that changes what its user can do or sign in with: whoever knew the old
    /// one has nothing. What hangs on the session goes with it.
    /// </summary>
    /// <exception cref="ProblemException">The session has ended meanwhile; nothing may be changed in its name.</exception>
    public async ValueTask Rotate(Session session, NewSession renewed)
    {
        var (former, next) = (callers.HashOfSession(renewed.Former ?? ""), callers.HashOfSession(renewed.Id));
        if (await session.Execute($"update sessions set id_hash = {next} where id_hash = {former}") == 0)
            throw new ProblemException(Problems.Unauthorized());
        await session.Execute($"""
            update push_subscriptions set owner = {next}
            where owner = {former} and subject in (
                select case when u.organisation = {Organisations.Home} then '*' else 'org:' || u.organisation end
                from sessions s join users u on u.id = s.user_id where s.id_hash = {next})
            """);
    }

    public Task<bool> SignOut(string sessionId, CancellationToken cancellation) =>
        database.Transaction(session => SignOut(session, sessionId), cancellation);

    /// <summary>The sessions of a user that have not ended, the one last seen first.</summary>
    /// <param name="current">The id of the session that asks.</param>
    public async ValueTask<List<DeviceSession>> List(Guid user, string current, CancellationToken cancellation)
    {
        var (now, own) = (time.GetUtcNow(), callers.HashOfSession(current));
        var rows = await database.Read(
            session => session.List<SessionRow>($"""
                select id_hash, user_agent, via, created_at, last_seen_at, idle_expires_at, expires_at from sessions
                where user_id = {user} and idle_expires_at > {now} and expires_at > {now} order by last_seen_at desc, id_hash limit {MostListed}
                """),
            cancellation);
        return rows.ConvertAll(row => row.ToContract(own));
    }

    /// <returns>Whether the user had such a session.</returns>
    public Task<bool> Revoke(Guid user, byte[] handle, CancellationToken cancellation) =>
        database.Transaction(session => revocations.End(session, user, handle), cancellation);

    /// <param name="except">The id of the session that goes on.</param>
    public Task<int> RevokeOthers(Guid user, string except, CancellationToken cancellation) =>
        database.Transaction(session => revocations.EndAll(session, user, except), cancellation);

    private async ValueTask<bool> SignOut(Session session, string sessionId)
    {
        var idHash = callers.HashOfSession(sessionId);
        var user = await session.First<UserRow>($"""
            select u.id, u.name, u.role, u.organisation from sessions s join users u on u.id = s.user_id where s.id_hash = {idHash}
            """);
        if (user is null || await session.Execute($"delete from sessions where id_hash = {idHash}") == 0)
            return false;
        await facts.Append(session, new Fact("SignedOut", user.Id.ToString()));
        return true;
    }
}
