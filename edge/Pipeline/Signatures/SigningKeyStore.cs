using Edge.Hosting.Endpoints;
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
                select id, name, role, expires_at, signing_algorithm, signing_key, organisation from api_keys
                where id = {id} and revoked_at is null and (expires_at is null or expires_at > {now}) and signing_key is not null
                """),
            cancellation);
        return row is null || KeyOf(row) is not { } key ? null : new KnownSigner(row.ToCaller(), key);
    }

    private SigningKey? KeyOf(SigningKeyRow row)
    {
        if (row.Algorithm != SignatureAlgorithm.HmacSha256)
            return SigningKey.FromPublicBytes(row.Algorithm, row.Key);
        return seal.Open(row.Id, row.Key) is { } secret ? new HmacKey(secret) : null;
    }

    private sealed record SigningKeyRow(
        Guid Id, string Name, Role Role, DateTimeOffset? ExpiresAt, SignatureAlgorithm Algorithm, byte[] Key, long Organisation)
        : IRow<SigningKeyRow>
    {
        public static SigningKeyRow Read(Columns columns) => new(
            columns.Id(0),
            columns.Text(1),
            WireName.Parse<Role>(columns.Text(2)),
            columns.TimeOrNull(3),
            WireName.Parse<SignatureAlgorithm>(columns.Text(4)),
            columns.Bytes(5),
            columns.Long(6));

        public Caller ToCaller() => new(CallerKind.ApiKey, $"key:{Id}", Name, Role, Organisation, ExpiresAt);
    }
}

internal sealed record KnownSigner(Caller Caller, SigningKey Key) : IDisposable
{
    public void Dispose() => Key.Dispose();
}
