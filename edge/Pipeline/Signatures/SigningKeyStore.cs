using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Pipeline.Signatures;

/// <summary>What signatures are verified with. Read for every request, so that a revoked key signs nothing from the next one on.</summary>
internal sealed class SigningKeyStore(Database database, SigningKeySeal seal, TimeProvider time)
{
    /// <returns>The caller and the key to verify with; null for a key that is unknown, expired, revoked, or cannot sign.</returns>
    public async ValueTask<KnownSigner?> Find(Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var row = await database.Read(
            session => session.First<SigningKeyRow>($"""
                select id, name, role, organisation, expires_at, scopes, signing_required, addresses, requests_per_minute, burst, monthly_quota,
                    month, month_requests, signing_algorithm, signing_key, former_until
                from api_keys
                where id = {id} and revoked_at is null and (expires_at is null or expires_at > {now}) and signing_key is not null
                """),
            cancellation);
        return row is null || KeyOf(id, row.Algorithm, row.SigningKey) is not { } key ? null : new KnownSigner(row.Key, key, row.FormerUntil > now);
    }

    /// <summary>What the key's requests were signed with before it was rotated, for as long as that still holds.</summary>
    public async ValueTask<List<SigningKey>> FindRotated(KnownSigner signer, CancellationToken cancellation)
    {
        var keys = new List<SigningKey>();
        if (!signer.IsRotating)
            return keys;
        var now = time.GetUtcNow();
        var rows = await database.Read(
            session => session.List<RotatedKeyRow>($"""
                select signing_key from api_key_secrets where key_id = {signer.Key.Id} and ends_at > {now} and signing_key is not null
                """),
            cancellation);
        foreach (var row in rows)
        {
            if (KeyOf(signer.Key.Id, signer.Verifier.Algorithm, row.SigningKey) is { } key)
                keys.Add(key);
        }
        return keys;
    }

    private SigningKey? KeyOf(Guid id, SignatureAlgorithm algorithm, byte[] atRest)
    {
        if (algorithm != SignatureAlgorithm.HmacSha256)
            return SigningKey.FromPublicBytes(algorithm, atRest);
        return seal.Open(id, atRest) is { } secret ? new HmacKey(secret) : null;
    }

    private sealed record SigningKeyRow(KnownApiKey Key, SignatureAlgorithm Algorithm, byte[] SigningKey, DateTimeOffset? FormerUntil)
        : IRow<SigningKeyRow>
    {
        public static SigningKeyRow Read(Columns columns) => new(
            KnownApiKey.Read(columns), WireName.Parse<SignatureAlgorithm>(columns.Text(13)), columns.Bytes(14), columns.TimeOrNull(15));
    }

    private sealed record RotatedKeyRow(byte[] SigningKey) : IRow<RotatedKeyRow>
    {
        public static RotatedKeyRow Read(Columns columns) => new(columns.Bytes(0));
    }
}

/// <param name="IsRotating">Another key than <paramref name="Verifier"/> may have signed as well.</param>
internal sealed record KnownSigner(KnownApiKey Key, SigningKey Verifier, bool IsRotating) : IDisposable
{
    public void Dispose() => Verifier.Dispose();
}
