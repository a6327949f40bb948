using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// Looks callers up by the hashes of what they present. Every request asks the database, a primary-key read of microseconds, so that
/// what was revoked is refused from the next request on.
/// </summary>
internal sealed partial class CallerStore(
    Database database, KeyedHash hash, SignInOptions options, HostingOptions hosting, TimeProvider time, ILogger<CallerStore> log)
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
        if (!ApiKeyToken.TryRead(token, out var environment))
            return null;
        if (environment is { } other && other != hosting.Profile)
        {
            var hint = ApiKeyToken.HintOf(token);
            LogElsewhere(hint, other, hosting.Profile);
            return null;
        }
        var keyHash = HashOfApiKey(token);
        var now = time.GetUtcNow();
        return await database.First<KnownApiKey>(
                $"""
                select id, name, role, organisation, expires_at, scopes, signing_required, addresses, requests_per_minute, burst, monthly_quota,
                    month, month_requests
                from api_keys where hash = {keyHash} and revoked_at is null and (expires_at is null or expires_at > {now})
                """,
                cancellation)
            ?? await FindRotated(keyHash, now, cancellation);
    }

    // A secret of before a rotation, for as long as that was given.
    private ValueTask<KnownApiKey?> FindRotated(byte[] keyHash, DateTimeOffset now, CancellationToken cancellation) =>
        database.First<KnownApiKey>(
            $"""
            select k.id, name, role, organisation, expires_at, scopes, signing_required, addresses, requests_per_minute, burst, monthly_quota,
                month, month_requests
            from api_key_secrets s join api_keys k on k.id = s.key_id
            where s.hash = {keyHash} and s.ends_at > {now} and revoked_at is null and (expires_at is null or expires_at > {now})
            """,
            cancellation);

    [LoggerMessage(Level = LogLevel.Information, Message = "An API key of {Environment} ({Hint}...) was sent to {Own}")]
    private partial void LogElsewhere(string hint, Profile environment, Profile own);

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
}
