using System.Security.Cryptography;
using System.Text;
using Edge.Hosting.Endpoints;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Pipeline.Idempotency;

/// <summary>
/// Runs a write at most once per <c>Idempotency-Key</c> and caller (draft-ietf-httpapi-idempotency-key-header-07). The answer is
/// stored in the transaction of the write itself: there is no moment at which one exists without the other, so a retry after a
/// crash cannot write twice. A concurrent duplicate waits for the first and gets its answer. Keys live for 24 hours.
/// </summary>
internal sealed class IdempotentWrites(Database database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    /// <param name="request">The canonical bytes of the request: the same key with other bytes is refused with 422.</param>
    /// <param name="work">Writes and answers; throws <see cref="ProblemException"/> to refuse, which leaves no trace and stores nothing.</param>
    public async Task<Reply> Run(HttpContext http, byte[] request, Func<Session, ValueTask<Reply>> work)
    {
        if (!http.Request.Headers.TryGetValue(Header, out var header))
            return await database.Transaction(work, http.RequestAborted);
        var key = Parse(header.Count == 1 ? header[0]! : "");
        var caller = Organisations.NameIn(http.Caller().Organisation, http.Caller().Id);
        var hash = Hash(http.Request, request);
        return await database.Transaction(session => Once(session, caller, key, hash, work), http.RequestAborted);
    }

    /// <summary>Forgets keys older than their lifetime.</summary>
    public Task<int> Prune(CancellationToken cancellation) =>
        database.Write($"delete from idempotency_keys where created_at < {time.GetUtcNow() - Lifetime}", cancellation);

    private async ValueTask<Reply> Once(Session session, string caller, string key, byte[] hash, Func<Session, ValueTask<Reply>> work)
    {
        var now = time.GetUtcNow();
        StoredReply? outdated = null;
        try
        {
            await session.Ask<StoredReply>(Find(session, caller, key), stored =>
            {
                if (stored.At >= now - Lifetime)
                    throw new RepeatedException(stored);
                outdated = stored;
            });
            var reply = await work(session);
            if (outdated is not null)
                await session.Later($"delete from idempotency_keys where caller = {caller} and key = {key}");
            // Who asked the same meanwhile has done the same, and meets the other here: one of them is undone, and finds the other's answer.
            await session.Later($"""
                insert into idempotency_keys (caller, key, request_hash, status, body, etag, location, created_at)
                values ({caller}, {key}, {hash}, {reply.Status}, {reply.Body}, {reply.ETag}, {reply.Location}, {now})
                """);
            return reply;
        }
        catch (RepeatedException repeated)
        {
            return Repeat(repeated.Stored, hash);
        }
        catch (ProblemException)
        {
            // What is in its way may be what the same request did meanwhile; what it has written itself until here must go.
            if (await session.First<StoredReply>(Find(session, caller, key)) is { } stored && stored.At >= now - Lifetime)
                throw new OvertakenException();
            throw;
        }
    }

    // Under the row's lock: PostgreSQL then lets the repetition, too, wait for the replica that a commit has to reach. The first one may
    // have been refused for want of it, and be there all the same.
    private static SqlText Find(Session session, string caller, string key) => $"""
        select request_hash, status, body, etag, location, created_at from idempotency_keys
        where caller = {caller} and key = {key} {session.RowLock}
        """;

    private static Reply Repeat(StoredReply stored, byte[] hash) => stored.Hash.AsSpan().SequenceEqual(hash)
        ? stored.Reply
        : throw new ProblemException(Problems.IdempotencyKeyReused());

    // The header is a structured-field string ("..."), but most clients send the bare value: both name the same key.
    private static string Parse(string header)
    {
        var key = header.Length >= 2 && header[0] == '"' && header[^1] == '"' ? header[1..^1] : header;
        var wellFormed = key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExceptInRange('!', '~');
        return wellFormed
            ? key
            : throw new ProblemException(Problems.InvalidParameter(Header, "1 to 255 visible ASCII characters, without blanks."));
    }

    private static byte[] Hash(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\0{request.Headers.IfMatch}\0"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private sealed record StoredReply(byte[] Hash, Reply Reply, DateTimeOffset At) : IRow<StoredReply>
    {
        public static StoredReply Read(Columns columns) => new(
            columns.Bytes(0),
            new Reply(columns.Int(1), columns.Bytes(2), columns.TextOrNull(3), columns.TextOrNull(4)),
            columns.Time(5));
    }

    /// <summary>Leads out of a unit of work that need not be done.</summary>
    private sealed class RepeatedException(StoredReply stored) : Exception
    {
        public StoredReply Stored => stored;
    }
}
