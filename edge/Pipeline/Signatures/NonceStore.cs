using Edge.Storage;

namespace Edge.Pipeline.Signatures;

/// <summary>
/// The nonces of signatures that could still be sent again. They are in the database, so that every node knows them, and after a crash or
/// failover still does: what a commit has promised for the write itself it promises for its nonce.
/// </summary>
internal sealed class NonceStore(Database database, TimeProvider time)
{
    private const int PruneEvery = 4096;
    private int claims;

    /// <param name="until">From then on the signature is refused for its age.</param>
    /// <returns>Whether it is the first request with this nonce.</returns>
    public async Task<bool> Claim(Guid key, string nonce, DateTimeOffset until, CancellationToken cancellation)
    {
        var isFirst = await database.Write($"""
            insert into signature_nonces (key_id, nonce, expires_at) values ({key}, {nonce}, {until})
            on conflict (key_id, nonce) do update set expires_at = excluded.expires_at where signature_nonces.expires_at <= {time.GetUtcNow()}
            """, cancellation) == 1;
        if (Interlocked.Increment(ref claims) % PruneEvery == 0)
            PruneBeside();
        return isFirst;
    }

    public Task<int> Prune(CancellationToken cancellation) =>
        database.Write($"delete from signature_nonces where expires_at <= {time.GetUtcNow()}", cancellation);

    // The hourly chore alone would let a busy caller's nonces pile up for an hour. Nobody waits for it; the next one tries again.
    private void PruneBeside() => _ = Prune(CancellationToken.None).ContinueWith(
        static pruned => _ = pruned.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
