using System.Buffers.Text;
using System.Security.Cryptography;
using Edge.Hosting;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Push.Vapid;

/// <summary>
/// Finds the key when it is first needed: from the configuration, else from the database, which all nodes share and where the first to
/// need one leaves it, sealed by AES-256-GCM under a key that follows from the master key.
/// </summary>
internal sealed class VapidKeyStore(Database database, KeyedHash hash, PushOptions options, HostingOptions hosting, TimeProvider time) : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly SemaphoreSlim gate = new(1);
    private VapidKey? found;

    /// <exception cref="StorageUnavailableException">The database cannot be asked, or holds what another master key has sealed.</exception>
    public async ValueTask<VapidKey> Get(CancellationToken cancellation)
    {
        if (Volatile.Read(ref found) is { } known)
            return known;
        await gate.WaitAsync(cancellation);
        try
        {
            return found ??= new VapidKey(options.Key.IsEmpty ? await Kept(cancellation) : Base64Url.DecodeFromChars(options.Key.Reveal()), Contact());
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        found?.Dispose();
        gate.Dispose();
    }

    private string Contact()
    {
        if (options.Contact.Length > 0)
            return options.Contact;
        return hosting.PublicUrl is { Scheme: "https" } site ? site.GetLeftPart(UriPartial.Authority) : "";
    }

    private async Task<byte[]> Kept(CancellationToken cancellation)
    {
        if (await Read(cancellation) is { } kept)
            return Open(kept.Bytes);
        var made = Seal(VapidKey.NewPrivateKey());
        await database.Write(
            $"insert into push_keys (id, sealed_key, created_at) values (1, {made}, {time.GetUtcNow()}) on conflict (id) do nothing", cancellation);
        return Open((await Read(cancellation))!.Bytes);
    }

    // In a transaction, so that a replica that lags behind is not asked.
    private Task<SealedRow?> Read(CancellationToken cancellation) =>
        database.Transaction(session => session.First<SealedRow>($"select sealed_key from push_keys where id = 1"), cancellation);

    private byte[] Seal(byte[] secret)
    {
        var kept = new byte[NonceBytes + secret.Length + TagBytes];
        RandomNumberGenerator.Fill(kept.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(SealKey(), TagBytes);
        cipher.Encrypt(kept.AsSpan(0, NonceBytes), secret, kept.AsSpan(NonceBytes, secret.Length), kept.AsSpan(^TagBytes..));
        return kept;
    }

    private byte[] Open(byte[] kept)
    {
        var secret = new byte[kept.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(SealKey(), TagBytes);
        try
        {
            cipher.Decrypt(kept.AsSpan(0, NonceBytes), kept.AsSpan(NonceBytes, secret.Length), kept.AsSpan(^TagBytes..), secret);
            return secret;
        }
        catch (AuthenticationTagMismatchException error)
        {
            // A new key would end every subscription there is: that is for the operator to decide.
            throw new StorageUnavailableException(
                "The key of notifications was sealed under another Hosting:MasterKey: bring that one back, or set Push:VapidKey", error);
        }
    }

    private byte[] SealKey() => hash.Of("vapid-key-seal", "");

    private sealed record SealedRow(byte[] Bytes) : IRow<SealedRow>
    {
        public static SealedRow Read(Columns columns) => new(columns.Bytes(0));
    }
}
