using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// Looks callers up by the hashes of what they present. Every request asks the database, a primary-key read of microseconds, so that
/// what was revoked is refused from the next request on.
/// </summary>
internal sealed class CallerStore(Database database, KeyedHash hash, SignInOptions options, TimeProvider time)
{
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    public byte[] HashOfSession(string id) => hash.Of("session", id);

    public byte[] HashOfApiKey(string token) => hash.Of("api-key", token);

    public async ValueTask<Caller?> FindSession(string id, CancellationToken cancellation)
    {
        var idHash = HashOfSession(id);
        var now = time.GetUtcNow();
        var row = await database.First<SessionRow>(
            $"""
            select u.id, u.name, u.role, u.organisation, s.last_seen_at, s.idle_expires_at, s.expires_at
            from sessions s join users u on u.id = s.user_id
            where s.id_hash = {idHash} and s.idle_expires_at > {now} and s.expires_at > {now} and u.disabled_at is null
            """,
            cancellation);
        if (row is not null && now - row.LastSeenAt >= SeenPrecision)
            MarkSeen(idHash, now, row.ExpiresAt);
        return row?.ToCaller(idHash);
    }

    public async ValueTask<KnownApiKey?> FindApiKey(string token, CancellationToken cancellation)
    {
        var keyHash = HashOfApiKey(token);
        var now = time.GetUtcNow();
        var row = await database.First<ApiKeyCallerRow>(
            $"""
            select id, name, role, organisation, expires_at, signing_required from api_keys
            where hash = {keyHash} and revoked_at is null and (expires_at is null or expires_at > {now})
            """,
            cancellation);
        return row is null ? null : new KnownApiKey(row.ToCaller(), row.MustSign);
    }

    // Nobody waits for it, and a failure costs a minute of idle time at most: the next request tries again. The condition makes the
    // writes of simultaneous requests one.
    private void MarkSeen(byte[] idHash, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var idle = now + options.IdleTimeout;
        _ = database.Write($"""
            update sessions set last_seen_at = {now}, idle_expires_at = {(idle < expiresAt ? idle : expiresAt)}
            where id_hash = {idHash} and last_seen_at <= {now - SeenPrecision}
            """).ContinueWith(
                static write => _ = write.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
    }

    private sealed record SessionRow(
        Guid UserId, string Name, Role Role, long Organisation, DateTimeOffset LastSeenAt, DateTimeOffset IdleExpiresAt, DateTimeOffset ExpiresAt)
        : IRow<SessionRow>
    {
        public static SessionRow Read(Columns columns) => new(
            columns.Id(0),
            columns.Text(1),
            WireName.Parse<Role>(columns.Text(2)),
            columns.Long(3),
            columns.Time(4),
            columns.Time(5),
            columns.Time(6));

        public Caller ToCaller(byte[] idHash) =>
            new(CallerKind.Session, $"user:{UserId}", Name, Role, Organisation, IdleExpiresAt < ExpiresAt ? IdleExpiresAt : ExpiresAt)
            {
                Allowance = $"session:{Convert.ToHexString(idHash)}",
            };
    }

    private sealed record ApiKeyCallerRow(Guid Id, string Name, Role Role, long Organisation, DateTimeOffset? ExpiresAt, bool MustSign)
        : IRow<ApiKeyCallerRow>
    {
        public static ApiKeyCallerRow Read(Columns columns) => new(
            columns.Id(0), columns.Text(1), WireName.Parse<Role>(columns.Text(2)), columns.Long(3), columns.TimeOrNull(4), columns.Bool(5));

        public Caller ToCaller() => new(CallerKind.ApiKey, $"key:{Id}", Name, Role, Organisation, ExpiresAt);
    }
}

/// <param name="MustSign">The secret alone does not make a request this caller's.</param>
internal sealed record KnownApiKey(Caller Caller, bool MustSign);
