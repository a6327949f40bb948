using Edge.Hosting.Endpoints;
using Edge.Observability.Audit;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.ApiKeys;

/// <summary>The keys of an organisation. Every change is told by a fact and in the audit log.</summary>
internal sealed class ApiKeyStore(Database database, FactLog facts, ApiKeyOptions options, TimeProvider time)
{
    /// <summary>To the millisecond, as times are stored.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <exception cref="ProblemException">The organisation has no such key.</exception>
    public static async ValueTask<ApiKeyRow> Get(Session session, Guid id, long organisation, bool toChange = false)
    {
        SqlText find = $"select {ApiKeyRow.Columns} from api_keys where id = {id} and organisation = {organisation}";
        return await session.First<ApiKeyRow>(toChange ? $"{find} {session.RowLock}" : find) ?? throw new ProblemException(Problems.ApiKeyNotFound());
    }

    public Task Insert(ApiKeyRow key, Caller caller, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            await Reserve(session, key.Organisation);
            await session.Execute($"""
                insert into api_keys (
                    id, organisation, hash, name, hint, role, created_at, expires_at, lifetime, scopes, addresses, requests_per_minute, burst,
                    monthly_quota, signing_algorithm, signing_key, signing_required)
                values (
                    {key.Id}, {key.Organisation}, {key.Hash}, {key.Settings.Name}, {key.Hint}, {WireName.Of(key.Role)}, {key.CreatedAt},
                    {key.Settings.ExpiresAt}, {Milliseconds(key.Lifetime)}, {key.Settings.Scopes}, {key.Settings.Addresses},
                    {key.Settings.RequestsPerMinute}, {key.Settings.Burst}, {key.Settings.MonthlyQuota},
                    {(key.Algorithm is { } algorithm ? WireName.Of(algorithm) : null)}, {key.SigningKey}, {key.SigningRequired})
                """);
            await Tell(session, key.Id, caller, "ApiKeyIssued", $$"""{"role":"{{WireName.Of(key.Role)}}"}""", null, Text(key.Settings));
            return key;
        },
        cancellation);

    /// <summary>
    /// Makes sure that the organisation may have one more key that holds; who asks at the same moment waits for the transaction's end.
    /// </summary>
    /// <exception cref="ProblemException">It has as many as it can have.</exception>
    public async ValueTask Reserve(Session session, long organisation)
    {
        await session.Number($"select seq from organisations where seq = {organisation} {session.RowLock}");
        var live = await session.Number($"""
            select count(*) from api_keys
            where organisation = {organisation} and revoked_at is null and (expires_at is null or expires_at > {Now})
            """);
        if (live >= options.MostPerOrganisation)
            throw new ProblemException(Problems.ApiKeysFull());
    }

    /// <summary>Writes the settings of a key that was read to be changed.</summary>
    public async ValueTask<ApiKeyRow> Change(Session session, ApiKeyRow key, ApiKeySettings settings, Caller caller)
    {
        var isTermNew = settings.ExpiresAt != key.Settings.ExpiresAt;
        var lifetime = isTermNew ? settings.ExpiresAt - Now : key.Lifetime;
        await session.Execute($"""
            update api_keys set name = {settings.Name}, expires_at = {settings.ExpiresAt}, lifetime = {Milliseconds(lifetime)},
                scopes = {settings.Scopes}, addresses = {settings.Addresses}, requests_per_minute = {settings.RequestsPerMinute},
                burst = {settings.Burst}, monthly_quota = {settings.MonthlyQuota},
                reminded_days = case when {isTermNew} = 1 then null else reminded_days end, version = version + 1
            where id = {key.Id}
            """);
        await Tell(session, key.Id, caller, "ApiKeyChanged", "{}", Text(key.Settings), Text(settings));
        return key with { Settings = settings, Lifetime = lifetime, Version = key.Version + 1 };
    }

    /// <summary>Gives a key that was read to be changed another secret; those so far hold on until <paramref name="until"/> at the latest.</summary>
    /// <param name="next">The key with its new secret.</param>
    public async ValueTask<ApiKeyRow> Rotate(Session session, ApiKeyRow key, ApiKeyRow next, DateTimeOffset? until, Caller caller)
    {
        if (until is { } end)
        {
            var former = key.SigningKey is not null && !key.SigningKey.AsSpan().SequenceEqual(next.SigningKey) ? key.SigningKey : null;
            await session.Execute($"update api_key_secrets set ends_at = {end} where key_id = {key.Id} and ends_at > {end}");
            await session.Execute($"""
                insert into api_key_secrets (hash, key_id, ends_at, signing_key) values ({key.Hash}, {key.Id}, {end}, {former})
                """);
        }
        else
        {
            await session.Execute($"delete from api_key_secrets where key_id = {key.Id}");
        }
        await session.Execute($"""
            update api_keys set hash = {next.Hash}, hint = {next.Hint}, signing_key = {next.SigningKey}, rotated_at = {next.RotatedAt},
                former_until = {until}, expires_at = {next.Settings.ExpiresAt}, lifetime = {Milliseconds(next.Lifetime)}, reminded_days = null,
                version = version + 1
            where id = {key.Id}
            """);
        var details = $$"""{"former_until":{{until?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}}}""";
        await Tell(session, key.Id, caller, "ApiKeyRotated", details, key.Hint, next.Hint);
        return next with { FormerUntil = until, Version = key.Version + 1 };
    }

    /// <summary>How many secrets of before its last rotation a key still has.</summary>
    public static async ValueTask<long> CountRotated(Session session, Guid id, DateTimeOffset now) =>
        await session.Number($"select count(*) from api_key_secrets where key_id = {id} and ends_at > {now}") ?? 0;

    public async ValueTask Revoke(Session session, ApiKeyRow key, Caller caller)
    {
        await session.Execute($"update api_keys set revoked_at = {Now}, former_until = null, version = version + 1 where id = {key.Id}");
        await session.Execute($"delete from api_key_secrets where key_id = {key.Id}");
        await Tell(session, key.Id, caller, "ApiKeyRevoked", "{}", null, null);
    }

    /// <summary>Forgets secrets that hold no more.</summary>
    public Task<int> Prune(CancellationToken cancellation) =>
        database.Write($"delete from api_key_secrets where ends_at <= {time.GetUtcNow()}", cancellation);

    private async ValueTask Tell(Session session, Guid id, Caller caller, string kind, string details, string? before, string? after)
    {
        await facts.Append(session, new Fact(kind, id.ToString(), details));
        var now = time.GetUtcNow();
        await AuditStore.Append(session, new AuditEntry(Guid.CreateVersion7(now), now, caller, kind, $"api-key:{id}", before, after, details));
    }

    private static string Text(ApiKeySettings settings) =>
        System.Text.Json.JsonSerializer.Serialize(settings.ToContract(), WireJson.Default.ChangeApiKeyRequest);

    private static long? Milliseconds(TimeSpan? span) => span is { } known ? (long)known.TotalMilliseconds : null;
}
