using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.SignIn.Sessions;

/// <summary>The sessions of browsers, whatever their users have signed in with. Their ids are stored as hashes.</summary>
internal sealed class SessionStore(Database database, FactLog facts, CallerStore callers, SignInOptions options, TimeProvider time)
{
    /// <summary>Opens a session; the one that the browser had until now ends with it.</summary>
    /// <param name="session">The transaction in which the user has proved who they are.</param>
    public async ValueTask<Caller> Open(Session session, UserRow user, NewSession opened)
    {
        // As the table keeps it, so that the answer and every later one agree.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        if (opened.Former is not null)
            await End(session, opened.Former);
        await session.Execute($"delete from sessions where idle_expires_at < {now}");
        await session.Execute($"""
            insert into sessions (id_hash, user_id, user_agent, created_at, last_seen_at, idle_expires_at, expires_at)
            values ({callers.HashOfSession(opened.Id)}, {user.Id}, {opened.UserAgent}, {now}, {now},
                {now + options.IdleTimeout}, {now + options.AbsoluteTimeout})
            """);
        await session.Execute($"update users set signed_in_at = {now} where id = {user.Id}");
        await facts.Append(session, new Fact("SignedIn", user.Id.ToString()));
        return user.ToCaller(now + options.IdleTimeout);
    }

    public Task<bool> SignOut(string sessionId, CancellationToken cancellation) =>
        database.Transaction(session => End(session, sessionId), cancellation);

    private async ValueTask<bool> End(Session session, string sessionId)
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
